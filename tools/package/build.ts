import { chmod, cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../base/run.ts";
import { MuelleError } from "../../components/application/errors.ts";
import { PUBLISHED_FOLDERS, publishedManifest, type RepositoryManifest } from "./manifest.ts";

/** What is copied as it is: the compiler writes the rest. */
const ASSETS = ["policies/PulumiPolicy.yaml", "policies/package.json", "provider/schema.json", "templates"];

/** At the root of the package. */
const DOCUMENTS = ["README.md", "CHANGELOG.md", "LICENSE"];

/** What Pulumi starts as the plugin, on Windows and elsewhere. */
const LAUNCHERS = ["pulumi-resource-muelle", "pulumi-resource-muelle.cmd"];

/**
 * Builds the npm package into dist/, which has a package.json of its own: what lies there is what is published, and
 * the repository's own stays private. Folders lie as they do here, so that what looks beside itself finds it.
 *
 * @param server - where Pulumi downloads the plugin; undefined where nobody serves it
 * @returns the folder
 */
export async function buildPackage(root: string, server?: string): Promise<string> {
  const dist = join(root, "dist");
  await rm(dist, { recursive: true, force: true });
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  await run("compiling the package", process.execPath, [tsc, "--project", join(root, "tools", "package")], {
    cwd: root,
  });
  await refuseOutsiders(dist);
  for (const path of [...ASSETS, ...DOCUMENTS])
    await cp(join(root, path), join(dist, path), { recursive: true });
  for (const launcher of LAUNCHERS) {
    const text = await readFile(join(root, "provider", launcher), "utf8");
    const path = join(dist, "provider", launcher);
    // Node strips types only outside of node_modules.
    await writeFile(
      path,
      text
        .replace("main.ts", "main.js")
        .replace("a Node that runs TypeScript (24 or newer)", "Node 22.12 or newer"),
    );
    await chmod(path, 0o755);
  }
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as RepositoryManifest;
  const text = JSON.stringify(publishedManifest(manifest, server), undefined, 2);
  await writeFile(join(dist, "package.json"), `${text}\n`);
  return dist;
}

/** The compiler takes along what is imported, wherever it lies. */
async function refuseOutsiders(dist: string): Promise<void> {
  const outsiders = (await readdir(dist)).filter((folder) => !PUBLISHED_FOLDERS.includes(folder));
  if (outsiders.length > 0)
    throw new MuelleError(
      "The package cannot be built.",
      outsiders.map((folder) => ({
        path: folder,
        message: "something in the package imports it, and it is not published",
      })),
    );
}
