import { describe, expect, it } from "vitest";
import { render, type Report } from "../../../bench/report.ts";

describe("the report of a benchmark", () => {
  it("has a column and a ratio for every system that was measured, and says what is promised", () => {
    const report: Report = {
      machine: {},
      timings: {
        compose: {
          muelle: { first: [6, 5, 7], destroy: [3] },
          "compose-as-described": { first: [12], destroy: [2] },
          compose: { first: [4], destroy: [2] },
        },
      },
    };
    const lines = render(report).split("\n");
    expect(lines).toContain(
      "| step | Muelle, s | Docker Compose, s | ratio of medians | Docker Compose, checks every second, s | ratio of medians | target |",
    );
    expect(lines).toContain(
      "| first up, images there | 6.0 (5.0-7.0) | 12.0 (12.0-12.0) | 0.50 | 4.0 (4.0-4.0) | 1.50 | <= 1 |",
    );
    expect(lines).toContain(
      "| destroy, volumes too | 3.0 (3.0-3.0) | 2.0 (2.0-2.0) | 1.50 | 2.0 (2.0-2.0) | 1.50 |  |",
    );
  });

  it("leaves out systems that were not measured", () => {
    const timings = { compose: { muelle: { first: [6] }, compose: { first: [4] } } };
    expect(render({ machine: {}, timings })).not.toContain("| Docker Compose, s |");
  });
});
