import { describe, expect, it } from "vitest";
import {
  imageReference,
  namesRegistry,
  withDigest,
} from "../../../../../airgap/providers/docker-build/image-reference.ts";

describe("the reference of an image", () => {
  it("is its tag on the local engine", () => {
    expect(imageReference(["photos/web:1", "photos/web:2"], "sha256:1")).toBe("photos/web:1");
  });

  it("has the digest where the tag names a registry", () => {
    expect(imageReference(["photos/web:1", "r.example.com/web:1"], "sha256:1")).toBe(
      "r.example.com/web:1@sha256:1",
    );
  });

  it("is the tag where there is no digest, and empty where there is no tag", () => {
    expect(imageReference(["r.example.com/web:1"], "")).toBe("r.example.com/web:1");
    expect(imageReference([], "sha256:1")).toBe("");
  });

  it("has the tag latest where there is none", () => {
    expect(withDigest("127.0.0.1:5000/web", "sha256:1")).toBe("127.0.0.1:5000/web:latest@sha256:1");
  });
});

describe("a tag names its registry", () => {
  it.each([
    ["localhost/web:1", true],
    ["127.0.0.1:5000/web:1", true],
    ["r.example.com/team/web", true],
    ["photos/web:1", false],
    ["web:1", false],
    ["r.example.com", false],
  ])("%s: %s", (tag, expected) => {
    expect(namesRegistry(tag)).toBe(expected);
  });
});
