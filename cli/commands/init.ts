import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findExecutable } from "../../base/executable.ts";
import { run } from "../../base/run.ts";
import { MuelleError } from "../../components/application/errors.ts";
import { type Context, print, say } from "../context.ts";
import { decide, type Decision } from "../init/decide.ts";
import { setUpStack } from "../init/set-up-stack.ts";
import type { Language } from "../init/templates.ts";
import { openVariables } from "../init/variables.ts";
import { INSTALL_PULUMI } from "../stack/pulumi.ts";

/** What `muelle init` was asked for. */
export interface InitOptions {
  readonly language: Language;
  readonly platform: "docker" | "kubernetes";
  /** Whether the packages are installed. */
  readonly install: boolean;
}

/** The package managers by the lock files that they leave. */
const MANAGERS = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
} as const;

/** `muelle init`: makes a Pulumi project in the folder, from its compose file or from scratch. */
export async function init(context: Context, options: InitOptions): Promise<void> {
  const { directory, env } = context;
  await checkTools(options, env);
  const files = new Set(readdirSync(directory));
  const packageJson = files.has("package.json")
    ? readFileSync(join(directory, "package.json"), "utf8")
    : undefined;
  const decision = decide({
    directory,
    files,
    language: options.language,
    ...(packageJson === undefined ? {} : { packageJson }),
  });
  for (const [name, content] of Object.entries(decision.write)) {
    await writeFile(join(directory, name), content);
    print(`${files.has(name) ? "added the dependencies to" : "wrote"} ${name}`);
  }
  const manager = managerOf(files);
  const changed = "package.json" in decision.write;
  if (options.install && changed) {
    say(`installing the packages with ${manager} ...`);
    await run("installing the packages", manager, ["install"], { cwd: directory, env });
  }
  const byHand = decision.existing ? undefined : await setUpStack(directory, options.platform, env);
  tellNext(directory, decision, [
    ...(changed && !options.install ? [`${manager} install`] : []),
    ...(byHand === undefined ? [] : [byHand]),
  ]);
}

function managerOf(files: ReadonlySet<string>): string {
  return Object.entries(MANAGERS).find(([lock]) => files.has(lock))?.[1] ?? "npm";
}

/** Before anything is written: what is missing here would be missing at `pulumi up`. */
async function checkTools({ platform }: InitOptions, env: NodeJS.ProcessEnv): Promise<void> {
  if (findExecutable("pulumi", env["PATH"] ?? "") === undefined)
    throw new MuelleError("Pulumi is not installed.", [
      { path: "pulumi", message: "there is no such program on the PATH", hint: INSTALL_PULUMI },
    ]);
  if (platform === "kubernetes") return;
  const { connectEngine } = await import("../platforms/docker/engine.ts");
  await connectEngine({}, env);
}

function tellNext(
  directory: string,
  { add, compose, kept, existing }: Decision,
  steps: readonly string[],
): void {
  if (!existing && kept.length > 0) print(`left as they are: ${kept.join(", ")}`);
  if (add !== undefined)
    print(`There is a Pulumi program here already. Nothing of it was changed. Add to it:\n\n${add}`);
  const variables =
    compose === undefined ? [] : openVariables(readFileSync(join(directory, compose), "utf8"));
  if (variables.length > 0)
    print(`\n${compose ?? ""} leaves open, for the environment or a file .env: ${variables.join(", ")}`);
  print(`\nNext:\n${[...steps, "pulumi up", "npx muelle ps"].map((step) => `  ${step}`).join("\n")}`);
}
