import { describe, expect, it } from "vitest";
import { parseQuantity } from "../../../../../tools/airgap/providers/kubernetes/manifest/quantity.ts";

describe("a quantity", () => {
  it.each([
    ["0.1", "100m"],
    ["1024Mi", "1Gi"],
    ["1", "1000m"],
    ["1e3", "1k"],
    ["0.5Gi", "512Mi"],
  ])("%s is the same as %s", (left, right) => {
    expect(parseQuantity(left)).toBeDefined();
    expect(parseQuantity(left)).toBe(parseQuantity(right));
  });

  it.each(["", "Mi", "1Xi", "1 Gi", "abc"])("is not %j", (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it("may be a number", () => {
    expect(parseQuantity(2)).toBe(2);
  });
});
