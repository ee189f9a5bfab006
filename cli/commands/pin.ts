import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MuelleError } from "../../components/application/errors.ts";
import { type Context, say } from "../context.ts";
import { currentDigest } from "../pin/digest.ts";
import { referencesIn, withDigests } from "../pin/references.ts";

/** Where images are usually named. */
const FILES = [
  "**/{Dockerfile,*.Dockerfile}",
  "{compose,compose.*,docker-compose,docker-compose.*}.{yaml,yml}",
  "*.ts",
] as const;

const LEFT_ALONE = /(?:^|\/)(?:node_modules|\.[^/]+)(?:\/|$)/;

/**
 * `muelle pin`: writes the digest that each image has now into the files that name it.
 * @param patterns - of the files; without any: Dockerfiles, compose files and the program in the folder
 */
export async function pin({ directory, env }: Context, patterns: readonly string[]): Promise<void> {
  const wanted = patterns.length === 0 ? [...FILES] : [...patterns];
  const names = globSync(wanted, { cwd: directory }).filter((file) => !LEFT_ALONE.test(file));
  if (names.length === 0)
    throw new MuelleError("There is nothing to pin.", [
      { path: directory, message: `no file is like ${wanted.join(" or ")}` },
    ]);
  const files = await Promise.all(
    names.toSorted().map(async (file) => ({ file, text: await readFile(join(directory, file), "utf8") })),
  );
  const images = new Set(
    files.flatMap(({ file, text }) => referencesIn(file, text).map(({ image }) => image)),
  );
  const digests = new Map<string, string>();
  // All of them first: either every file has the digests of the same day, or none is changed.
  for (const image of [...images].sort()) {
    const digest = await currentDigest(image, env);
    digests.set(image, digest);
    say(`${image}: ${digest}`);
  }
  for (const { file, text } of files) {
    const pinned = withDigests(file, text, digests);
    if (pinned === text) continue;
    await writeFile(join(directory, file), pinned);
    say(`wrote ${file}`);
  }
}
