import * as pulumi from "@pulumi/pulumi";
import { endWithEngine } from "../components/end-with-engine.ts";
import { MuelleError } from "../components/index.ts";
import { deploy } from "../components/deploy/deploy.ts";

// Pulumi maps every stack trace to its sources, and each resource takes several: a quarter of a second in all. Node strips
// types in place, so the positions are right without.
Reflect.deleteProperty(Error, "prepareStackTrace");
endWithEngine(process.env["PULUMI_NODEJS_ENGINE"]);
const outputs = await deploy().catch((error: unknown) => {
  // Pulumi prints the message alone for its own error class, and a stack trace for every other.
  if (error instanceof MuelleError) throw new pulumi.RunError(error.message);
  throw error;
});

export const url = outputs["url"];
export const services = outputs["services"];
export const images = outputs["images"];
