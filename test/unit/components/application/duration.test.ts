import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "../../../../components/application/index.ts";

const notation = 'write numbers with the units h, m, s or ms, for example "30s" or "1m30s"';

describe("parseDuration", () => {
  it.each([
    ["500ms", 500],
    ["30s", 30_000],
    ["1.1s", 1100],
    ["1m30s", 90_000],
    ["1h1m1s1ms", 3_661_001],
    ["0s", 0],
  ])("reads %s as %i ms", (text, milliseconds) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: milliseconds });
  });

  it.each(["", "30", "s", "-3s", "1e3s", "3 s", "30sec", "1d"])("refuses %j", (text) => {
    const message = `not a duration: ${JSON.stringify(text)}`;
    expect(parseDuration(text)).toEqual({ ok: false, problem: { message, hint: notation } });
  });

  it("refuses what is finer than a millisecond", () => {
    const problem = { message: 'finer than a millisecond: "0.5ms"' };
    expect(parseDuration("0.5ms")).toEqual({ ok: false, problem });
  });

  it("refuses what Docker cannot count", () => {
    const problem = { message: 'too long: "2500001h"; at most 2500000h' };
    expect(parseDuration("2500001h")).toEqual({ ok: false, problem });
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0s"],
    [500, "500ms"],
    [90_000, "90s"],
    [120_000, "2m"],
    [7_200_000, "2h"],
  ])("writes %i ms as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it("writes what parseDuration reads as the same", () => {
    fc.assert(
      fc.property(fc.nat(9_000_000_000), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds))).toEqual({ ok: true, value: milliseconds });
      }),
    );
  });
});
