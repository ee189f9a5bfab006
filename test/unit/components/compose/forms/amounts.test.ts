import { describe, expect, it } from "vitest";
import { parseByteSize } from "../../../../../components/compose/forms/byte-size.ts";
import { parseDevice } from "../../../../../components/compose/forms/device.ts";
import {
  parseComposeDuration,
  renderComposeDuration,
} from "../../../../../components/compose/forms/duration.ts";

describe("parseComposeDuration", () => {
  it.each([
    ["30s", 30_000, "30s"],
    ["1m30s", 90_000, "1m30s"],
    ["90s", 90_000, "1m30s"],
    ["1h", 3_600_000, "1h0m0s"],
    ["1.5h", 5_400_000, "1h30m0s"],
    ["1d", 86_400_000, "24h0m0s"],
    ["500ms", 500, "500ms"],
    ["1.25ms", 1.25, "1.25ms"],
    ["1us", 0.001, "1µs"],
    ["0", 0, "0s"],
    ["-1s", -1000, "-1s"],
    ["2m0.5s", 120_500, "2m0.5s"],
  ])("reads %s as %d ms, which Compose writes %s", (text, milliseconds, written) => {
    expect(parseComposeDuration(text)).toEqual({ ok: true, value: milliseconds });
    expect(renderComposeDuration(milliseconds)).toBe(written);
  });

  it.each(["10", "s", "1 s", "1x", ""])("refuses %j", (text) => {
    const problem = {
      message: `not a duration: ${JSON.stringify(text)}`,
      hint: 'write numbers with units, for example "30s" or "1m30s"',
    };
    expect(parseComposeDuration(text)).toEqual({ ok: false, problem });
  });
});

describe("parseByteSize", () => {
  it.each([
    ["1024", 1024],
    ["-1", -1],
    ["1b", 1],
    ["64m", 67_108_864],
    ["1.5g", 1_610_612_736],
    ["2 KiB", 2048],
    ["1GB", 1_073_741_824],
  ])("reads %s as %d bytes", (text, bytes) => {
    expect(parseByteSize(text)).toEqual({ ok: true, value: bytes });
  });

  it.each(["", "1x", "1kbb", "m"])("refuses %j", (text) => {
    const problem = {
      message: `not an amount of bytes: ${JSON.stringify(text)}`,
      hint: 'write a number and one of the units b, k, m, g, for example "512m"',
    };
    expect(parseByteSize(text)).toEqual({ ok: false, problem });
  });
});

describe("parseDevice", () => {
  it("reads a device, by itself and with a target and permissions", () => {
    expect(parseDevice("/dev/a")).toEqual({
      ok: true,
      value: { source: "/dev/a", target: "/dev/a", permissions: "rwm" },
    });
    expect(parseDevice("/dev/a:/dev/b:r")).toEqual({
      ok: true,
      value: { source: "/dev/a", target: "/dev/b", permissions: "r" },
    });
  });

  it("refuses more", () => {
    const problem = {
      message: 'too many colons: "a:b:c:d"',
      hint: "write source, target and permissions as keys",
    };
    expect(parseDevice("a:b:c:d")).toEqual({ ok: false, problem });
  });
});
