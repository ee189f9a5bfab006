import * as pulumi from "@pulumi/pulumi";
import {
  DockerStack,
  dockerFidelity,
  type Fault,
  fidelityNotes,
  imageFaults,
  MuelleError,
  preflight,
} from "../components/index.ts";
import { loadApplication } from "./application.ts";
import type { StackConfig } from "./config.ts";
import { resolveSecrets } from "./secrets.ts";

/** The application on the local Docker Engine. */
export async function dev(
  config: StackConfig,
  configFaults: readonly Fault[],
): Promise<Readonly<Record<string, unknown>>> {
  const stack = pulumi.getStack();
  const { application, faults: applicationFaults } = await loadApplication(config);
  if (application === undefined) throw refusal([...configFaults, ...applicationFaults]);

  const { secrets, faults: secretFaults } = resolveSecrets(application, config);
  const notes = fidelityNotes(application, dockerFidelity);
  const faults = [
    ...configFaults,
    ...secretFaults,
    ...notes
      .filter(({ verdict }) => verdict === "rejected")
      .map(({ path, reason }) => ({ path, message: reason })),
    ...imageFaults(application),
    ...(await preflight({ application, stack, address: config.address, port: config.port })),
  ];
  if (faults.length > 0) throw refusal(faults);

  for (const { path, verdict, reason } of notes)
    if (verdict === "approximated") await pulumi.log.warn(`${path} is approximated on Docker: ${reason}`);

  const { url, services, images } = new DockerStack(application.name, {
    application,
    stack,
    port: config.port,
    address: config.address,
    secrets,
    ...(config.registry === undefined ? {} : { registry: config.registry }),
  });
  return { url, services, images };
}

function refusal(faults: readonly Fault[]): MuelleError {
  return new MuelleError("The application cannot be deployed; nothing was changed.", faults);
}
