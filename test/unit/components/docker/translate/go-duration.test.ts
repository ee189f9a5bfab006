import { describe, expect, it } from "vitest";
import { goDuration } from "../../../../../components/docker/translate/go-duration.ts";

describe("goDuration", () => {
  it.each([
    [0, "0s"],
    [500, "500ms"],
    [1000, "1s"],
    [1500, "1.5s"],
    [30_000, "30s"],
    [60_000, "1m0s"],
    [90_000, "1m30s"],
    [3_600_000, "1h0m0s"],
    [3_661_000, "1h1m1s"],
  ])("prints %i ms as Go does: %s", (time, text) => {
    expect(goDuration(time)).toBe(text);
  });
});
