import type { Fields } from "./values.ts";

/**
 * What is known of a resource's properties. A preview does not know what only an update will tell, and Pulumi throws
 * where a policy asks for that: without it all else is still looked at.
 */
export function known(props: object): Fields {
  return Object.fromEntries(
    Object.keys(props).flatMap((key) => {
      const value = ask(props, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function ask(holder: object, key: string): unknown {
  try {
    const value: unknown = Reflect.get(holder, key);
    if (Array.isArray(value)) return value.map((_, index) => ask(value, String(index)));
    return typeof value === "object" && value !== null ? known(value) : value;
  } catch (error) {
    if (error instanceof Error && "unknownTypeSentinel" in error) return undefined;
    throw error;
  }
}
