import * as pulumi from "@pulumi/pulumi";
import {
  type ApplicationModel,
  type Fault,
  type FidelityNote,
  type FidelityTable,
  fidelityNotes,
  imageFaults,
  MuelleError,
} from "../index.ts";
import { loadApplication } from "../../stacks/application.ts";
import type { StackConfig } from "./config.ts";
import type { Rendering } from "./rendering.ts";
import { placeholders, resolveSecrets } from "./secrets.ts";

/** A platform, as far as it matters before anything is created on it. */
export interface Platform {
  /** For messages: "Docker". */
  readonly name: string;
  /** What it makes of the application's fields. */
  readonly fidelity: (application: ApplicationModel) => FidelityTable;
  /** Whatever else is wrong, by what can be seen from here and what the platform itself says. */
  readonly faults: (application: ApplicationModel) => Promise<readonly Fault[]>;
}

/** An application that can be deployed. */
export interface PreparedApplication {
  readonly application: ApplicationModel;
  /** Values of its secrets by name. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Loads the application and its secrets, and says what a platform does not do to the letter.
 * @throws {MuelleError} naming all that is wrong, before anything is created
 */
export async function prepare(
  config: StackConfig,
  configFaults: readonly Fault[],
  platform: Platform,
  rendering?: Rendering,
): Promise<PreparedApplication> {
  const { application, faults: applicationFaults } = await loadApplication(config);
  if (application === undefined) throw refusal([...configFaults, ...applicationFaults]);

  const { secrets, faults: secretFaults } =
    rendering === undefined ? resolveSecrets(application, config) : placeholders(application);
  const notes = fidelityNotes(application, platform.fidelity(application));
  const faults = [
    ...configFaults,
    ...secretFaults,
    ...notes
      .filter(({ verdict }) => verdict === "rejected")
      .map(({ path, reason }) => ({ path, message: reason })),
    ...imageFaults(application),
    ...(await platform.faults(application)),
  ];
  if (faults.length > 0) throw refusal(faults);

  if (rendering === undefined) await warn(platform.name, notes);
  else rendering.notes(notes);
  return { application, secrets };
}

async function warn(platform: string, notes: readonly FidelityNote[]): Promise<void> {
  for (const { path, verdict, reason } of notes)
    if (verdict === "approximated")
      await pulumi.log.warn(`${path} is approximated on ${platform}: ${reason}`);
}

function refusal(faults: readonly Fault[]): MuelleError {
  return new MuelleError("The application cannot be deployed; nothing was changed.", faults);
}
