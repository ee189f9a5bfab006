import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Fault } from "../application/index.ts";
import {
  ASSUMED_ENGINE,
  dockerFidelity,
  DockerStack,
  type DockerTransforms,
  type EngineFacts,
  findVolumes,
  type FoundVolumes,
  preflight,
  readEngine,
  readSizes,
  readVolumes,
  wantedPorts,
} from "../docker/index.ts";
import { leftBehind, toldLosses } from "../volumes/index.ts";
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
  const stack = pulumi.getStack();
  const ports = await preflight({ application, stack, address, port });
  const volumes = findVolumes(application, { application: application.name, stack }, await readVolumes());
  const losses = await lossesOf(volumes);
  const faults = [...ports, ...volumes.faults, ...(settings.protectData ? losses : [])];
  const warnings = [...volumes.warnings, ...(settings.protectData ? [] : toldLosses(losses))];
  if (faults.length > 0) return { ...refused(faults), warnings };
  return { faults, warnings, platform: ready(engine, settings, volumes.found) };
}

/** What the update would leave behind. Sizes are measured only where there is something to tell. */
async function lossesOf({ left, fresh }: FoundVolumes): Promise<readonly Fault[]> {
  if (left.length === 0) return [];
  const sizes = await readSizes();
  return leftBehind(
    left.map((each) => ({ ...each, size: sizes.get(each.name) })),
    fresh,
  );
}

function refused(faults: readonly Fault[]): Answer {
  return { faults, warnings: [], platform: undefined };
}

function ready(
  { limitsSwap }: Pick<EngineFacts, "limitsSwap">,
  { address, port, registry, deleteVolumes, transform }: DockerSettings,
  foundVolumes: FoundVolumes["found"] = {},
): ReadyPlatform {
  return {
    create: ({ application, secrets, parent }) => {
      const stack = pulumi.getStack();
      const shared = { application, stack, port, address, secrets, limitsSwap, transform };
      const { url, services, images } = new DockerStack(
        application.name,
        { ...shared, foundVolumes, deleteVolumes, ...(registry === undefined ? {} : { registry }) },
        // Before there was an Application, it stood at the top of the program.
        { parent, aliases: [{ parent: pulumi.rootStackResource }] },
      );
      return { url, services, images };
    },
  };
}
