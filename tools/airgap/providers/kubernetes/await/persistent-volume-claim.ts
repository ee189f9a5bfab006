import { textAt } from "../manifest/at.ts";
import { nameOf, type Manifest } from "../manifest/manifest.ts";
import { READY, waiting, type Judge, type Related, type Verdict } from "./verdict.ts";

/** A claim is ready when it is bound, or when its class binds only once a pod uses it. */
export const persistentVolumeClaim: Judge = {
  related: () => ({
    classes: { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", namespace: undefined },
  }),
  decide,
};

function decide(object: Manifest, { classes = [] }: Related): Verdict {
  const phase = textAt(object, "status", "phase");
  if (phase === "Bound") return READY;
  const name = textAt(object, "spec", "storageClassName");
  if (name === undefined) return waiting("it names no storage class, and the cluster has no default one");
  const storageClass = classes.find((candidate) => nameOf(candidate) === name);
  if (phase === "Pending" && textAt(storageClass, "volumeBindingMode") === "WaitForFirstConsumer")
    return READY;
  const missing = storageClass === undefined ? `; there is no storage class ${name}` : "";
  return waiting(`it is ${phase ?? "not looked at yet"}, not bound${missing}`);
}
