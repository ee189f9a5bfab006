import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { run } from "../../base/run.ts";
import { onlyStack, readArguments } from "../../base/usage.ts";
import { fileOf, imagesOf, sourceOf } from "../../cli/sbom/images.ts";
import { describeLicences } from "../../cli/sbom/licences.ts";
import { type Package, packagesIn } from "../../cli/sbom/spdx.ts";
import { PROVIDERS } from "../pulumi/providers.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** What the page of licences is called. */
const LICENCES = "licences.md";

const USAGE = { command: "sbom", usage: "npm run sbom -- STACK [--out DIR]" };

/** `npm run sbom -- STACK [--out DIR]`: a bill of materials (SPDX) for each image of a stack, and their licences. */
export const command: Command = async (context, args) => {
  const { root, progress } = context;
  const { stack, out } = options(args, root);
  const { env } = await setUp(context, { providers: PROVIDERS.docker, programs: ["syft"] });
  const images = await imagesOf(root, stack, env);
  await mkdir(out, { recursive: true });
  const packages: Record<string, readonly Package[]> = {};
  for (const image of images) {
    const file = join(out, fileOf(image));
    await progress.run(`what is in ${image}`, () => list(image, file, env));
    packages[image] = packagesIn(await readFile(file, "utf8"));
    progress.line(`${relative(root, file)}: ${packages[image].length} packages`);
  }
  await writeFile(join(out, LICENCES), describeLicences(packages));
  progress.line(relative(root, join(out, LICENCES)));
  return 0;
};

async function list(image: string, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  // A registry on this machine, as the local one is, speaks plain HTTP.
  const plain = /^(?:localhost|127\.0\.0\.1)[:/]/.test(image);
  await run(
    `listing what is in ${image}`,
    "syft",
    ["scan", sourceOf(image), "--output", `spdx-json=${file}`],
    {
      env: {
        ...env,
        SYFT_CHECK_FOR_APP_UPDATE: "false",
        SYFT_REGISTRY_INSECURE_USE_HTTP: String(plain),
      },
    },
  );
}

function options(args: readonly string[], root: string): { readonly stack: string; readonly out: string } {
  const { values, positionals } = readArguments(USAGE, args, { out: { type: "string" } });
  const stack = onlyStack(USAGE, positionals);
  return { stack, out: resolve(root, values.out ?? join(".muelle", "sbom", stack)) };
}
