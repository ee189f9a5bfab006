import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { isDeferred, mapInput } from "../../../../components/application/deferred.ts";
import { mockPulumi, valueOf } from "../../../support/mocks.ts";

describe("isDeferred", () => {
  it.each([
    ["an output", pulumi.output("a"), true],
    ["a promise", Promise.resolve("a"), true],
    ["a text", "a", false],
    ["nothing", null, false],
    ["an object with a field of that name", { apply: "a", then: 1 }, false],
  ])("%s", (_, value, expected) => {
    expect(isDeferred(value)).toBe(expected);
  });
});

describe("mapInput", () => {
  const double = (text: string): string => text + text;

  it("changes a known value at once", () => {
    expect(mapInput("a", double)).toBe("aa");
  });

  it("changes a promise when it comes", async () => {
    expect(await mapInput(Promise.resolve("a"), double)).toBe("aa");
  });

  it("leaves a secret a secret", async () => {
    await mockPulumi();
    const changed = pulumi.output(mapInput(pulumi.secret("a"), double));
    expect([await valueOf(changed), await pulumi.isSecret(changed)]).toEqual(["aa", true]);
  });
});
