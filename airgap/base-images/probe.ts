import { tryRun } from "../../base/run.ts";
import type { BaseImageFacts } from "../setup/facts.ts";
import { pushedRecipe, type Registry } from "../registry/registry.ts";
import { recipeHash } from "./recipe-hash.ts";
import { RECIPES } from "./recipes.ts";

/** Which base images are there, made from today's recipes. */
export async function probeBaseImages(
  registry: Registry | undefined,
  engineAnswers: boolean,
  env: NodeJS.ProcessEnv,
): Promise<readonly BaseImageFacts[]> {
  const labels = engineAnswers ? await recipeLabels(env) : new Map<string, string>();
  return Promise.all(
    RECIPES.map(async (recipe) => {
      const hash = recipeHash(recipe);
      return {
        name: recipe.image,
        inRegistry: registry !== undefined && (await pushedRecipe(registry, recipe.image)) === hash,
        inEngine: labels.get(recipe.image) === hash,
      };
    }),
  );
}

/** The recipes that the engine's images were made from, by the images' names. */
async function recipeLabels(env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, string>> {
  const names = RECIPES.map(({ image }) => image);
  const format = '{{range .RepoTags}}{{.}}={{index $.Config.Labels "muelle.recipe"}} {{end}}';
  // An image that is not there makes the command fail, but it prints the others all the same.
  const { stdout } = await tryRun("docker", ["image", "inspect", "--format", format, ...names], { env });
  const pairs = stdout.split(/\s+/).map((pair) => pair.split("="));
  return new Map(
    pairs.flatMap(([name, hash]) => (name === undefined || hash === undefined ? [] : [[name, hash]])),
  );
}
