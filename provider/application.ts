import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult } from "@pulumi/pulumi/provider/index.js";
import { type Fault, MuelleError } from "../components/application/errors.ts";
import { Application, type ApplicationArgs } from "../components/deploy/index.ts";

/** The fields of the arguments; all of them, since the compiler would miss one. */
const FIELDS: Readonly<Record<keyof ApplicationArgs, true>> = {
  spec: true,
  compose: true,
  directory: true,
  platform: true,
  services: true,
  secrets: true,
  profiles: true,
  registry: true,
  docker: true,
  kubernetes: true,
  deleteVolumes: true,
  protectData: true,
};

/** Constructs an Application for a program in another language. */
export function constructApplication(
  name: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): ConstructResult {
  const { urn, url, services, images } = new Application(name, applicationArgs(name, inputs), options);
  return { urn, state: { url, services, images } };
}

/**
 * The arguments out of what another language sends. Values inside of them may be outputs of other resources, as in
 * TypeScript; the structure has to be known when the program runs.
 *
 * @throws {MuelleError} with all that does not fit
 */
export function applicationArgs(name: string, inputs: pulumi.Inputs): ApplicationArgs {
  const faults = Object.entries(inputs).flatMap(([field, value]: readonly [string, unknown]): Fault[] => {
    const path = `${name}.${field}`;
    if (!Object.hasOwn(FIELDS, field))
      return [{ path, message: `no such input; there are ${Object.keys(FIELDS).join(", ")}` }];
    if (pulumi.Output.isInstance(value))
      return [
        {
          path,
          message: "it is computed by another resource as a whole, or secret as a whole",
          hint: "Only values inside of it may be: of environment, labels and secrets, for example.",
        },
      ];
    return [];
  });
  if (faults.length > 0) throw new MuelleError("The application cannot be constructed.", faults);
  return { ...inputs };
}
