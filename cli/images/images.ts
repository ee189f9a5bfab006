import { run } from "../../base/run.ts";
import type { LocalImage } from "./prunable-images.ts";

const LABEL = "muelle.application";

/** Every local image that was built for an application, once for each of its tags. */
export async function listImages(env: NodeJS.ProcessEnv): Promise<readonly LocalImage[]> {
  const what = "listing the images";
  const listed = await run(
    what,
    "docker",
    ["image", "ls", "--no-trunc", "--quiet", "--filter", `label=${LABEL}`],
    { env },
  );
  const ids = [...new Set(lines(listed))];
  if (ids.length === 0) return [];
  const inspected = await run(what, "docker", ["image", "inspect", "--format", "{{json .}}", ...ids], {
    env,
  });
  return lines(inspected).flatMap(toImages);
}

function toImages(json: string): readonly LocalImage[] {
  // What the engine's API documents for GET /images/{name}/json.
  const { Id, RepoTags, Created } = JSON.parse(json) as {
    readonly Id: string;
    readonly RepoTags: readonly string[] | null;
    readonly Created: string;
  };
  return (RepoTags ?? []).map((name) => {
    const colon = name.lastIndexOf(":");
    return {
      id: Id,
      repository: name.slice(0, colon),
      tag: name.slice(colon + 1),
      created: Date.parse(Created),
    };
  });
}

/** The images of every container, running or not. */
export async function usedImageIds(env: NodeJS.ProcessEnv): Promise<ReadonlySet<string>> {
  const what = "listing the containers";
  const containers = lines(await run(what, "docker", ["ps", "--all", "--quiet", "--no-trunc"], { env }));
  if (containers.length === 0) return new Set();
  const images = await run(
    what,
    "docker",
    ["container", "inspect", "--format", "{{.Image}}", ...containers],
    { env },
  );
  return new Set(lines(images));
}

/** Removes one tag; the engine removes the image itself with its last tag. */
export async function removeImage({ repository, tag }: LocalImage, env: NodeJS.ProcessEnv): Promise<void> {
  const name = `${repository}:${tag}`;
  await run(`removing ${name}`, "docker", ["image", "rm", name], { env });
}

/** The space that all images take together, in bytes; layers that they share count once. */
export async function spaceOfImages(env: NodeJS.ProcessEnv): Promise<number> {
  const json = await run("measuring the images", "docker", ["system", "df", "--format", "{{json .}}"], {
    env,
  });
  const images = lines(json)
    .map((line) => JSON.parse(line) as { readonly Type: string; readonly Size: string })
    .find(({ Type }) => Type === "Images");
  return parseSize(images?.Size ?? "0B");
}

/** Docker's own notation of a size: `1.5GB`. */
function parseSize(size: string): number {
  const match = /^([\d.]+)([kMGT]?)B$/.exec(size);
  if (match === null) throw new Error(`docker printed a size that is none: ${size}`);
  const exponent = ["", "k", "M", "G", "T"].indexOf(match[2] ?? "");
  return Number(match[1]) * 1000 ** exponent;
}

function lines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
