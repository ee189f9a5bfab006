import { type Fault, type FidelityNote, fidelityNotes } from "../application/index.ts";
import { imageFaults } from "../image/index.ts";
import type { ApplicationArgs } from "./application-args.ts";
import { judgeNotes } from "./compose-notes.ts";
import type { Claim, Deployment, PlatformOutputs } from "./platform.ts";
import { loadPlatform, platformNames } from "./platforms.ts";
import { placeholders, resolveSecrets } from "./secrets.ts";
import { readSettings, type Settings } from "./settings.ts";
import { readApplication } from "./specification.ts";

/** An Application about which everything is known that can be known before anything is created. */
export interface CheckedApplication {
  /** Name of the component. */
  readonly name: string;
  /** Everything that is wrong. */
  readonly faults: readonly Fault[];
  /** What no other application of the same program may have as well. */
  readonly claims: readonly Claim[];
  /** What engine or cluster want the user to know. */
  readonly warnings: readonly string[];
  /** Name of the platform, for people. */
  readonly platform: string;
  /** What the platform does not carry out to the letter. */
  readonly notes: readonly FidelityNote[];
  /** What the user is told before it begins. @default - nothing */
  readonly notice?: string | undefined;
  /** Creates everything. Undefined where something is wrong. */
  readonly create: ((below: Pick<Deployment, "name" | "parent">) => PlatformOutputs) | undefined;
}

/**
 * Reads the settings, the application and its secrets, asks the platform, and collects all that is wrong.
 * @param name - of the component
 * @param asks - false for a plan: nobody is asked, and placeholders stand for secrets
 */
export async function checkApplication(
  name: string,
  args: ApplicationArgs,
  asks: boolean,
): Promise<CheckedApplication> {
  const { settings, faults: settingFaults } = readSettings(args);
  const platform = await loadPlatform(settings.platform);
  if (platform === undefined) return refused(name, [...settingFaults, unknownPlatform(settings)]);
  const configured = platform.configure(args, settings);
  const read = readApplication(name, args, settings);
  const before = [...settingFaults, ...configured.faults];
  if (read.application === undefined) return refused(name, [...before, ...read.faults]);

  const { application, described } = read;
  const judged = judgeNotes(described, platform.isShared);
  const resolved = asks ? resolveSecrets(application, settings) : placeholders(application);
  const notes = fidelityNotes(application, configured.fidelity(application));
  const own = [
    ...before,
    ...judged.faults,
    ...resolved.faults,
    ...notes
      .filter(({ verdict }) => verdict === "rejected")
      .map(({ path, reason }) => ({ path: described.placed(path), message: reason })),
    ...imageFaults(application),
    ...configured.refusals(application),
  ];
  const answer = asks
    ? await configured.ask(application)
    : { faults: [], warnings: [], platform: configured.assume(application) };
  const faults = [...own, ...answer.faults];
  const ready = faults.length > 0 ? undefined : answer.platform;
  return {
    name,
    faults,
    claims: [nameClaim(application.name), ...configured.claims(application)],
    warnings: [...judged.warnings, ...answer.warnings],
    platform: platform.title,
    notes,
    notice: ready?.notice,
    create: ready && ((below) => ready.create({ ...below, application, secrets: resolved.secrets })),
  };
}

/** Containers, images and labels are named by it. */
function nameClaim(application: string): Claim {
  return {
    path: "name",
    thing: `the application name ${application}`,
    hint: 'Give each a name of its own: new Application(..., { spec: { name: "NAME", ... } })',
  };
}

function unknownPlatform({ platform, platformPath }: Settings): Fault {
  return {
    path: platformPath,
    message: `no such platform: ${platform}`,
    hint: `Choose one of: ${platformNames().join(", ")}.`,
  };
}

function refused(name: string, faults: readonly Fault[]): CheckedApplication {
  return { name, faults, claims: [], warnings: [], platform: "", notes: [], create: undefined };
}
