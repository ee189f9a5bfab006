import {
  canonicalText,
  hasUnknown,
  isList,
  isProperties,
  type Change,
  type Properties,
  type Value,
} from "../kit/index.ts";
import { imageFields } from "./image-fields.ts";

/** What must be known of the files to tell whether there is something to build. */
export interface Contexts {
  readonly before: string | undefined;
  /** Undefined where a preview cannot know yet. */
  readonly now: string | undefined;
}

/** What an update would change, all of it in place as with the real provider; none where there is nothing to build. */
export function imageChanges(
  olds: Properties,
  news: Properties,
  contexts: Contexts,
): ReadonlyMap<string, Change> {
  const ignored = strings(news["ignoreSecretsInDiffCalculation"]).filter(
    (id) => hasKey(olds["secrets"], id) && hasKey(news["secrets"], id),
  );
  const changes = changedInputs(compared(olds, ignored), compared(news, ignored));
  if (contexts.now !== undefined && contexts.now !== contexts.before) changes.set("contextHash", "update");
  // To know whether a base image is newer, one must build.
  if (news["pull"] === true && exportsSomething(news)) changes.set("contextHash", "update");
  return changes;
}

/** A value that a preview cannot know counts as changed; a default that is spelt out does not. */
function changedInputs(olds: Properties, news: Properties): Map<string, Change> {
  const changes = new Map<string, Change>();
  for (const [name, field] of Object.entries(imageFields)) {
    const before = field.complete(olds[name]);
    const after = field.complete(news[name]);
    if (!hasUnknown(after) && canonicalText(before) === canonicalText(after)) continue;
    changes.set(name, before === undefined ? "add" : after === undefined ? "delete" : "update");
  }
  return changes;
}

/** Inputs that say how to build or to compare, and are no reason to build. */
const NO_REASON = ["exec", "ignoreSecretsInDiffCalculation", "registries", "secrets"];

/** The inputs without what never leads to a build by itself. */
function compared(inputs: Properties, ignoredSecrets: readonly string[]): Properties {
  const { registries, secrets } = inputs;
  return {
    ...Object.fromEntries(Object.entries(inputs).filter(([name]) => !NO_REASON.includes(name))),
    ...(isList(registries)
      ? { registries: registries.map((registry) => without(registry, ["password"])) }
      : {}),
    ...(secrets === undefined ? {} : { secrets: without(secrets, ignoredSecrets) }),
  };
}

function exportsSomething(inputs: Properties): boolean {
  const { push, load, exports } = inputs;
  return push === true || load === true || (isList(exports) && exports.length > 0);
}

function without(value: Value, keys: readonly string[]): Value {
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function strings(value: Value | undefined): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}

function hasKey(value: Value | undefined, key: string): boolean {
  return isProperties(value) && key in value;
}
