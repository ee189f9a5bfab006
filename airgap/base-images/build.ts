import { cp, copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { SetupContext } from "../setup/context.ts";
import type { Task } from "../../base/progress.ts";
import { run } from "../../base/run.ts";
import { rememberPushed, type Registry } from "../registry/registry.ts";
import { certificateBundle, recipeFolder, recipeHash } from "./recipe-hash.ts";
import type { Recipe } from "./recipes.ts";
import { makeSystem } from "./system.ts";

/** A base image on its way: the archive of its system is there, its Dockerfile is not built yet. */
export interface PreparedImage {
  readonly recipe: Recipe;
  /** The build context. */
  readonly folder: string;
}

/** Makes the build context of a base image: its system, its recipe's files, the trusted certificates. */
export async function prepareImage(
  { folders }: SetupContext,
  recipe: Recipe,
  task: Task,
): Promise<PreparedImage> {
  const drafts = join(folders.cache, "images");
  await mkdir(drafts, { recursive: true });
  const folder = await mkdtemp(join(drafts, `.${recipe.folder}-`));
  task.update("Debian packages");
  await makeSystem(recipe, join(folder, "rootfs.tar"), folder);
  await cp(recipeFolder(recipe), folder, { recursive: true });
  const bundle = certificateBundle();
  if (recipe.certificates === true && bundle !== undefined)
    await copyFile(bundle, join(folder, "ca-certificates.crt"));
  return { recipe, folder };
}

/** Builds a prepared image into the engine under its public name, and pushes it to the registry if there is one. */
export async function finishImage(
  { recipe, folder }: PreparedImage,
  registry: Registry | undefined,
  env: NodeJS.ProcessEnv,
  task: Task,
): Promise<void> {
  task.update("building the image");
  const hash = recipeHash(recipe);
  const build = ["buildx", "build", "--load", "--quiet", "--provenance=false"];
  await run(
    `building ${recipe.image}`,
    "docker",
    [...build, "--build-arg", `RECIPE=${hash}`, "--tag", recipe.image, folder],
    { env },
  );
  if (registry !== undefined) {
    task.update("into the local registry");
    const pushed = `${registry.host}/library/${recipe.image}`;
    await run(`naming ${pushed}`, "docker", ["tag", recipe.image, pushed], { env });
    await run(`pushing ${pushed}`, "docker", ["push", "--quiet", pushed], { env });
    await run(`releasing ${pushed}`, "docker", ["rmi", pushed], { env });
    await rememberPushed(registry, recipe.image, hash);
  }
  await rm(folder, { recursive: true, force: true });
}
