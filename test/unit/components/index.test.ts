import { describe, expect, it } from "vitest";
import * as components from "../../../components/index.ts";

describe("what every program can import", () => {
  it("is the application, what it and its images are described with, and nothing that acts on the process", () => {
    expect(Object.keys(components).sort()).toEqual([
      "Application",
      "ImageBuild",
      "MuelleError",
      "applyOverrides",
      "approximated",
      "buildFaults",
      "buildServiceImage",
      "contentHash",
      "contentTag",
      "defaults",
      "defineApplication",
      "exact",
      "fidelityNotes",
      "forEachImage",
      "formatDuration",
      "formatSize",
      "imageFaults",
      "imageKey",
      "looksSecret",
      "parseDuration",
      "parseSize",
      "passwordInUrl",
      "pulledImage",
      "registerPlatform",
      "registryFaults",
      "rejected",
    ]);
  });
});
