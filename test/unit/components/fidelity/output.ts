import {
  type ApplicationModel,
  type ApplicationSpec,
  defineApplication,
  fidelityNotes,
  type FidelityNote,
  type FidelityTable,
  MuelleError,
} from "../../../../components/application/index.ts";
import { dockerFidelity, DockerStack } from "../../../../components/docker/index.ts";
import { imageUsers, kubernetesFidelity, KubernetesStack } from "../../../../components/kubernetes/index.ts";
import type { StackConfig } from "../../../../components/deploy/config.ts";
import { resolveSecrets } from "../../../../components/deploy/secrets.ts";
import * as pulumi from "@pulumi/pulumi";
import { mockPulumi } from "../../../support/mocks.ts";
import { settings } from "../kubernetes/support.ts";
import { SECRETS } from "./changes.ts";

/** What a platform makes of an application. */
export interface Output {
  /** Everything that would be created, as text; nothing where the application is refused. */
  readonly resources: string;
  readonly isRefused: boolean;
  readonly notes: readonly FidelityNote[];
}

/** A platform as far as its translation goes. */
export interface TestedPlatform {
  readonly fidelity: (application: ApplicationModel) => FidelityTable;
  readonly create: (
    application: ApplicationModel,
    secrets: Readonly<Record<string, pulumi.Output<string>>>,
  ) => void;
}

const REGISTRY = "registry.example/team";

export const docker: TestedPlatform = {
  fidelity: () => dockerFidelity,
  create: (application, secrets) => {
    new DockerStack(application.name, { application, stack: "dev", port: 8080, secrets, registry: REGISTRY });
  },
};

const nginx = settings({ ingressClass: "nginx" });

export const kubernetes: TestedPlatform = {
  fidelity: (application) => kubernetesFidelity(nginx, imageUsers(application)),
  create: (application, secrets) => {
    new KubernetesStack(application.name, {
      application,
      stack: "dev",
      namespace: "shop-dev",
      settings: nginx,
      users: imageUsers(application),
      folders: new Map(
        application.services
          .flatMap(({ volumes }) => volumes)
          .flatMap((mount) =>
            mount.type === "bind"
              ? [[mount.source, { type: "files", single: false, files: [] }] as const]
              : [],
          ),
      ),
      secrets,
      registry: REGISTRY,
    });
  },
};

/** What a platform makes of an application whose files are in a folder. */
export async function outputOf(
  platform: TestedPlatform,
  spec: ApplicationSpec,
  directory: string,
): Promise<Output> {
  const application = defined(spec, directory);
  if (application instanceof MuelleError) return { resources: "", isRefused: true, notes: [] };
  const recording = await mockPulumi({ outputs: (_, name) => ({ name, digest: "sha256:0" }) });
  const { secrets } = resolveSecrets(application, stackConfig());
  platform.create(application, secrets);
  return {
    resources: JSON.stringify(await recording.resources()),
    isRefused: false,
    notes: fidelityNotes(application, platform.fidelity(application)),
  };
}

function defined(spec: ApplicationSpec, directory: string): ApplicationModel | MuelleError {
  try {
    return defineApplication(spec, { directory });
  } catch (error) {
    if (error instanceof MuelleError) return error;
    throw error;
  }
}

function stackConfig(): StackConfig {
  return {
    platform: "",
    application: "",
    port: 8080,
    address: "",
    services: {},
    profiles: [],
    registry: REGISTRY,
    secrets: Object.fromEntries(Object.entries(SECRETS).map(([name, value]) => [name, pulumi.secret(value)])),
  };
}
