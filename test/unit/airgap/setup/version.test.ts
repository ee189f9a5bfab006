import { expect, test } from "vitest";
import { isAtLeast } from "../../../../airgap/setup/version.ts";

test.each([
  ["3.229.0", "3.229.0", true],
  ["v3.270.0", "3.229.0", true],
  ["4.0.0", "3.229.0", true],
  ["3.230.0-alpha.1", "3.229.0", true],
  ["3.228.9", "3.229.0", false],
  ["2.999.999", "3.229.0", false],
  ["3.99.0", "3.229.0", false],
])("%s is at least %s: %s", (version, minimum, expected) => {
  expect(isAtLeast(version, minimum)).toBe(expected);
});

test("a version that is none is never new enough", () => {
  expect(isAtLeast("unknown", "3.229.0")).toBe(false);
});
