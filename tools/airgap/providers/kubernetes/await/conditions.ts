import type { Value } from "../../kit/index.ts";
import { listAt, textAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** The entry of `status.conditions` of that type. */
export function conditionOf(object: Manifest, type: string): Value | undefined {
  return listAt(object, "status", "conditions").find((condition) => textAt(condition, "type") === type);
}

/** Whether that condition is there and says so. */
export function hasCondition(object: Manifest, type: string, status = "True"): boolean {
  return textAt(conditionOf(object, type), "status") === status;
}

/** `[Reason] message` of a condition. */
export function describeCondition(condition: Value | undefined): string {
  const [reason, message] = [textAt(condition, "reason"), textAt(condition, "message")];
  return [reason === undefined ? undefined : `[${reason}]`, message]
    .filter((part) => part !== undefined)
    .join(" ");
}
