import { join } from "node:path";
import { ensureBrowser } from "../browser/ensure-browser.ts";
import { handOver } from "../bootstrap/hand-over.mjs";
import { runChecks } from "../checks/checks.ts";
import { announce } from "../environment/announce.ts";
import type { CommandContext } from "../context.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** Other people's programs are in these languages: this project's own stacks need no more than Node.js. */
const LANGUAGE_HOSTS: readonly string[] = ["pulumi-language-yaml", "pulumi-language-python"];

/**
 * `npm test`: the checks and every test; `npm test -- unit` only the unit tests, which need no engine and no Pulumi;
 * `npm run test:faults` what takes an hour or two: every update under load and every fault, often.
 * Further arguments go to vitest. Fails when any part fails, and ends with vitest's own summary.
 */
export const command: Command = async (context, args) => {
  if (args[0] === "unit") return vitest(context, ["--project", "unit", ...args.slice(1)], context.env);
  const { machine, env } = await setUp(context, { compose: true, programs: LANGUAGE_HOSTS });
  announce(context, machine);
  if (args[0] === "faults") return vitest(context, args.slice(1), env, "vitest.faults.config.ts");
  const browser = await ensureBrowser(context);
  const checked = await runChecks(context);
  const code = await vitest(context, args, { ...env, CHROME_PATH: browser });
  if (code === 0 && !checked) process.stderr.write("\nThe tests passed, but a check failed: see above.\n");
  return code === 0 && !checked ? 1 : code;
};

function vitest(
  { root }: CommandContext,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  file = "vitest.config.ts",
): Promise<number> {
  const script = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = ["--config", join("test", file)];
  return handOver(process.execPath, [script, "run", ...config, ...args], root, env);
}
