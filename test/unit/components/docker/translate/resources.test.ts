import { describe, expect, it } from "vitest";
import { translateResources } from "../../../../../components/docker/translate/resources.ts";

const MEBIBYTE = 1024 ** 2;

function translate(cpus: number, memory: number, limitsSwap = true): ReturnType<typeof translateResources> {
  return translateResources({ limits: { cpus, memory }, reservations: { memory: 0 }, limitsSwap });
}

describe("translateResources", () => {
  // The texts are what the provider's Read makes of the engine's billionths, whatever was written.
  it.each([
    [1, "1.0"],
    [2, "2.0"],
    [10, "10."],
    [0.25, "0.25"],
    [0.5, "0.5"],
    [1.5, "1.5"],
    [0.1, "0.1"],
    [0.123456789, "0.123456789"],
  ])("writes %d cpus as the provider reads them back", (cpus, text) => {
    expect(translate(cpus, Infinity)).toEqual({ cpus: text, memoryReservation: 0 });
  });

  it.each([
    [0.05, 5000],
    [0.01, 1000],
    [10.05, 1_005_000],
  ])("gives %d cpus, which the provider misreads, as a quota", (cpus, cpuQuota) => {
    expect(translate(cpus, Infinity)).toEqual({ cpuPeriod: 100_000, cpuQuota, memoryReservation: 0 });
  });

  it.each([
    [100 * MEBIBYTE, 100],
    [1024 * MEBIBYTE, 1024],
    [1.5 * 1024 * MEBIBYTE, 1536],
    [MEBIBYTE + 1, 2],
  ])("limits %d bytes of memory, and says the swap that Docker adds", (bytes, memory) => {
    expect(translate(Infinity, bytes)).toEqual({ memory, memorySwap: 2 * memory, memoryReservation: 0 });
  });

  it("says unlimited swap where the engine gives its limit up", () => {
    expect(translate(Infinity, 64 * MEBIBYTE, false)).toMatchObject({ memory: 64, memorySwap: -1 });
  });

  it("limits nothing that has no limit", () => {
    expect(translate(Infinity, Infinity)).toEqual({ memoryReservation: 0 });
  });
});
