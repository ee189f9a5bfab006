import { chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { run } from "../../base/run.ts";

/** Where the launchers of the plugin find its program, in a folder of its own and in the package. */
const PROGRAM = "main.js";
const INSTALLED = "node_modules/muelle/provider";

/** What a caller of another language has no node_modules for: the SDKs of every platform. */
const SDKS = ["@pulumi/docker", "@pulumi/kubernetes", "@pulumi/kubernetes-ingress-nginx"];

/** How the packages of the plugin are installed. */
export interface PluginInstall {
  /** The packed package. */
  readonly tarball: string;
  /** The environment of npm, which says where packages come from. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Makes a folder that is the plugin with all that it needs, for programs in other languages: `pulumi plugin install
 * resource muelle VERSION --file FOLDER` takes it, and so does a release, as a tarball.
 */
export async function buildPluginFolder(
  root: string,
  folder: string,
  { tarball, env = process.env }: PluginInstall,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  await cp(tarball, join(folder, basename(tarball)));
  const sdks = Object.fromEntries(SDKS.map((sdk) => [sdk, dependencies[sdk]]));
  const manifest = { private: true, dependencies: { muelle: `file:${basename(tarball)}`, ...sdks } };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  // Pulumi copies the folder file by file, and knows no links.
  const args = [
    "install",
    "--ignore-scripts",
    "--no-bin-links",
    "--no-package-lock",
    "--no-audit",
    "--no-fund",
  ];
  await run("installing what the plugin needs", "npm", args, { cwd: folder, env });
  await rm(join(folder, basename(tarball)));
  for (const launcher of ["pulumi-resource-muelle", "pulumi-resource-muelle.cmd"]) {
    const text = await readFile(join(folder, INSTALLED, launcher), "utf8");
    const program = launcher.endsWith(".cmd") ? INSTALLED.replaceAll("/", "\\") + "\\" : `${INSTALLED}/`;
    await writeFile(
      join(folder, launcher),
      text.replace(PROGRAM, () => program + PROGRAM),
    );
    await chmod(join(folder, launcher), 0o755);
  }
}
