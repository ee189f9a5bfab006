import { numberAt, textAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { observed } from "./observed.ts";
import { podsOf, podTroubles } from "./pod-trouble.ts";
import { READY, waiting, type Judge, type Verdict } from "./verdict.ts";

/** A StatefulSet is ready when every replica is of the newest revision and ready. */
export const statefulSet: Judge = {
  related: (object) => ({ pods: podsOf(object) }),
  decide,
  troubles: (_, { pods = [] }) => podTroubles(pods),
};

function decide(object: Manifest): Verdict {
  if (!observed(object)) return waiting("the controller has not seen the change yet");
  const wanted = numberAt(object, "spec", "replicas") ?? 1;
  const count = (name: string): number => numberAt(object, "status", name) ?? 0;
  if (count("readyReplicas") < wanted) {
    return waiting(`${count("readyReplicas")} of ${wanted} pods are ready`);
  }
  if (count("replicas") > wanted)
    return waiting(`${count("replicas") - wanted} pods too many are still there`);
  // With OnDelete the user updates the pods, and with a partition only those above it are updated.
  if (textAt(object, "spec", "updateStrategy", "type") === "OnDelete") return READY;
  const partition = numberAt(object, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
  const revisions = ["currentRevision", "updateRevision"].map((name) => textAt(object, "status", name));
  const updated = revisions[0] === revisions[1] ? wanted : count("updatedReplicas");
  const due = Math.max(0, wanted - partition);
  return updated >= due ? READY : waiting(`${updated} of ${due} pods are updated`);
}
