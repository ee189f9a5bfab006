import { describe, expect, it } from "vitest";
import { formatAge } from "../../../../cli/output/age.ts";
import { prefixes } from "../../../../cli/output/prefixes.ts";
import { readSince } from "../../../../cli/output/since.ts";
import { renderTable } from "../../../../cli/output/table.ts";

describe("renderTable", () => {
  it("makes each column as wide as its widest cell, and leaves no blanks at the end", () => {
    expect(
      renderTable(
        ["A", "LONG", "C"],
        [
          ["first", "x", ""],
          ["y", "second", "z"],
        ],
      ),
    ).toBe(["A       LONG     C", "first   x", "y       second   z"].join("\n"));
  });
});

describe("formatAge", () => {
  it.each([
    [0, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [7_200_000, "2 h"],
    [200_000_000, "2 d"],
  ])("says %i ms as %s", (milliseconds, text) => {
    expect(formatAge(milliseconds)).toBe(text);
  });
});

describe("prefixes", () => {
  it("are as wide as the widest name that is known", () => {
    const prefixOf = prefixes(["web-1", "worker-1"], false);
    expect([prefixOf("web-1"), prefixOf("worker-1"), prefixOf("migrate-10"), prefixOf("web-1")]).toEqual([
      "web-1    | ",
      "worker-1 | ",
      "migrate-10 | ",
      "web-1      | ",
    ]);
  });
});

describe("readSince", () => {
  it("reads a duration before now, and a date", () => {
    expect(readSince("1m30s", 100_000)).toBe(10_000);
    expect(readSince("1970-01-01T00:00:05Z", 100_000)).toBe(5000);
  });

  it("refuses anything else", () => {
    expect(() => readSince("yesterday", 0)).toThrow("--since yesterday: expected a duration such as 10m");
  });
});
