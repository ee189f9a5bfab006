import { readdirSync, readFileSync } from "node:fs";
import { copyFile, chmod } from "node:fs/promises";
import { basename, join } from "node:path";
import { isInstalled, partOf, type Part } from "../install/part.ts";
import type { Task } from "../process/progress.ts";
import { run } from "../process/run.ts";

/** A program that is built from a pinned Go module. */
export interface GoTool {
  /** The folder under modules/ with its go.mod, and the name of the executable. */
  readonly name: string;
  /** The package of its main function. */
  readonly package: string;
  /** What it says of its version: the linker sets `variable` to `value`. */
  readonly version: { readonly variable: string; readonly value: string };
  /** Files of its module that belong beside the executable. @default - none */
  readonly files?: { readonly module: string; readonly folder: string; readonly names: readonly string[] };
}

const MODULES = join(import.meta.dirname, "modules");

/** Tools that are built into one folder. */
export interface GoTools {
  readonly name: string;
  readonly tools: readonly GoTool[];
}

/** The part that the tools make together. */
export function goPart(cache: string, { name, tools }: GoTools): Part {
  return partOf(cache, name, [process.platform, process.arch, ...tools.flatMap(sourcesOf)]);
}

function sourcesOf(tool: GoTool): readonly string[] {
  const folder = join(MODULES, tool.name);
  return [
    JSON.stringify(tool),
    ...readdirSync(folder)
      .toSorted()
      .map((file) => readFileSync(join(folder, file), "utf8")),
  ];
}

/** Whether the part is there, with every tool. */
export function goPartIsInstalled(cache: string, tools: GoTools): boolean {
  return isInstalled(goPart(cache, tools));
}

/** Downloads the modules of a tool; Go keeps them, so that building needs no network afterwards. */
export async function downloadGoTool(tool: GoTool, task: Task): Promise<readonly string[]> {
  let downloaded = 0;
  const packages = await run(
    `downloading the Go modules of ${tool.name}`,
    "go",
    ["list", "-deps", tool.package],
    {
      cwd: join(MODULES, tool.name),
      onLine: (line) => {
        if (!line.startsWith("go: downloading")) return;
        downloaded += 1;
        task.update(`${downloaded} modules`);
      },
    },
  );
  return packages.split("\n");
}

/**
 * Builds a tool into `folder`.
 *
 * @param packages how many packages it is made of, to say how far the build is
 */
export async function buildGoTool(tool: GoTool, folder: string, packages: number, task: Task): Promise<void> {
  const cwd = join(MODULES, tool.name);
  let compiled = 0;
  const { variable, value } = tool.version;
  const flags = ["-v", "-trimpath", "-buildvcs=false", `-ldflags=-s -w -X ${variable}=${value}`];
  await run(
    `building ${tool.name} from its Go module`,
    "go",
    ["build", ...flags, "-o", join(folder, tool.name), tool.package],
    {
      cwd,
      onLine: () => {
        compiled += 1;
        task.update(`compiling, ${compiled} of ${packages} packages`);
      },
    },
  );
  if (tool.files !== undefined) await copyModuleFiles(tool.files, cwd, folder);
}

async function copyModuleFiles(
  files: NonNullable<GoTool["files"]>,
  cwd: string,
  folder: string,
): Promise<void> {
  const module = await run(`finding ${files.module}`, "go", ["list", "-m", "-f", "{{.Dir}}", files.module], {
    cwd,
  });
  for (const name of files.names) {
    const target = join(folder, basename(name));
    await copyFile(join(module.trim(), files.folder, name), target);
    await chmod(target, 0o755);
  }
}
