import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Fault } from "../application/index.ts";
import {
  ASSUMED_ENGINE,
  dockerFidelity,
  DockerStack,
  type DockerTransforms,
  type EngineFacts,
  preflight,
  readEngine,
  wantedPorts,
} from "../docker/index.ts";
import type { Answer, Claim, Platform, ReadyPlatform } from "./platform.ts";
import type { Settings } from "./settings.ts";

/** The local Docker Engine. */
export const docker: Platform = {
  name: "docker",
  title: "Docker",
  isShared: false,
  configure: ({ docker: args }, shared) => {
    const settings = { ...shared, transform: args?.transform };
    return {
      // Its own settings are read with those that all platforms share.
      faults: [],
      fidelity: () => dockerFidelity,
      refusals: () => [],
      claims: (application) => claimsOf(application, settings),
      ask: (application) => ask(application, settings),
      assume: () => ready(ASSUMED_ENGINE, settings),
    };
  },
};

/** The settings that all platforms share, with Docker's own. */
interface DockerSettings extends Settings {
  readonly transform: DockerTransforms | undefined;
}

function claimsOf(application: ApplicationModel, { address, port }: Settings): Claim[] {
  return wantedPorts({ application, address, port }).map((wanted) => ({
    path: wanted.path === "muelle:port" ? "docker.port" : wanted.path,
    thing: `the port ${wanted.address}:${wanted.port}`,
    hint: "Give each a port of its own, for example: new Application(..., { docker: { port: 8081 } })",
  }));
}

async function ask(application: ApplicationModel, settings: DockerSettings): Promise<Answer> {
  const engine = await readEngine();
  if ("message" in engine) return refused([engine]);
  const { address, port } = settings;
  const faults = await preflight({ application, stack: pulumi.getStack(), address, port });
  return faults.length > 0 ? refused(faults) : { faults, warnings: [], platform: ready(engine, settings) };
}

function refused(faults: readonly Fault[]): Answer {
  return { faults, warnings: [], platform: undefined };
}

function ready(
  { limitsSwap }: Pick<EngineFacts, "limitsSwap">,
  { address, port, registry, transform }: DockerSettings,
): ReadyPlatform {
  return {
    create: ({ application, secrets, parent }) => {
      const args = { application, stack: pulumi.getStack(), port, address, secrets, limitsSwap, transform };
      const { url, services, images } = new DockerStack(
        application.name,
        { ...args, ...(registry === undefined ? {} : { registry }) },
        // Before there was an Application, it stood at the top of the program.
        { parent, aliases: [{ parent: pulumi.rootStackResource }] },
      );
      return { url, services, images };
    },
  };
}
