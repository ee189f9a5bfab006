/** Stands for a value that a preview cannot know yet. */
export const UNKNOWN: unique symbol = Symbol("unknown until the update runs");

/** A property as the program gave it, with secrets unwrapped (the engine marks them again in what comes back). */
export type Value =
  null | boolean | number | string | typeof UNKNOWN | readonly Value[] | { readonly [key: string]: Value };

/** The inputs or outputs of one resource, function or provider. */
export type Properties = Readonly<Record<string, Value>>;

/** Whether the value is a map or an object, not a list. */
export function isProperties(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether the value is unknown, or holds something unknown at any depth. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  if (isProperties(value)) return Object.values(value).some(hasUnknown);
  return false;
}

/** The value's one textual form: keys sorted, so that equal values have equal texts. */
export function canonicalText(value: Value | undefined): string {
  if (value === undefined) return "";
  if (value === UNKNOWN) return "<unknown>";
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (isProperties(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/** Reads JSON as a value. @throws where the text is no JSON */
export function fromJson(json: string): Value {
  const parsed: unknown = JSON.parse(json);
  return toValue(parsed);
}

function toValue(parsed: unknown): Value {
  if (parsed === null || typeof parsed === "boolean" || typeof parsed === "number") return parsed;
  if (typeof parsed === "string") return parsed;
  if (Array.isArray(parsed)) return parsed.map(toValue);
  if (typeof parsed !== "object") throw new TypeError(`${typeof parsed} is no JSON value`);
  return Object.fromEntries(
    Object.entries(parsed).map(([key, item]): [string, Value] => [key, toValue(item)]),
  );
}
