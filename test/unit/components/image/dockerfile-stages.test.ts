import { describe, expect, it } from "vitest";
import { dockerfileStages, hasStage } from "../../../../components/image/dockerfile-stages.ts";

describe("the stages of a Dockerfile", () => {
  it("come in their order, with their names", () => {
    const text =
      "ARG BASE=python:3.11\nFROM ${BASE} AS builder\nRUN true\nFROM --platform=$BUILDPLATFORM x as Final\nFROM y";
    expect(dockerfileStages(text)).toEqual(["builder", "Final", undefined]);
  });

  it("are not taken from comments, continued lines or here-documents", () => {
    const text = [
      "FROM a AS one",
      "# FROM b AS two",
      "RUN echo \\",
      "  FROM c AS three",
      "RUN <<EOF",
      "FROM d AS four",
      "EOF",
      "FROM e AS five",
    ].join("\n");
    expect(dockerfileStages(text)).toEqual(["one", "five"]);
  });

  it("are none in a file without FROM", () => {
    expect(dockerfileStages("RUN true\n")).toEqual([]);
  });

  it("are found by name in any case, or by number from 0", () => {
    const stages = ["builder", undefined];
    expect(["Builder", "1", "2", "runtime"].map((target) => hasStage(stages, target))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
