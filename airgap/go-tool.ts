import { readdirSync, readFileSync } from "node:fs";
import { copyFile, chmod } from "node:fs/promises";
import { basename, join } from "node:path";
import { isInstalled, partOf, type Part } from "./install/part.ts";
import type { Task } from "../base/progress.ts";
import { run } from "../base/run.ts";

/** A program that is built from a pinned Go module. */
export interface GoTool {
  /** The name of the executable. */
  readonly name: string;
  /** The folder under modules/ with its go.mod. @default - its name */
  readonly module?: string;
  /** The package of its main function; `.` where that lies beside the go.mod. */
  readonly package: string;
  /** Build tags. @default - none */
  readonly tags?: readonly string[];
  /** What it says of its version. @default - what its source says */
  readonly version?: LinkerVariable;
  /** What else is set in it. @default - nothing */
  readonly variables?: readonly LinkerVariable[];
  /** Whether it must run with no C library, as in an image from scratch. @default false */
  readonly static?: boolean;
  /** Files of a module that belong beside the executable. @default - none */
  readonly files?: { readonly module: string; readonly folder: string; readonly names: readonly string[] };
}

/** The linker sets `variable` to `value`. */
export interface LinkerVariable {
  readonly variable: string;
  readonly value: string;
}

const MODULES = join(import.meta.dirname, "modules");

function moduleFolder({ name, module }: GoTool): string {
  return join(MODULES, module ?? name);
}

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
  const folder = moduleFolder(tool);
  return [
    JSON.stringify(tool),
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted()
      .map((file) => readFileSync(file, "utf8")),
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
    ["list", "-deps", ...tagFlags(tool), tool.package],
    {
      cwd: moduleFolder(tool),
      env: goEnvironment(tool),
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
 * @param niceness how far it stands back for other builds, see {@link RunOptions}
 */
export async function buildGoTool(
  tool: GoTool,
  folder: string,
  packages: number,
  task: Task,
  niceness: number,
): Promise<void> {
  const cwd = moduleFolder(tool);
  let compiled = 0;
  const variables = [...(tool.version === undefined ? [] : [tool.version]), ...(tool.variables ?? [])];
  const linked = ["-s", "-w", ...variables.map(({ variable, value }) => `-X ${variable}=${value}`)].join(" ");
  const flags = ["-v", "-trimpath", "-buildvcs=false", ...tagFlags(tool), `-ldflags=${linked}`];
  await run(
    `building ${tool.name} from its Go module`,
    "go",
    ["build", ...flags, "-o", join(folder, tool.name), tool.package],
    {
      cwd,
      env: goEnvironment(tool),
      niceness,
      onLine: () => {
        compiled += 1;
        task.update(`compiling, ${compiled} of ${packages} packages`);
      },
    },
  );
  if (tool.files !== undefined) await copyModuleFiles(tool.files, cwd, folder);
}

function tagFlags({ tags = [] }: GoTool): readonly string[] {
  return tags.length === 0 ? [] : ["-tags", tags.join(",")];
}

function goEnvironment(tool: GoTool): NodeJS.ProcessEnv {
  return tool.static === true ? { ...process.env, CGO_ENABLED: "0" } : process.env;
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
