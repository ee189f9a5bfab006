import { numberAt, textAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { observed } from "./observed.ts";
import { podsOf, podTroubles } from "./pod-trouble.ts";
import { READY, waiting, type Judge, type Verdict } from "./verdict.ts";

/** A DaemonSet is ready when every node that should has an updated and available pod. */
export const daemonSet: Judge = {
  related: (object) => ({ pods: podsOf(object) }),
  decide,
  troubles: (_, { pods = [] }) => podTroubles(pods),
};

function decide(object: Manifest): Verdict {
  if (!observed(object)) return waiting("the controller has not seen the change yet");
  const count = (name: string): number => numberAt(object, "status", name) ?? 0;
  const wanted = count("desiredNumberScheduled");
  const onDelete = textAt(object, "spec", "updateStrategy", "type") === "OnDelete";
  if (!onDelete && count("updatedNumberScheduled") < wanted) {
    return waiting(`${count("updatedNumberScheduled")} of ${wanted} pods are updated`);
  }
  if (count("numberAvailable") < wanted) {
    return waiting(`${count("numberAvailable")} of ${wanted} pods are available`);
  }
  return READY;
}
