import { isAbsolute, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Fault, MuelleError } from "../../components/index.ts";

/** What `npm run plan` was asked to do. */
export interface PlanOptions {
  readonly stack: string;
  /** Folder below applications/, instead of the one that the stack's configuration names. */
  readonly application: string | undefined;
  /** Folder that the plan is written to, as an absolute path. */
  readonly out: string;
  /** Folder of an earlier plan to compare with. */
  readonly diff: string | undefined;
}

const USAGE = "npm run plan -- STACK [--diff OLD] [--out DIR] [--application NAME]";

/**
 * Reads the command's arguments.
 *
 * @param root - the project's folder, below which plans are kept
 * @throws {MuelleError} that says how it is used
 */
export function planOptions(args: readonly string[], root: string): PlanOptions {
  const { values, positionals } = parsed(args);
  const [stack, ...rest] = positionals;
  if (stack === undefined) throw misused({ path: "plan", message: "of which stack?" });
  if (rest.length > 0) throw misused({ path: rest.join(" "), message: "is too much" });
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(root, path));
  return {
    stack,
    application: values.application,
    out: absolute(values.out ?? join(".muelle", "plan", stack)),
    diff: values.diff === undefined ? undefined : absolute(values.diff),
  };
}

function parsed(args: readonly string[]): {
  readonly values: { readonly application?: string; readonly out?: string; readonly diff?: string };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { application: { type: "string" }, out: { type: "string" }, diff: { type: "string" } },
    });
  } catch (error) {
    throw misused({ path: args.join(" "), message: error instanceof Error ? error.message : String(error) });
  }
}

function misused(fault: Fault): MuelleError {
  return new MuelleError("npm run plan: it cannot be done like this", [
    { ...fault, hint: `It is: ${USAGE}` },
  ]);
}
