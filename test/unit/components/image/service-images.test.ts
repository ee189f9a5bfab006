import { describe, expect, it } from "vitest";
import { forEachImage, pulledImage } from "../../../../components/image/index.ts";
import { application, normalisedService } from "../../../support/builders.ts";

describe("forEachImage", () => {
  function made(...images: (string | Promise<string>)[]): string[] {
    const services = Object.fromEntries(images.map((image, index) => [`web${index}`, { image }]));
    return [...forEachImage(application({ services }), ({ name }) => name).values()];
  }

  it("makes one thing for all services with the same image", () => {
    expect(made("web:1", "web:2", "web:1")).toEqual(["web0", "web1", "web0"]);
  });

  it("takes images of other resources for the same where they are the same object", () => {
    const image = Promise.resolve("web:1");
    expect(made(image, Promise.resolve("web:1"), image, "web:1")).toEqual(["web0", "web1", "web0", "web3"]);
  });
});

describe("pulledImage", () => {
  it("is the reference that the service names", () => {
    expect(pulledImage(normalisedService({ image: "web:1" }))).toBe("web:1");
  });

  it("fails where there is none, rather than being empty", () => {
    const nameless = { ...normalisedService(), image: undefined };
    expect(() => pulledImage(nameless)).toThrow(new Error("there is no image of the service web"));
  });
});
