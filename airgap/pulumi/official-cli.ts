import { join } from "node:path";
import { installPart, isInstalled, partOf, type Part } from "../install/part.ts";
import { run } from "../../base/run.ts";
import { OFFICIAL_PULUMI } from "../setup/versions.ts";

const INSTALL_SCRIPT = "https://get.pulumi.com";

function officialPart(cache: string): Part {
  return partOf(cache, "pulumi-official", [OFFICIAL_PULUMI, process.platform, process.arch]);
}

/** Where the official CLI is, or will be. */
export function officialCliFolder(cache: string): string {
  return join(officialPart(cache).folder, "bin");
}

/** Whether the official CLI is in the cache. */
export function officialCliIsInstalled(cache: string): boolean {
  return isInstalled(officialPart(cache));
}

/** Installs the official CLI by its documented install script, into the cache alone: no shell profile is touched. */
export async function installOfficialCli(cache: string): Promise<void> {
  await installPart(cache, officialPart(cache), async (folder) => {
    const script = await run("downloading Pulumi's install script", "curl", ["-fsSL", INSTALL_SCRIPT]);
    const flags = ["--version", OFFICIAL_PULUMI, "--install-root", folder, "--no-edit-path"];
    await run(`installing Pulumi ${OFFICIAL_PULUMI}`, "sh", ["-s", "--", ...flags], { input: script });
    await run(`starting Pulumi ${OFFICIAL_PULUMI}`, join(folder, "bin", "pulumi"), ["version"], {
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
  });
}
