import { join } from "node:path";
import { tryRun } from "../../base/run.ts";
import { formatElapsed } from "../../base/elapsed.ts";
import type { CommandContext } from "../context.ts";

/** One check: a program from node_modules that says nothing when all is well. */
interface Check {
  readonly name: string;
  readonly script: readonly [module: string, file: string];
  readonly args: readonly string[];
}

const CHECKS: readonly Check[] = [
  {
    name: "prettier",
    script: ["prettier", "bin/prettier.cjs"],
    args: ["--check", "--log-level=warn", "--cache", "--cache-location=.muelle/prettier-cache", "."],
  },
  { name: "eslint", script: ["eslint", "bin/eslint.js"], args: ["."] },
  {
    name: "tsc",
    script: ["typescript", "bin/tsc"],
    args: ["--noEmit", "--incremental", "--tsBuildInfoFile", ".muelle/tsbuildinfo", "--project", "."],
  },
  { name: "knip", script: ["knip", "bin/knip.js"], args: ["--config", "tools/checks/knip.json"] },
];

/** Runs every check at once and prints what each found; false when any of them found something. */
export async function runChecks({ root, progress, env }: CommandContext): Promise<boolean> {
  const results = await Promise.all(
    CHECKS.map(async ({ name, script: [module, file], args }) => {
      const since = Date.now();
      const path = join(root, "node_modules", module, file);
      const { code, stdout, stderr } = await tryRun(process.execPath, [path, ...args], { cwd: root, env });
      const elapsed = formatElapsed(Date.now() - since);
      progress.line(`${name}: ${code === 0 ? "ok" : "FAILED"} (${elapsed})`);
      if (code !== 0) progress.line(`${stdout}\n${stderr}`.trim());
      return code === 0;
    }),
  );
  return results.every((passed) => passed);
}
