import { describe, expect, it } from "vitest";
import { pulledImage } from "../../../../components/image/index.ts";
import { normalisedService } from "../../../support/builders.ts";

describe("pulledImage", () => {
  it("is the reference that the service names", () => {
    expect(pulledImage(normalisedService({ image: "web:1" }))).toBe("web:1");
  });

  it("fails where there is none, rather than being empty", () => {
    const nameless = { ...normalisedService(), image: undefined };
    expect(() => pulledImage(nameless)).toThrow(new Error("there is no image of the service web"));
  });
});
