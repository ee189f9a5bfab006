import type { Value } from "../../kit/index.ts";
import { listAt, mapAt, textAt } from "../manifest/at.ts";

/** A `LabelSelector`, or a Service's map of labels, as the API's query takes it. */
export function labelSelector(selector: Value | undefined): string {
  const labels = Object.entries(mapAt(selector, "matchLabels")).map(equal);
  const expressions = listAt(selector, "matchExpressions").map(expression);
  return [...labels, ...expressions].join(",");
}

/** A map of labels as the API's query takes it. */
export function labelsSelector(labels: Value | undefined): string {
  return Object.entries(mapAt(labels)).map(equal).join(",");
}

function equal([key, value]: [string, Value]): string {
  return `${key}=${textAt(value) ?? ""}`;
}

function expression(entry: Value): string {
  const key = textAt(entry, "key") ?? "";
  const values = listAt(entry, "values")
    .map((value) => textAt(value) ?? "")
    .join(",");
  const operator = textAt(entry, "operator");
  if (operator === "In" || operator === "NotIn") return `${key} ${operator.toLowerCase()} (${values})`;
  return operator === "Exists" ? key : `!${key}`;
}
