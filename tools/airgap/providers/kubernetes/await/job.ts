import { mapAt, numberAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { conditionOf, describeCondition, hasCondition } from "./conditions.ts";
import { podsOf, podTroubles } from "./pod-trouble.ts";
import { failed, READY, waiting, type Judge, type Verdict } from "./verdict.ts";

/** A Job is ready when it is complete; one that is suspended is not waited for. */
export const job: Judge = {
  related: (object) => ({ pods: podsOf(object) }),
  decide,
  troubles: (_, { pods = [] }) => podTroubles(pods),
};

function decide(object: Manifest): Verdict {
  if (hasCondition(object, "Complete")) return READY;
  if (hasCondition(object, "Failed")) return failed(describeCondition(conditionOf(object, "Failed")));
  if (mapAt(object, "spec")["suspend"] === true) return READY;
  const failures = numberAt(object, "status", "failed") ?? 0;
  return waiting(
    [
      `${numberAt(object, "status", "succeeded") ?? 0} of ${numberAt(object, "spec", "completions") ?? 1} pods have ended well`,
      ...(failures > 0 ? [`${failures} have failed`] : []),
    ].join(", "),
  );
}
