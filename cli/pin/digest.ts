import { run } from "../../base/run.ts";

/** The digest that an image's tag has now, by the engine, with its mirrors and accounts. @throws where it cannot be had */
export async function currentDigest(image: string, env: NodeJS.ProcessEnv): Promise<string> {
  await run(`pulling ${image}`, "docker", ["pull", "--quiet", image], { env });
  const format = "{{range .RepoDigests}}{{println .}}{{end}}";
  const inspect = ["image", "inspect", "--format", format, image];
  const listed = await run(`reading the digest of ${image}`, "docker", inspect, { env });
  const digest = digestOf(image, listed);
  if (digest === undefined) throw new Error(`the engine knows no digest of ${image}`);
  return digest;
}

/**
 * The digest of an image's own repository among those that the engine lists: one image may have come from several.
 *
 * @param listed - lines like `docker.io/library/python@sha256:...`
 */
export function digestOf(image: string, listed: string): string | undefined {
  const repository = image.replace(/:[^/:]+$/, "");
  const own = listed
    .split("\n")
    .map((line) => line.trim().split("@"))
    .find(([name = ""]) => name === repository || name.endsWith(`/${repository}`));
  return own?.[1];
}
