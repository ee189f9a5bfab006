import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { MuelleError } from "../base/errors.ts";
import { Progress } from "../base/progress.ts";
import { userFolders } from "../base/user-folders.ts";
import { withDockerClient } from "./engine/client.ts";
import type { Verb } from "./verbs/verb.ts";

const folders = userFolders(process.env);
enableCompileCache(join(folders.cache, "compile-cache"));

/** What `node airgap/main.ts NAME` does; each is loaded only when it is asked for. */
const VERBS: Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>> = {
  setup: () => import("./verbs/setup.ts"),
  programs: () => import("./verbs/programs.ts"),
  packages: () => import("./verbs/packages.ts"),
  engine: () => import("./verbs/engine.ts"),
  cluster: () => import("./verbs/cluster.ts"),
};

const [name = "", ...args] = process.argv.slice(2);
try {
  const load = VERBS[name];
  if (load === undefined) {
    throw new MuelleError("No such verb", [
      { path: `airgap ${name}`, message: `the verbs are ${Object.keys(VERBS).join(", ")}` },
    ]);
  }
  const { verb } = await load();
  const context = {
    root: join(import.meta.dirname, ".."),
    folders,
    env: withDockerClient(process.env, folders.cache),
    progress: new Progress(),
  };
  process.exitCode = await verb(context, args);
} catch (error) {
  // A known fault needs no stack; anything else is a defect of this program, whose place must be seen.
  process.stderr.write(`${error instanceof MuelleError ? error.message : describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
