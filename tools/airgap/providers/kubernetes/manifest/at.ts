import { isList, isProperties, type Properties, type Value } from "../../kit/index.ts";

/** A step into a value: a key of a map, or an index of a list. */
export type Step = string | number;

/** What lies there; undefined where there is nothing, or null. */
export function at(value: Value | undefined, ...path: readonly Step[]): Value | undefined {
  let here: Value | undefined = value;
  for (const step of path) {
    if (typeof step === "number") here = isList(here) ? here[step] : undefined;
    else here = isProperties(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here ?? undefined;
}

/** The text there; undefined where there is something else. */
export function textAt(value: Value | undefined, ...path: readonly Step[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** The number there; undefined where there is something else. */
export function numberAt(value: Value | undefined, ...path: readonly Step[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === "number" ? found : undefined;
}

/** The list there; empty where there is something else. */
export function listAt(value: Value | undefined, ...path: readonly Step[]): readonly Value[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** The map there; empty where there is something else. */
export function mapAt(value: Value | undefined, ...path: readonly Step[]): Properties {
  const found = at(value, ...path);
  return isProperties(found) ? found : {};
}

/** The value with something else there; maps on the way are made, lists are not. */
export function withAt(value: Properties, path: readonly [string, ...string[]], what: Value): Properties {
  const [key, next, ...rest] = path;
  if (next === undefined) return { ...value, [key]: what };
  return { ...value, [key]: withAt(mapAt(value, key), [next, ...rest], what) };
}

/** The value without what is there. */
export function withoutAt(value: Properties, path: readonly [string, ...string[]]): Properties {
  const [key, next, ...rest] = path;
  const inner = value[key];
  if (next === undefined) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  if (!isProperties(inner)) return value;
  return { ...value, [key]: withoutAt(inner, [next, ...rest]) };
}
