import { createHash } from "node:crypto";
import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import type { SetupContext } from "../setup/context.ts";

/** A runtime that no language plugin has, so that the engine runs a program of its name. */
const RUNTIME = "muelle";
const DESCRIPTION = "PulumiPolicy.yaml";

/** What takes the place of policy packs on an air-gapped machine. */
export interface RunnablePacks {
  /** By each pack, the folder that Pulumi is to be given. */
  readonly packs: Readonly<Record<string, string>>;
  /** What the PATH needs for them. */
  readonly path: readonly string[];
}

/**
 * The language plugin that can be built cannot run policy packs. For a runtime without one, the engine runs a program
 * instead; so each pack gets a twin that names such a runtime, and the program does what the plugin would.
 *
 * @param packs - folders of policy packs
 * @param root - the project's folder, whose SDK runs the packs
 */
export async function runnablePacks(
  packs: readonly string[],
  { root, folders: { cache } }: Pick<SetupContext, "root" | "folders">,
): Promise<RunnablePacks> {
  if (packs.length === 0) return { packs: {}, path: [] };
  const folder = join(cache, "policy-packs", createHash("sha256").update(root).digest("hex").slice(0, 16));
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  const program = join(bin, `pulumi-analyzer-policy-${RUNTIME}`);
  const runner = join(root, "node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack", "index.js");
  await writeFile(program, `#!/bin/sh\nexec node '${runner}' "$@"\n`);
  await chmod(program, 0o755);
  const twins: Record<string, string> = {};
  for (const pack of packs) twins[pack] = await twin(resolve(root, pack), folder);
  return { packs: twins, path: [bin] };
}

/** A folder that is the pack but for its runtime. */
async function twin(pack: string, folder: string): Promise<string> {
  const description = await readFile(join(pack, DESCRIPTION), "utf8").catch(() => undefined);
  // Pulumi itself says best what is wrong with it.
  if (description === undefined) return pack;
  const path = join(
    folder,
    `${basename(pack)}-${createHash("sha256").update(pack).digest("hex").slice(0, 8)}`,
  );
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true });
  for (const entry of await readdir(pack)) {
    if (entry === DESCRIPTION) continue;
    // The package's description is looked up in this very folder; all else is found where it is.
    if (entry === "package.json") await cp(join(pack, entry), join(path, entry));
    else await symlink(join(pack, entry), join(path, entry));
  }
  const fields = parse(description) as Readonly<Record<string, unknown>>;
  await writeFile(join(path, DESCRIPTION), stringify({ ...fields, runtime: RUNTIME }));
  return path;
}
