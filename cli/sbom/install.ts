import { join } from "node:path";
import { installGoTools } from "../../airgap/cli-plugin.ts";
import { goPart, goPartIsInstalled, type GoTools } from "../../airgap/go-tool.ts";
import type { SetupContext } from "../../airgap/setup/context.ts";

const SYFT: GoTools = {
  name: "sbom",
  tools: [{ name: "syft", package: "github.com/anchore/syft/cmd/syft" }],
};

/** Brings syft into the cache, unless it is there; returns its path. */
export async function installSyft({ folders, progress }: SetupContext): Promise<string> {
  if (!goPartIsInstalled(folders.cache, SYFT)) await installGoTools(folders.cache, SYFT, progress);
  return join(goPart(folders.cache, SYFT).folder, "syft");
}
