import { describe, expect, it } from "vitest";
import { substitute } from "../../../../components/compose/environment/substitute.ts";

const values = new Map([
  ["NAME", "web"],
  ["EMPTY", ""],
  ["OTHER", "db"],
]);

function text(template: string): string {
  return substitute(template, (name) => values.get(name)).text;
}

describe("substitute", () => {
  it.each([
    ["$NAME", "web"],
    ["${NAME}", "web"],
    ["a-$NAME-b", "a-web-b"],
    ["${NAME}_${OTHER}", "web_db"],
    ["${UNSET:-default}", "default"],
    ["${EMPTY:-default}", "default"],
    ["${EMPTY-default}", ""],
    ["${UNSET-default}", "default"],
    ["${NAME:+given}", "given"],
    ["${EMPTY:+given}", ""],
    ["${EMPTY+given}", "given"],
    ["${UNSET+given}", ""],
    ["${NAME:?must be set}", "web"],
    ["${EMPTY?must be set}", ""],
    ["${UNSET:-${OTHER:-none}}", "db"],
    ["${UNSET:-http://${NAME}:80}/path", "http://web:80/path"],
    ['${UNSET:-{"a": 1}}', '{"a": 1}'],
    ["$$NAME", "$NAME"],
    ["$${NAME}", "${NAME}"],
    ["cost: 5$", "cost: 5$"],
    ["$(date) $1", "$(date) $1"],
  ])("reads %s as %s", (template, expected) => {
    expect(text(template)).toBe(expected);
  });

  it("names the variables that have no value and no alternative", () => {
    expect(substitute("$A ${B} ${C:-x} ${D:+x}", () => undefined)).toEqual({
      text: "  x ",
      unset: ["A", "B"],
      problem: undefined,
    });
  });

  it("says why a required variable is required", () => {
    expect(substitute("${PASSWORD:?set it in .env}", () => "").problem).toBe(
      "the required variable PASSWORD has no value: set it in .env",
    );
  });

  it.each(["${}", "${1}", "${NAME", "${NAME.x}", "${UNSET:-two\nlines}"])("refuses %j", (template) => {
    expect(substitute(template, () => undefined).problem).toBe(
      `${JSON.stringify(template)} is no variable; a dollar sign before a brace is written $$`,
    );
  });
});
