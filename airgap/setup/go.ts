import { findExecutable } from "../../base/executable.ts";
import { tryRun } from "../../base/run.ts";
import { isAtLeast } from "./version.ts";
import { MINIMUM_GO } from "./versions.ts";

/** The version of Go on the PATH, for example `1.26.8`; undefined where there is none. */
export async function goVersion(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (findExecutable("go", env["PATH"] ?? "") === undefined) return undefined;
  const { code, stdout } = await tryRun("go", ["env", "GOVERSION"], { env });
  return code === 0 ? stdout.trim().replace(/^go/, "") : undefined;
}

/** Why nothing can be built with this Go; undefined where it can. Pure. */
export function goProblem(version: string | undefined): string | undefined {
  if (version === undefined) return "Go is not on the PATH";
  return isAtLeast(version, MINIMUM_GO) ? undefined : `Go ${version} is too old`;
}
