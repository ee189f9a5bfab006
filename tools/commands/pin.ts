import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { currentDigest } from "../../cli/pin/digest.ts";
import { referencesIn, withDigests } from "../../cli/pin/references.ts";
import { misused } from "../../base/usage.ts";
import { PROVIDERS } from "../pulumi/providers.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** Where base images are named. */
const FILES = "applications/**/{application.ts,Dockerfile,*.Dockerfile}";

/** `npm run pin`: writes the digest that each base image has now into the Dockerfiles and applications. */
export const command: Command = async (context, args) => {
  const { root, progress } = context;
  if (args.length > 0)
    throw misused({ command: "pin", usage: "npm run pin" }, { path: args.join(" "), message: "is too much" });
  const { env } = await setUp(context, { providers: PROVIDERS.docker });
  const files = await Promise.all(
    globSync(FILES, { cwd: root })
      .sort()
      .map(async (file) => ({ file, text: await readFile(join(root, file), "utf8") })),
  );
  const images = new Set(
    files.flatMap(({ file, text }) => referencesIn(file, text).map(({ image }) => image)),
  );
  const digests = new Map<string, string>();
  // All of them first: either every file has the digests of the same day, or none is changed.
  for (const image of [...images].sort()) {
    digests.set(image, await currentDigest(image, env));
    progress.line(`${image}: ${digests.get(image) ?? ""}`);
  }
  for (const { file, text } of files) {
    const pinned = withDigests(file, text, digests);
    if (pinned === text) continue;
    await writeFile(join(root, file), pinned);
    progress.line(`wrote ${file}`);
  }
  return 0;
};
