import { describe, expect, it } from "vitest";
import { importSummary } from "../../../../tools/corpus/import-summary.ts";

describe("importSummary", () => {
  it("counts the files that are had whole, and what keeps the most of the others from it", () => {
    const lines = importSummary([
      { Docker: [], Kubernetes: ["b"] },
      { Docker: ["a", "a"], Kubernetes: ["a", "b"] },
    ]);
    expect(lines).toEqual([
      "Docker: 1 of 2 files without a refusal (50.0 %).",
      "  1 files, 1 of them by this alone: a",
      "Kubernetes: 0 of 2 files without a refusal (0.0 %).",
      "  2 files, 1 of them by this alone: b",
      "  1 files, 0 of them by this alone: a",
    ]);
  });
});
