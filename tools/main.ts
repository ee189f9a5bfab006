import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { MuelleError } from "../base/errors.ts";
import type { Command } from "./commands/command.ts";
import { userFolders } from "../base/user-folders.ts";
import { EndedWith } from "./environment/airgap.ts";
import { Progress } from "../base/progress.ts";
import { withoutOtherClone } from "./pulumi/environment.ts";

const folders = userFolders(process.env);
enableCompileCache(join(folders.cache, "compile-cache"));

/** What `node tools/run.mjs NAME` runs; each is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  start: () => import("./commands/start.ts"),
  setup: () => import("./commands/setup.ts"),
  pulumi: () => import("./commands/pulumi.ts"),
  "shell-env": () => import("./commands/shell-env.ts"),
  exec: () => import("./commands/exec.ts"),
  check: () => import("./commands/check.ts"),
  test: () => import("./commands/test.ts"),
  format: () => import("./commands/format.ts"),
  bench: () => import("./commands/bench.ts"),
  engine: () => import("./commands/engine.ts"),
  images: () => import("./commands/images.ts"),
  cluster: () => import("./commands/cluster.ts"),
  demo: () => import("./commands/demo.ts"),
  reference: () => import("./commands/reference.ts"),
  checkers: () => import("./commands/checkers.ts"),
  plan: () => import("./commands/plan.ts"),
  sbom: () => import("./commands/sbom.ts"),
  corpus: () => import("./commands/corpus.ts"),
  pin: () => import("./commands/pin.ts"),
  build: () => import("./commands/build.ts"),
  pack: () => import("./commands/pack.ts"),
  schema: () => import("./commands/schema.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
try {
  const load = COMMANDS[name];
  if (load === undefined) {
    throw new MuelleError("No such command", [
      { path: name, message: `the commands are ${Object.keys(COMMANDS).join(", ")}` },
    ]);
  }
  const root = join(import.meta.dirname, "..");
  const { command } = await load();
  process.exitCode = await command(
    {
      root,
      folders,
      env: withoutOtherClone(process.env, root),
      progress: new Progress(),
    },
    args,
  );
} catch (error) {
  if (error instanceof EndedWith) process.exitCode = error.code;
  else {
    // A known fault needs no stack; anything else is a defect of this program, whose place must be seen.
    process.stderr.write(`${error instanceof MuelleError ? error.message : describe(error)}\n`);
    process.exitCode = 1;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
