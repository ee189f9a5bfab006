import { isDeepStrictEqual } from "node:util";
import type { SavedResource } from "./saved-plan.ts";

/** What became of one resource between two plans. */
export interface ResourceChange {
  readonly kind: "created" | "removed" | "changed";
  readonly type: string;
  readonly name: string;
  /** What is other than before; nothing for what is created or removed. */
  readonly properties: readonly PropertyChange[];
}

export interface PropertyChange {
  /** For example `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** Undefined where it was not there. */
  readonly before: unknown;
  /** Undefined where it is no more. */
  readonly after: unknown;
}

/** What a later plan has that an earlier one had not, and the other way round. */
export function changesBetween(
  before: readonly SavedResource[],
  after: readonly SavedResource[],
): readonly ResourceChange[] {
  const keyOf = ({ type, name }: SavedResource): string => `${type} ${name}`;
  const old = new Map(before.map((resource) => [keyOf(resource), resource]));
  const next = new Map(after.map((resource) => [keyOf(resource), resource]));
  const keys = [...new Set([...old.keys(), ...next.keys()])].sort();
  return keys.flatMap((key): ResourceChange[] => {
    const [was, is] = [old.get(key), next.get(key)];
    const { type = "", name = "" } = is ?? was ?? {};
    if (was === undefined) return [{ kind: "created", type, name, properties: [] }];
    if (is === undefined) return [{ kind: "removed", type, name, properties: [] }];
    const properties = differences("", was.inputs, is.inputs);
    return properties.length === 0 ? [] : [{ kind: "changed", type, name, properties }];
  });
}

function differences(path: string, before: unknown, after: unknown): PropertyChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const [old, next] = [childrenOf(before), childrenOf(after)];
  if (old === undefined || next === undefined || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before, after }];
  const keys = [...new Set([...old.keys(), ...next.keys()])];
  return keys.flatMap((key) =>
    differences(joined(path, key, Array.isArray(after)), old.get(key), next.get(key)),
  );
}

function childrenOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)) : undefined;
}

function joined(path: string, key: string, listed: boolean): string {
  if (listed) return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
