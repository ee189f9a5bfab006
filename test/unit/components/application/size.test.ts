import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatSize, parseSize } from "../../../../components/application/index.ts";

describe("parseSize", () => {
  it.each([
    ["10b", 10],
    ["512k", 524_288],
    ["512kb", 524_288],
    ["64m", 67_108_864],
    ["1.5g", 1_610_612_736],
    ["2GB", 2_147_483_648],
  ])("reads %s as %i bytes", (text, bytes) => {
    expect(parseSize(text)).toEqual({ ok: true, value: bytes });
  });

  it.each(["", "64", "64Mi", "-1m", "1e3m", "m"])("refuses %j", (text) => {
    const message = `not a size: ${JSON.stringify(text)}`;
    const hint =
      'write a number and one of the units b, k, m, g (powers of 1024), for example "512m" or "1g"';
    expect(parseSize(text)).toEqual({ ok: false, problem: { message, hint } });
  });

  it("refuses parts of a byte", () => {
    const problem = { message: 'not a whole number of bytes, or too many of them: "0.5b"' };
    expect(parseSize("0.5b")).toEqual({ ok: false, problem });
  });
});

describe("formatSize", () => {
  it.each([
    [0, "0b"],
    [1, "1b"],
    [1024, "1k"],
    [1_610_612_736, "1536m"],
    [1_073_741_824, "1g"],
  ])("writes %i bytes as %s", (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it("writes what parseSize reads as the same", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(parseSize(formatSize(bytes))).toEqual({ ok: true, value: bytes });
      }),
    );
  });
});
