import { canonicalText } from "../../kit/value.ts";
import { isList, isProperties, type Value } from "../../kit/index.ts";
import type { Step } from "./at.ts";
import { parseQuantity } from "./quantity.ts";

/** Fields that hold a quantity, or a map of quantities. */
const QUANTITIES: ReadonlySet<Step> = new Set([
  "averageValue",
  "capacity",
  "default",
  "defaultRequest",
  "divisor",
  "hard",
  "limits",
  "max",
  "min",
  "overhead",
  "podFixed",
  "requests",
  "sizeLimit",
]);

/** Whether the API server holds the same as was asked for, in its own words: quantities and base64 have several. */
export function sameLeaf(path: readonly Step[], asked: Value, live: Value): boolean {
  if (canonicalText(asked) === canonicalText(live)) return true;
  if (isQuantity(path) && isScalar(asked) && isScalar(live)) {
    const [left, right] = [parseQuantity(asked), parseQuantity(live)];
    return left !== undefined && left === right;
  }
  if (path.length === 2 && (path[0] === "data" || path[0] === "binaryData")) {
    return typeof asked === "string" && typeof live === "string" && sameBytes(asked, live);
  }
  return false;
}

/** Whether it is nothing: the API server leaves out most of what is empty, no, or none. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === 0 || value === false) return true;
  if (isList(value)) return value.length === 0;
  return isProperties(value) && Object.values(value).every(isEmpty);
}

function isQuantity(path: readonly Step[]): boolean {
  const [field, parent] = [path.at(-1), path.at(-2)];
  if (path[0] !== "spec" || field === undefined || parent === undefined) return false;
  return QUANTITIES.has(field) || QUANTITIES.has(parent) || (field === "value" && parent === "target");
}

function isScalar(value: Value): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function sameBytes(left: string, right: string): boolean {
  // Text that is no base64 decodes to something as well: only what survives the way back counts.
  const bytes = Buffer.from(left, "base64");
  return (
    bytes.toString("base64") === left.replaceAll(/\s/g, "") && bytes.equals(Buffer.from(right, "base64"))
  );
}
