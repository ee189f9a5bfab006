import { textAt } from "../manifest/at.ts";
import { READY, waiting, type Judge } from "./verdict.ts";

/** A PersistentVolume is ready when it can be, or is, bound. */
export const persistentVolume: Judge = {
  decide: (object) => {
    const phase = textAt(object, "status", "phase") ?? "not looked at yet";
    return phase === "Available" || phase === "Bound" ? READY : waiting(`it is ${phase}`);
  },
};
