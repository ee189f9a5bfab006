import { describe, expect, it } from "vitest";
import { documentOf } from "../../../support/fault-table/document.ts";
import type { Row } from "../../../support/fault-table/row.ts";

const ROW: Row = {
  part: "Faults",
  platform: "Docker",
  what: "SIGKILL of nginx",
  times: 3,
  seen: "connections are refused until it is back",
  lost: "nothing",
  day: "2026-11-28",
};
const DASH = "A dash: the rate of an older row was not kept.";

describe("the page about faults", () => {
  it("says what a dash is where a row has requests and no rate", () => {
    expect(documentOf([{ ...ROW, requests: 2295 }])).toContain(DASH);
    expect(documentOf([{ ...ROW, requests: 2295, rate: 500 }])).not.toContain(DASH);
  });

  it("says nothing of a dash for a row that is not about requests", () => {
    expect(documentOf([ROW])).not.toContain(DASH);
  });
});
