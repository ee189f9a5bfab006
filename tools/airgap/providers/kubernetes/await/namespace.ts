import { textAt } from "../manifest/at.ts";
import { READY, waiting, type Judge } from "./verdict.ts";

/** A Namespace is ready when it is active, which it is at once. */
export const namespace: Judge = {
  decide: (object) => {
    const phase = textAt(object, "status", "phase");
    return phase === "Active" ? READY : waiting(`it is ${phase ?? "not looked at yet"}`);
  },
};
