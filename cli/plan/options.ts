import { isAbsolute, join, resolve } from "node:path";
import { onlyStack, readArguments } from "../../base/usage.ts";

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

const USAGE = {
  command: "plan",
  usage: "npm run plan -- STACK [--diff OLD] [--out DIR] [--application NAME]",
};

/**
 * Reads the command's arguments.
 *
 * @param root - the project's folder, below which plans are kept
 * @throws {MuelleError} that says how it is used
 */
export function planOptions(args: readonly string[], root: string): PlanOptions {
  const { values, positionals } = readArguments(USAGE, args, {
    application: { type: "string" },
    out: { type: "string" },
    diff: { type: "string" },
  });
  const stack = onlyStack(USAGE, positionals);
  const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(root, path));
  return {
    stack,
    application: values.application,
    out: absolute(values.out ?? join(".muelle", "plan", stack)),
    diff: values.diff === undefined ? undefined : absolute(values.diff),
  };
}
