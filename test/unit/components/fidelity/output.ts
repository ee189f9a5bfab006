import * as pulumi from "@pulumi/pulumi";
import {
  type ApplicationModel,
  type ApplicationSpec,
  defineApplication,
  fidelityNotes,
  type FidelityNote,
  MuelleError,
} from "../../../../components/application/index.ts";
import type { ConfiguredPlatform, Platform } from "../../../../components/deploy/platform.ts";
import { resolveSecrets } from "../../../../components/deploy/secrets.ts";
import { readSettings } from "../../../../components/deploy/settings.ts";
import type { ApplicationArgs } from "../../../../components/index.ts";
import { mockPulumi } from "../../../support/mocks.ts";
import { SECRETS } from "./changes.ts";

/** What a platform makes of an application. */
export interface Output {
  /** Everything that would be created, as text; nothing where the application is refused. */
  readonly resources: string;
  readonly isRefused: boolean;
  readonly notes: readonly FidelityNote[];
}

const ARGS: ApplicationArgs = {
  registry: "registry.example/team",
  secrets: SECRETS,
  kubernetes: { ingressClass: "nginx" },
};

/** A platform with the settings of all these tests. */
export function configured(platform: Platform): ConfiguredPlatform {
  return platform.configure(ARGS, readSettings(ARGS).settings);
}

/** What a platform makes of an application whose files are in a folder. */
export async function outputOf(
  platform: Platform,
  spec: ApplicationSpec,
  directory: string,
): Promise<Output> {
  const application = defined(spec, directory);
  if (application instanceof MuelleError) return { resources: "", isRefused: true, notes: [] };
  const recording = await mockPulumi({ outputs: (_, name) => ({ name, digest: "sha256:0" }) });
  const { secrets } = resolveSecrets(application, readSettings(ARGS).settings);
  const { assume, fidelity } = configured(platform);
  const parent = new pulumi.ComponentResource("muelle:index:Application", application.name);
  assume(application).create({ application, secrets, name: application.name, parent });
  return {
    resources: JSON.stringify(await recording.resources()),
    isRefused: false,
    notes: fidelityNotes(application, fidelity(application)),
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
