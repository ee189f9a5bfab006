import * as v from "valibot";
import { isDeferred } from "../deferred.ts";

/** Marks the issue of an unknown key; its requirement is the list of the known ones. */
export const UNKNOWN_KEY = "unknown key";

/**
 * An object with these entries and no others; every unknown key is an issue of its own. A key whose value is
 * undefined counts as left out, since authors write `image: condition ? "a" : undefined`.
 */
export function closedObject<const E extends v.ObjectEntries>(
  entries: E,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<E, undefined>>> {
  const object = v.pipe(
    v.unknown(),
    v.transform(withoutUndefined),
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      const input: unknown = dataset.value;
      if (!isRecord(input)) return;
      for (const [key, value] of Object.entries(input)) {
        if (Object.hasOwn(entries, key)) continue;
        addIssue({
          message: UNKNOWN_KEY,
          expected: Object.keys(entries).join(","),
          path: [{ type: "object", origin: "key", input, key, value }],
        });
      }
    }),
  );
  return v.lazy((input) => (Array.isArray(input) || isDeferred(input) ? noObject : object));
}

// To the schema library, a list is an object too, and so is an output, whose fields decide what there is to create.
const noObject = v.custom<never>(() => false, "must be an object");

/** Whether a value is an object that holds keys and values, not a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same without telling the compiler, for values whose type already promises it but that come from outside. */
export function isObject(value: unknown): boolean {
  return isRecord(value);
}

function withoutUndefined(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
