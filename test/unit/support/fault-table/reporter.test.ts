import { describe, expect, it } from "vitest";
import { merge } from "../../../support/fault-table/reporter.ts";
import type { Row } from "../../../support/fault-table/row.ts";

function row(what: string, changes: Partial<Row> = {}): Row {
  return { part: "Faults", platform: "Docker", what, times: 1, seen: "", lost: "nothing", ...changes };
}

describe("rows that are kept", () => {
  it("keep their order, each in its newest form with its rate, and new ones come last", () => {
    expect(merge([row("a"), row("b", { rate: 500 })], [row("c"), row("a", { rate: 700 })])).toEqual([
      row("a", { rate: 700 }),
      row("b", { rate: 500 }),
      row("c"),
    ]);
  });

  it("stay beside those of the other platform", () => {
    const other = row("a", { platform: "Kubernetes", rate: 350 });
    expect(merge([row("a")], [other])).toEqual([row("a"), other]);
  });
});
