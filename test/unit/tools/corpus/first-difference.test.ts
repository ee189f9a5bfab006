import { describe, expect, it } from "vitest";
import { firstDifference } from "../../../../tools/corpus/first-difference.ts";

describe("firstDifference", () => {
  it("finds none in what is equal, whatever the order of keys", () => {
    expect(firstDifference({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] })).toBeUndefined();
  });

  it("names the path and both values", () => {
    expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toBe("a[1].b: 2, not 3");
    expect(firstDifference({ a: [] }, { a: [true] })).toBe("a[0]: nothing, not true");
    expect(firstDifference({ a: null }, {})).toBe("a: null, not nothing");
  });
});
