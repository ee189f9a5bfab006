import { isList, isProperties, type Properties, type Value } from "../../kit/index.ts";

/** The properties without what is null, at every depth: to the API it is the same as not given. */
export function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]): [string, Value][] =>
      value === null ? [] : [[key, clean(value)]],
    ),
  );
}

function clean(value: Value): Value {
  if (isList(value)) return value.map(clean);
  return isProperties(value) ? withoutNulls(value) : value;
}
