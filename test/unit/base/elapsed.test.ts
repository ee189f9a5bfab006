import { expect, test } from "vitest";
import { formatElapsed } from "../../../base/elapsed.ts";

test.each([
  [400, "0 s"],
  [59_400, "59 s"],
  [60_000, "1 min 0 s"],
  [200_000, "3 min 20 s"],
])("%i ms reads %s", (milliseconds, words) => {
  expect(formatElapsed(milliseconds)).toBe(words);
});
