import type { Value } from "../../kit/index.ts";
import { at, listAt, mapAt, numberAt, textAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { conditionOf, describeCondition, hasCondition } from "./conditions.ts";
import { observed } from "./observed.ts";
import { podsOf, podTroubles } from "./pod-trouble.ts";
import { failed, READY, waiting, type Judge, type Verdict } from "./verdict.ts";

/** A Deployment is ready when every replica is of the new version and available, and none of the old one is left. */
export const deployment: Judge = {
  related: (object) => ({ pods: podsOf(object) }),
  decide,
  isCalm: (object) => hasCondition(object, "Available") && !hasCondition(object, "Progressing", "False"),
  troubles: (object, { pods = [] }) => [...conditionTroubles(object), ...podTroubles(pods)],
};

function decide(object: Manifest): Verdict {
  if (mapAt(object, "spec")["paused"] === true) return READY;
  if (!observed(object)) return waiting("the controller has not seen the change yet");
  const progressing = conditionOf(object, "Progressing");
  if (textAt(progressing, "status") === "False" && !isStale(progressing, object)) {
    return failed(describeCondition(progressing) || "the rollout makes no progress");
  }
  const wanted = numberAt(object, "spec", "replicas") ?? 1;
  const count = (name: string): number => numberAt(object, "status", name) ?? 0;
  const [updated, all, available] = [count("updatedReplicas"), count("replicas"), count("availableReplicas")];
  if (updated < wanted) return waiting(`${updated} of ${wanted} pods are updated`);
  if (all > updated) return waiting(`${all - updated} old pods are still there`);
  if (available < updated) return waiting(`${available} of ${updated} pods are available`);
  return READY;
}

/**
 * Whether the condition speaks of the rollout before this one: the controller sees a change of the object at once, but
 * takes back what it said of the last rollout a moment later.
 */
function isStale(condition: Value | undefined, object: Manifest): boolean {
  const changes = listAt(object, "metadata", "managedFields")
    .filter((entry) => textAt(entry, "subresource") === undefined)
    .filter((entry) => at(entry, "fieldsV1", "f:spec") !== undefined)
    .map((entry) => textAt(entry, "time") ?? "");
  const said = textAt(condition, "lastUpdateTime") ?? "";
  return said !== "" && changes.some((time) => time >= said);
}

function conditionTroubles(object: Manifest): readonly string[] {
  const failure = conditionOf(object, "ReplicaFailure");
  const available = conditionOf(object, "Available");
  return [
    ...(hasCondition(object, "ReplicaFailure") ? [describeCondition(failure)] : []),
    ...(textAt(available, "status") === "False" ? [describeCondition(available)] : []),
  ];
}
