import { describe, expect, it } from "vitest";
import * as components from "../../../components/index.ts";

describe("what every program can import", () => {
  it("is what it describes an application and its images with, and nothing that acts on the process", () => {
    expect(Object.keys(components).sort()).toEqual([
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
      "plain",
      "pulledImage",
      "registryFaults",
      "rejected",
    ]);
  });
});
