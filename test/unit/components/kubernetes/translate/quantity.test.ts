import { describe, expect, it } from "vitest";
import { literal } from "../../../../../components/kubernetes/translate/literal.ts";
import { byteQuantity, cpuQuantity } from "../../../../../components/kubernetes/translate/quantity.ts";
import { seconds } from "../../../../../components/kubernetes/translate/seconds.ts";

describe("quantities in the spelling of the API server", () => {
  it.each([
    [1, "1"],
    [0.1, "100m"],
    [2.5, "2500m"],
    [0.0001, "1m"],
    [0.29, "290m"],
  ])("writes %d processors as %s", (cpus, text) => {
    expect(cpuQuantity(cpus)).toBe(text);
  });

  it.each([
    [1024 ** 3, "1Gi"],
    [1536 * 1024 ** 2, "1536Mi"],
    [1500 * 1024, "1500Ki"],
    [1000, "1000"],
    [0, "0"],
  ])("writes %d bytes as %s", (bytes, text) => {
    expect(byteQuantity(bytes)).toBe(text);
  });
});

describe("seconds", () => {
  it("rounds up, to no less than asked", () => {
    expect([seconds(0), seconds(1), seconds(1000), seconds(1001), seconds(0, 1)]).toEqual([0, 1, 1, 2, 1]);
  });
});

describe("literal", () => {
  it.each([
    ["$HOME", "$HOME"],
    ["$(HOME)", "$$(HOME)"],
    ["$$", "$$$"],
    ["$$(HOME)", "$$$$(HOME)"],
    ["5 $", "5 $"],
  ])("writes %s as %s", (text, written) => {
    expect(literal(text)).toBe(written);
  });
});
