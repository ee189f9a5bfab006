import { describe, expect, it } from "vitest";
import { known } from "../../../policies/read/known.ts";

/** As Pulumi hands a value to a policy that a preview does not know. */
class Unknown extends Error {
  readonly unknownTypeSentinel = "unknown";
}

function withGetter(key: string, error: Error): object {
  return Object.defineProperty({ image: "web:1" }, key, {
    enumerable: true,
    get: () => {
      throw error;
    },
  });
}

describe("known", () => {
  it("leaves out what a preview does not know, and keeps all else", () => {
    const container = withGetter("id", new Unknown("can't be known"));
    expect(known({ spec: { containers: [container] }, kind: "Pod" })).toEqual({
      spec: { containers: [{ image: "web:1" }] },
      kind: "Pod",
    });
  });

  it("hides no other fault", () => {
    expect(() => known(withGetter("id", new Error("broken")))).toThrow("broken");
  });
});
