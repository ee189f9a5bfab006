import { describe, expect, it } from "vitest";
import { namedPacks, replacePacks } from "../../../../tools/pulumi/policy-packs.ts";

describe.each([
  ["two arguments", ["--policy-pack", "policies"], ["--policy-pack", "/twins/policies"]],
  ["one argument", ["--policy-pack=policies"], ["--policy-pack=/twins/policies"]],
])("a policy pack in %s", (_, given, replaced) => {
  const args = ["preview", ...given, "-s", "dev"];

  it("is named by the command line", () => {
    expect(namedPacks(args)).toEqual(["policies"]);
  });

  it("is replaced, and nothing else is", () => {
    expect(replacePacks(args, (pack) => `/twins/${pack}`)).toEqual(["preview", ...replaced, "-s", "dev"]);
  });
});

describe("a command line without policy packs", () => {
  it("names none", () => {
    expect(namedPacks(["preview", "-s", "dev"])).toEqual([]);
  });
});
