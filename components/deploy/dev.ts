import * as pulumi from "@pulumi/pulumi";
import { ASSUMED_ENGINE, DockerStack, dockerFidelity, preflight, readEngine } from "../docker/index.ts";
import type { Fault } from "../index.ts";
import type { StackConfig } from "./config.ts";
import { type Platform, prepare } from "./prepare.ts";
import type { Rendering } from "./rendering.ts";

/** The application on the local Docker Engine. */
export async function dev(
  config: StackConfig,
  configFaults: readonly Fault[],
  rendering?: Rendering,
): Promise<Readonly<Record<string, unknown>>> {
  const stack = pulumi.getStack();
  const { address, port, registry } = config;
  const engine = rendering === undefined ? await readEngine() : ASSUMED_ENGINE;
  const silent = "message" in engine ? engine : undefined;
  const platform: Platform = {
    name: "Docker",
    fidelity: () => dockerFidelity,
    faults: async (checked) => {
      if (rendering !== undefined) return [];
      return silent === undefined ? preflight({ application: checked, stack, address, port }) : [silent];
    },
  };
  const { application, secrets } = await prepare(config, configFaults, platform, rendering);
  const { url, services, images } = new DockerStack(application.name, {
    application,
    stack,
    port,
    address,
    secrets,
    limitsSwap: "limitsSwap" in engine && engine.limitsSwap,
    ...(registry === undefined ? {} : { registry }),
  });
  return { url, services, images };
}
