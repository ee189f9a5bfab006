import { ANNOTATION } from "../manifest/annotations.ts";
import { annotationOf, kindOf, type Manifest } from "../manifest/manifest.ts";

const USUAL = 600;

/** Kinds that the real provider waits for shorter. */
const SHORTER: ReadonlyMap<string, number> = new Map([
  ["PersistentVolume", 300],
  ["PersistentVolumeClaim", 300],
  ["Pod", 300],
]);

/** How long an object is waited for, in seconds: the resource option wins over the annotation over the kind's default. */
export function timeoutOf(inputs: Manifest, customTimeout: number): number {
  if (customTimeout > 0) return customTimeout;
  const annotated = Number(annotationOf(inputs, ANNOTATION.timeoutSeconds));
  if (Number.isFinite(annotated) && annotated > 0) return annotated;
  return SHORTER.get(kindOf(inputs).kind) ?? USUAL;
}
