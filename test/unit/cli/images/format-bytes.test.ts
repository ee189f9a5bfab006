import { expect, test } from "vitest";
import { formatBytes } from "../../../../cli/images/format-bytes.ts";

test.each([
  [0, "0 B"],
  [-1, "0 B"],
  [999, "999 B"],
  [1500, "1.5 kB"],
  [217_000_000, "217.0 MB"],
  [5_000_000_000_000, "5000.0 GB"],
])("%i bytes read %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
