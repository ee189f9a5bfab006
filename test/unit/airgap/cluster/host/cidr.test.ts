import { expect, it } from "vitest";
import { overlaps } from "../../../../../airgap/cluster/host/cidr.ts";

it.each([
  ["10.0.0.0/8", "10.97.0.0/23", true],
  ["10.97.0.0/23", "10.0.0.0/8", true],
  ["10.97.1.128/25", "10.97.0.0/23", true],
  ["10.97.1.7", "10.97.0.0/23", true],
  ["10.97.2.0/24", "10.97.0.0/23", false],
  ["172.17.0.0/16", "10.97.0.0/23", false],
  ["default", "10.97.0.0/23", false],
  ["unreachable", "10.97.0.0/23", false],
])("%s and %s overlap: %s", (one, other, expected) => {
  expect(overlaps(one, other)).toBe(expected);
});
