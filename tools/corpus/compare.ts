import { dirname } from "node:path";
import { MuelleError } from "../../base/errors.ts";
import { realFileSystem } from "../../components/application/file-system.ts";
import { canonicalJson, loadCompose, type Json } from "../../components/compose/index.ts";
import { tryRun } from "../../base/run.ts";
import { firstDifference } from "./first-difference.ts";

/** What came of one file. */
export type Outcome =
  | { readonly kind: "equal" | "refused by both" }
  | { readonly kind: "different" | "refused here" | "refused by Compose only"; readonly why: string };

/** Loads a file here and with `docker compose config`, both in the file's folder and with the same environment. */
export async function compare(file: string, oracle: string, home: string): Promise<Outcome> {
  const folder = dirname(file);
  const environment = { HOME: home, PATH: "/usr/bin:/bin", PWD: folder };
  const { code, stdout, stderr } = await tryRun(oracle, ["-f", file, "config", "--format", "json"], {
    cwd: folder,
    env: environment,
  });
  const loaded = load(file, environment);
  if (code !== 0) {
    return loaded.ok
      ? { kind: "refused by Compose only", why: stderr.trim().split("\n").at(-1) ?? "" }
      : { kind: "refused by both" };
  }
  if (!loaded.ok) return { kind: "refused here", why: loaded.why };
  const expected: unknown = JSON.parse(stdout);
  const difference = firstDifference(loaded.json, expected);
  return difference === undefined ? { kind: "equal" } : { kind: "different", why: difference };
}

type Loaded = { readonly ok: true; readonly json: Json } | { readonly ok: false; readonly why: string };

function load(file: string, environment: Readonly<Record<string, string>>): Loaded {
  try {
    // Compose warns of a variable without a value, and goes on.
    const loaded = loadCompose(
      { folder: dirname(file), files: [file], environment, unsetVariables: "empty" },
      realFileSystem,
    );
    return { ok: true, json: canonicalJson(loaded) };
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    const [first] = error.faults;
    return { ok: false, why: `${first?.path ?? ""}: ${first?.message ?? error.message}` };
  }
}
