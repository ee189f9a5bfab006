import { MuelleError } from "../index.ts";
import { readConfig } from "./config.ts";
import type { Rendering } from "./rendering.ts";

/**
 * The platforms by the value of `muelle:platform`: the stack's configuration decides, not its name. Each is loaded
 * only where it is wanted.
 */
const platforms = {
  docker: async () => (await import("./dev.ts")).dev,
  kubernetes: async () => (await import("./prod.ts")).prod,
} as const;

/**
 * Creates what the stack's configuration asks for, and returns its outputs.
 * @param rendering - for a plan, which creates nothing
 * @throws {MuelleError} naming all that is wrong, before anything is created
 */
export async function deploy(rendering?: Rendering): Promise<Readonly<Record<string, unknown>>> {
  const { config, faults } = readConfig();
  if (config.platform !== "docker" && config.platform !== "kubernetes") {
    const fault = {
      path: "muelle:platform",
      message: `no such platform: ${config.platform}`,
      hint: `Choose one of: ${Object.keys(platforms).join(", ")}.`,
    };
    throw new MuelleError("The stack cannot be deployed; nothing was changed.", [...faults, fault]);
  }
  const run = await platforms[config.platform]();
  return run(config, faults, rendering);
}
