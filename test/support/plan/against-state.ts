import { isDeepStrictEqual } from "node:util";
import type { SavedResource } from "../../../cli/plan/saved-plan.ts";

/** A resource of an exported state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** The sign by which Pulumi knows an encrypted value. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** How a placeholder begins, in clear and in Base64. */
const PLACEHOLDER = /\[secret |W3NlY3JldC/;
const AUTONAMED = "pulumi.com/autonamed";
/** What providers add themselves. */
const ADDED = ["__defaults", AUTONAMED];

/**
 * Where a plan and what `pulumi up` really made differ; nothing where they agree. Names and ids that only the engine
 * knows stand in a plan as names of resources, and values of secrets as placeholders.
 */
export function differencesFromState(
  planned: readonly SavedResource[],
  real: readonly StateResource[],
): string[] {
  const own = real.filter(({ type }) => !type.startsWith("pulumi:"));
  const asked = planned.filter(({ type }) => !type.startsWith("pulumi:"));
  const found = new Map(own.map((resource) => [nameOf(resource), resource]));
  const made = asked.flatMap(({ name }) => [name, `${name}-id`]);
  const images = asked.flatMap(({ type, inputs }) =>
    type === "docker:index/remoteImage:RemoteImage" ? [String(inputs["name"])] : [],
  );
  const isMade = (text: string): boolean => [...made, ...images].some((name) => text.includes(name));
  return [
    ...own
      .filter((resource) => !asked.some(({ name }) => name === nameOf(resource)))
      .map((resource) => `${nameOf(resource)} is not in the plan`),
    ...asked.flatMap(({ name, inputs }) => {
      const resource = found.get(name);
      if (resource === undefined) return [`${name} was not made`];
      return Object.keys(inputs).flatMap((key) =>
        differences(`${name}.${key}`, inputs[key], resource.inputs?.[key], isMade),
      );
    }),
  ];
}

function nameOf({ urn }: StateResource): string {
  return urn.split("::").at(-1) ?? urn;
}

function differences(
  path: string,
  planned: unknown,
  real: unknown,
  isMade: (text: string) => boolean,
): string[] {
  if (isDeepStrictEqual(planned, real)) return [];
  if (isEncrypted(real)) return PLACEHOLDER.test(JSON.stringify(planned)) ? [] : [`${path} is a secret`];
  if (typeof planned === "string" && typeof real === "string" && isMade(planned)) return [];
  if (!isObject(planned) || !isObject(real))
    return [`${path}: planned ${JSON.stringify(planned)}, made ${JSON.stringify(real)}`];
  const keys = new Set([...Object.keys(planned), ...Object.keys(real)]);
  for (const added of ADDED) keys.delete(added);
  if (path.endsWith(".metadata") && !("name" in planned)) keys.delete("name");
  if (path.endsWith(".metadata") && !("annotations" in planned) && isAutonamed(real["annotations"]))
    keys.delete("annotations");
  return [...keys].flatMap((key) => differences(`${path}.${key}`, planned[key], real[key], isMade));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isAutonamed(annotations: unknown): boolean {
  return isObject(annotations) && Object.keys(annotations).join() === AUTONAMED;
}

function isEncrypted(value: unknown): boolean {
  return isObject(value) && SIGNATURE in value;
}
