import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { plain } from "../../../../components/transform/index.ts";

describe("plain", () => {
  it("returns the object itself, with the outputs in it", () => {
    const given = { name: pulumi.output("web") };
    expect(plain(given)).toBe(given);
  });

  it("rejects what is not there", () => {
    expect(() => plain(undefined)).toThrow("plain() was given nothing: the child has no such argument");
  });

  it.each([
    ["an output", pulumi.output({})],
    ["a promise", Promise.resolve({})],
  ])("rejects %s, which has no fields yet", (_, value) => {
    expect(() => plain<object>(value)).toThrow(
      "plain() was given an output or a promise: use pulumi.output() and apply()",
    );
  });
});
