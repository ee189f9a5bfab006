import { textAt } from "../manifest/at.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { hasCondition } from "./conditions.ts";
import { podTroubles } from "./pod-trouble.ts";
import { failed, READY, waiting, type Judge, type Verdict } from "./verdict.ts";

/** A Pod is ready when it says so, or has ended well. */
export const pod: Judge = { decide, troubles: (object) => podTroubles([object]) };

function decide(object: Manifest): Verdict {
  const phase = textAt(object, "status", "phase");
  if (phase === "Succeeded" || (phase === "Running" && hasCondition(object, "Ready"))) return READY;
  const why = `it is ${phase ?? "not looked at yet"}`;
  // Where a container may start again, only time tells.
  return phase === "Failed" ? failed(why) : waiting(why);
}
