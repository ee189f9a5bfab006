import { type Fault } from "../application/index.ts";
import { didYouMean } from "../application/suggestion.ts";
import { volumeDetails } from "./volume-details.ts";

/** A volume of the application and stack that is there and that the application does not have. */
export interface LeftVolume {
  /** The application's name of it. */
  readonly volume: string;
  /** What it is on the platform, for people: "the volume shop-dev_data". */
  readonly what: string;
  /** In bytes; undefined where it is not known. */
  readonly size: number | undefined;
  readonly created: Date | undefined;
  /** What deletes it: a command. */
  readonly removal: string;
  /** What becomes of it by the update, beside being left: "it is deleted". @default - nothing */
  readonly fate?: string | undefined;
}

/** A volume of the application that is not there, and will begin empty. */
export interface NewVolume {
  readonly name: string;
  /** The name that it had before, as the author says. */
  readonly renamedFrom: string | undefined;
}

/** What an update would leave behind, each with what its author may have meant. */
export function leftBehind(
  left: readonly LeftVolume[],
  fresh: readonly NewVolume[],
  now?: Date,
): readonly Fault[] {
  return left.map((each) => {
    const { volume, what, size, created, removal, fate } = each;
    const details = volumeDetails(size, created, now);
    const described = details === "" ? what : `${what} (${details})`;
    const end = fate === undefined ? "" : `; ${fate}`;
    return {
      path: `volumes.${volume}`,
      message: `${described} is left behind: the application has it no longer${end}`,
      hint: `${meant(volume, fresh)}If it should stay, keep ${volume} in \`volumes\`. If it should go: ${removal}`,
    };
  });
}

/** The same as warnings, where a stack's data need not be protected. */
export function toldLosses(losses: readonly Fault[]): readonly string[] {
  return losses.map(({ path, message, hint }) => `${path}: ${message}\n  ${hint ?? ""}`.trimEnd());
}

function meant(volume: string, fresh: readonly NewVolume[]): string {
  const names = fresh.filter(({ renamedFrom }) => renamedFrom === undefined).map(({ name }) => name);
  const name = names.length === 1 ? names[0] : didYouMean(volume, names);
  if (name === undefined) return "";
  return `Did you mean ${name}? It begins empty, unless you say: volumes: { ${name}: { renamedFrom: "${volume}" } }. `;
}
