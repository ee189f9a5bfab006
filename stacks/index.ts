import * as pulumi from "@pulumi/pulumi";
import { endWithEngine, MuelleError } from "../components/index.ts";
import { readConfig } from "./config.ts";

/**
 * The platforms by the value of `muelle:platform`: the stack's configuration decides, not its name. Each is loaded
 * only where it is wanted.
 */
const platforms = {
  docker: async () => (await import("./dev.ts")).dev,
  kubernetes: async () => (await import("./prod.ts")).prod,
} as const;

async function deploy(): Promise<Readonly<Record<string, unknown>>> {
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
  return run(config, faults);
}

endWithEngine(process.env["PULUMI_NODEJS_ENGINE"]);
const outputs = await deploy().catch((error: unknown) => {
  // Pulumi prints the message alone for its own error class, and a stack trace for every other.
  if (error instanceof MuelleError) throw new pulumi.RunError(error.message);
  throw error;
});

export const url = outputs["url"];
export const services = outputs["services"];
export const images = outputs["images"];
