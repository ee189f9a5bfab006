import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { findExecutable } from "../../base/executable.ts";
import { run } from "../../base/run.ts";
import { MuelleError } from "../../components/application/errors.ts";
import { type Context, say } from "../context.ts";
import { fileOf, imagesOf, sourceOf } from "../sbom/images.ts";
import { describeLicences } from "../sbom/licences.ts";
import { type Package, packagesIn } from "../sbom/spdx.ts";
import { projectFolder } from "../stack/project-folder.ts";
import { readState } from "../stack/state.ts";

/** What the page of licences is called. */
const LICENCES = "licences.md";

/** What `muelle sbom` was asked for. */
export interface SbomOptions {
  /** Folder that the files are written to. @default ".muelle/sbom" */
  readonly out?: string;
}

/** `muelle sbom`: a bill of materials (SPDX) for each image of the stack, and their licences. */
export async function sbom(context: Context, options: SbomOptions): Promise<void> {
  const { directory, env, stack } = context;
  const root = projectFolder(directory);
  const images = imagesOf(await readState(context), stack);
  const syft = syftOn(env);
  const out =
    options.out === undefined ? join(root, ".muelle", "sbom", stack ?? "") : resolve(directory, options.out);
  await mkdir(out, { recursive: true });
  const packages: Record<string, readonly Package[]> = {};
  for (const image of images) {
    const file = join(out, fileOf(image));
    await list(syft, image, file, env);
    packages[image] = packagesIn(await readFile(file, "utf8"));
    say(`${relative(directory, file)}: ${packages[image].length} packages`);
  }
  await writeFile(join(out, LICENCES), describeLicences(packages));
  say(relative(directory, join(out, LICENCES)));
}

function syftOn(env: NodeJS.ProcessEnv): string {
  const found = findExecutable("syft", env["PATH"] ?? "");
  if (found !== undefined) return found;
  throw new MuelleError("syft is not installed.", [
    {
      path: "syft",
      message: "it reads what is in an image, and is not on the PATH",
      hint: "Install it: https://github.com/anchore/syft#installation",
    },
  ]);
}

async function list(syft: string, image: string, file: string, env: NodeJS.ProcessEnv): Promise<void> {
  // A registry on this machine speaks plain HTTP.
  const plain = /^(?:localhost|127\.0\.0\.1)[:/]/.test(image);
  await run(`listing what is in ${image}`, syft, ["scan", sourceOf(image), "--output", `spdx-json=${file}`], {
    env: {
      ...env,
      SYFT_CHECK_FOR_APP_UPDATE: "false",
      SYFT_REGISTRY_INSECURE_USE_HTTP: String(plain),
    },
  });
}
