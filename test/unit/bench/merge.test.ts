import { describe, expect, it } from "vitest";
import { merge, type Report } from "../../../bench/report.ts";

const machine = (node: string): Report["machine"] => ({ node });

describe("the newest figures of a benchmark", () => {
  it("take the place of older ones, part by part", () => {
    const older: Report = {
      machine: machine("v24.1"),
      timings: { compose: { muelle: { first: [9] } }, kubectl: { muelle: { first: [20] } } },
      evenness: { requests: 10, counts: [5, 5] },
    };
    const newer: Report = { machine: machine("v24.2"), timings: { compose: { muelle: { first: [7] } } } };
    expect(merge(older, newer)).toEqual({
      machine: machine("v24.2"),
      timings: { compose: { muelle: { first: [7] } }, kubectl: { muelle: { first: [20] } } },
      evenness: { requests: 10, counts: [5, 5] },
    });
    expect(merge(undefined, newer)).toEqual(newer);
  });
});
