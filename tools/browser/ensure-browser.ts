import { MuelleError } from "../../base/errors.ts";
import { findExecutable } from "../../base/executable.ts";
import { tryRun } from "../../base/run.ts";
import type { CommandContext } from "../context.ts";
import { EndedWith, runAirgap } from "../environment/airgap.ts";
import { type BrowserFacts, planBrowser } from "./browser-plan.ts";
import { findBrowser } from "./find-browser.ts";

/**
 * The executable of a browser that can be driven; on Debian as root it is installed where there is none.
 *
 * @throws MuelleError that says what to do where there is none and none can be installed
 */
export async function ensureBrowser(context: CommandContext): Promise<string> {
  const plan = planBrowser(await probe(context.env));
  if (plan.kind === "use") return plan.executable;
  if (plan.kind === "refuse") throw new MuelleError("The page cannot be tested", [plan.fault]);
  const code = await runAirgap(context, ["packages", plan.package]);
  if (code !== 0) throw new EndedWith(`installing ${plan.package}`, code);
  const installed = planBrowser({ ...(await probe(context.env)), apt: false });
  if (installed.kind === "use") return installed.executable;
  throw new MuelleError("The page cannot be tested", [
    {
      path: plan.package,
      message: "the package is installed and brought no program that can be run",
      hint: "Install Chrome or Chromium in another way, and let CHROME_PATH name it.",
    },
  ]);
}

async function probe(env: NodeJS.ProcessEnv): Promise<BrowserFacts> {
  const found = findBrowser(env);
  return {
    found,
    chosen: env["CHROME_PATH"] ?? "",
    // Ubuntu's package is a script that only says where to get a browser.
    works: found !== undefined && (await tryRun(found, ["--version"], { env, timeout: 20_000 })).code === 0,
    root: process.getuid?.() === 0,
    apt: findExecutable("apt-get", env["PATH"] ?? "") !== undefined,
  };
}
