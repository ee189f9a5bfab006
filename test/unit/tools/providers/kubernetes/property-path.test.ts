import { describe, expect, it } from "vitest";
import type { Step } from "../../../../../tools/airgap/providers/kubernetes/manifest/at.ts";
import {
  covers,
  formatPath,
  parsePath,
} from "../../../../../tools/airgap/providers/kubernetes/manifest/property-path.ts";

describe("a property path", () => {
  it.each<[string, Step[]]>([
    ["spec.replicas", ["spec", "replicas"]],
    ["spec.containers[0].image", ["spec", "containers", 0, "image"]],
    ['metadata.annotations["a.b/c"]', ["metadata", "annotations", "a.b/c"]],
    ['data["it says \\"no\\""].x', ["data", 'it says "no"', "x"]],
  ])("%s is written and read", (text, path) => {
    expect(parsePath(text)).toStrictEqual(path);
    expect(formatPath(path)).toBe(text);
  });

  it("rejects what is none", () => {
    expect(() => parsePath("spec[")).toThrow("spec[ is not a property path (at character 5)");
  });

  it("covers itself and everything below, by wildcards too", () => {
    const path = ["spec", "containers", 1, "image"];
    expect(covers(parsePath("spec.containers"), path)).toBe(true);
    expect(covers(parsePath("spec.containers[*].image"), path)).toBe(true);
    expect(covers(parsePath("spec.containers[0].image"), path)).toBe(false);
    expect(covers(parsePath("spec.containers[1].image.tag"), path)).toBe(false);
  });
});
