import type { FieldCase } from "./field-case.ts";

const MEBIBYTE = 1024 ** 2;
const SECOND = 1_000_000_000;

function limits(
  name: string,
  [before, after]: readonly [object, object],
  at: string,
  told: FieldCase["told"],
  changes: Pick<FieldCase, "change" | "removal"> = {},
): FieldCase {
  return {
    name,
    spec: {
      before: { deploy: { resources: { limits: before } } },
      after: { deploy: { resources: { limits: after } } },
    },
    at: ["HostConfig", at],
    told,
    ...changes,
  };
}

/** Limits and reservations, odd ones among them. */
export const RESOURCE_CASES: readonly FieldCase[] = [
  limits("cpus", [{ cpus: 0.25 }, { cpus: 1.5 }], "NanoCpus", {
    before: 0.25 * SECOND,
    after: 1.5 * SECOND,
    without: SECOND,
  }),
  limits("cpus-of-no-limit", [{ cpus: 0.5 }, { cpus: "none" }], "NanoCpus", {
    before: 0.5 * SECOND,
    after: 0,
    without: SECOND,
  }),
  limits("cpus-hardly-any", [{ cpus: 0.05 }, { cpus: 0.15 }], "CpuQuota", {
    before: 5000,
    after: 0,
    without: 0,
  }),
  limits(
    "memory",
    [{ memory: "100m" }, { memory: "1g" }],
    "Memory",
    { before: 100 * MEBIBYTE, after: 1024 * MEBIBYTE, without: 512 * MEBIBYTE },
    { change: "update", removal: "update" },
  ),
  limits(
    "memory-and-swap",
    [{ memory: "1.5g" }, { memory: "65m" }],
    "MemorySwap",
    { before: 3072 * MEBIBYTE, after: 130 * MEBIBYTE, without: 1024 * MEBIBYTE },
    { change: "update", removal: "update" },
  ),
  limits(
    "memory-of-no-limit",
    [{ memory: "none" }, { memory: "200m" }],
    "Memory",
    {
      before: 0,
      after: 200 * MEBIBYTE,
      without: 512 * MEBIBYTE,
    },
    { removal: "update" },
  ),
  {
    name: "reservation",
    spec: {
      before: { deploy: { resources: { reservations: { memory: "32m" } } } },
      after: { deploy: { resources: { reservations: { memory: "96m" } } } },
    },
    change: "update",
    removal: "update",
    at: ["HostConfig", "MemoryReservation"],
    told: { before: 32 * MEBIBYTE, after: 96 * MEBIBYTE, without: 64 * MEBIBYTE },
  },
  {
    name: "no-reservation",
    spec: {
      before: { deploy: { resources: { limits: { memory: "48m", pids: 100 } } } },
      after: { deploy: { resources: { limits: { memory: "40m", pids: 200 } } } },
    },
    change: "update",
    removal: "update",
    at: ["HostConfig", "MemoryReservation"],
    told: { before: 48 * MEBIBYTE, after: 40 * MEBIBYTE, without: 64 * MEBIBYTE },
  },
];
