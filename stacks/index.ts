import * as pulumi from "@pulumi/pulumi";
import { endWithEngine, MuelleError } from "../components/index.ts";
import { deploy } from "./deploy.ts";

endWithEngine(process.env["PULUMI_NODEJS_ENGINE"]);
const outputs = await deploy().catch((error: unknown) => {
  // Pulumi prints the message alone for its own error class, and a stack trace for every other.
  if (error instanceof MuelleError) throw new pulumi.RunError(error.message);
  throw error;
});

export const url = outputs["url"];
export const services = outputs["services"];
export const images = outputs["images"];
