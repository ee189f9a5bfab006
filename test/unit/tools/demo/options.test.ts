import { describe, expect, it } from "vitest";
import { MuelleError } from "../../../../components/application/errors.ts";
import { demoOptions } from "../../../../tools/demo/options.ts";

const DEV = "http://127.0.0.1:8080";

describe("demoOptions", () => {
  it.each([
    [["full"], { action: "full", url: DEV }],
    [["full", "--url", "http://host:1"], { action: "full", url: "http://host:1" }],
    [["send", "100"], { action: "send", url: DEV, count: 100, folder: undefined }],
    [["send"], { action: "send", url: DEV, count: 10, folder: undefined }],
    [["send", "5", "--folder", "holiday"], { action: "send", url: DEV, count: 5, folder: "holiday" }],
    [["watch"], { action: "watch", url: DEV, seconds: undefined }],
    [["watch", "--seconds", "3"], { action: "watch", url: DEV, seconds: 3 }],
  ])("reads %j", (args, options) => {
    expect(demoOptions(args)).toEqual(options);
  });

  it.each([
    [[], "demo: no such demonstration"],
    [["sned"], "sned: no such demonstration"],
    [["send", "0"], "send: expected a whole number from 1, got 0"],
    [["send", "ten"], "send: expected a whole number from 1, got ten"],
    [["send", "1", "2"], "2: is too much"],
    [["full", "3"], "3: is too much"],
    [["full", "--url", "host:80"], "--url: no URL of a service: host:80"],
  ])("rejects %j and says how it is used", (args, message) => {
    const usage =
      "It is: npm run demo -- send COUNT [--folder DIR], watch [--seconds N], full; each with [--url http://HOST:PORT]";
    expect(refusal(args)).toBe(`npm run demo: it cannot be done like this\n  ${message}\n    ${usage}`);
  });
});

function refusal(args: readonly string[]): string {
  try {
    demoOptions(args);
  } catch (error) {
    if (error instanceof MuelleError) return error.message;
    throw error;
  }
  return "nothing was refused";
}
