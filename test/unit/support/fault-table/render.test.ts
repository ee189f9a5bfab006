import { describe, expect, it } from "vitest";
import { renderTable } from "../../../support/fault-table/render.ts";
import type { Row } from "../../../support/fault-table/row.ts";

const ROW: Row = {
  part: "Updates under load",
  platform: "Docker",
  what: "new image",
  times: 7,
  requests: 114_637,
  failed: 0,
  latency: { p50: 8.7, p99: 523.3, max: 946.7 },
  seen: "nothing",
  lost: "nothing",
  day: "2026-11-28",
};

/** The cells of each row by the heads of their columns. */
function cells(...rows: readonly Row[]): Readonly<Record<string, string>>[] {
  const lines = renderTable(rows)
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
  const [heads = [], , ...body] = lines;
  return body.map((row) => Object.fromEntries(row.map((cell, index) => [heads[index] ?? "", cell])));
}

describe("the table of faults", () => {
  it("says at which rate a case was measured", () => {
    expect(cells({ ...ROW, rate: 700 })).toEqual([
      {
        case: "new image",
        on: "Docker",
        times: "7",
        requests: "114,637",
        "a second": "700",
        failed: "0",
        "p50 / p99 / longest, ms": "8.7 / 523.3 / 946.7",
        "back after, s": "",
        "what users see": "nothing",
        lost: "nothing",
        day: "2026-11-28",
      },
    ]);
  });

  it("shows a dash for the rate of a row that has none", () => {
    expect(cells(ROW).map((row) => row["a second"])).toEqual(["-"]);
  });

  it("has a section for each part that has rows, in the parts' order", () => {
    const text = renderTable([{ ...ROW, part: "Faults" }, ROW]);
    expect(text.match(/^## .*$/gm)).toEqual(["## Updates under load", "## Faults"]);
  });
});
