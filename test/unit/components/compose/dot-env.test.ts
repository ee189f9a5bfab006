import { describe, expect, it } from "vitest";
import { parseDotEnv } from "../../../../components/compose/environment/dot-env.ts";
import { parseRawEnv } from "../../../../components/compose/environment/raw-env.ts";

const environment = new Map([["HOME", "/home/me"]]);

function variables(content: string, parse = parseDotEnv): Readonly<Record<string, string>> {
  const file = parse(content, (name) => environment.get(name));
  expect(file.faults).toEqual([]);
  return Object.fromEntries([...file.variables].map(([name, { value }]) => [name, value]));
}

describe("parseDotEnv", () => {
  it.each([
    ["A=1", { A: "1" }],
    ["A: 1", { A: "1" }],
    ["export A=1", { A: "1" }],
    ["  A =  1  ", { A: "1" }],
    ["A=", { A: "" }],
    ["# a comment\n\nA=1 # and one more\nB=2#none", { A: "1", B: "2#none" }],
    ["A=1\r\nB=2\r\n", { A: "1", B: "2" }],
    ["\uFEFFA=1", { A: "1" }],
    ['A="a # b" # c', { A: "a # b" }],
    ["A='$HOME'", { A: "$HOME" }],
    ["A='it\\'s'", { A: "it's" }],
    ['A="$HOME/x"', { A: "/home/me/x" }],
    ["A=${HOME}/x", { A: "/home/me/x" }],
    ["A=1\nB=${A}2", { A: "1", B: "12" }],
    ["A=${UNSET:-x}", { A: "x" }],
    ['A="\\$HOME"', { A: "$HOME" }],
    ['A="a\\tb\\n\\"c\\""', { A: 'a\tb\n"c"' }],
    ["A=a\\nb", { A: "a\\nb" }],
    ['A="two\nlines"\nB=3', { A: "two\nlines", B: "3" }],
    ["HOME\nUNSET\n", { HOME: "/home/me" }],
  ])("reads %j", (content, expected) => {
    expect(variables(content)).toEqual(expected);
  });

  it("knows the line of each variable", () => {
    const file = parseDotEnv('# first\nA="two\nlines"\nB=3\n', () => undefined);
    expect([...file.variables]).toEqual([
      ["A", { value: "two\nlines", line: 2 }],
      ["B", { value: "3", line: 4 }],
    ]);
  });

  it("goes on after a line that it cannot read", () => {
    const file = parseDotEnv("A B=1\nC=2\nD=${E:?say it}", () => undefined);
    expect(file.faults).toEqual([
      { line: 1, message: 'not a name of a variable: "A B"', hint: "write NAME=value" },
      { line: 3, message: "the required variable E has no value: say it" },
    ]);
    expect(file.variables.get("C")).toEqual({ value: "2", line: 2 });
  });

  it("refuses a quote that is not closed", () => {
    expect(parseDotEnv('A="one\nB=2', () => undefined).faults).toEqual([
      { line: 1, message: 'the value has no closing "' },
    ]);
  });
});

describe("parseRawEnv", () => {
  it("takes values as they are", () => {
    expect(variables(`A="quoted"\nB=$HOME # no comment \n# a comment\nHOME\nUNSET`, parseRawEnv)).toEqual({
      A: '"quoted"',
      B: "$HOME # no comment ",
      HOME: "/home/me",
    });
  });

  it("refuses a name with a space", () => {
    expect(parseRawEnv("A =1", () => undefined).faults).toEqual([
      { line: 1, message: 'not a name of a variable: "A "', hint: "write NAME=value" },
    ]);
  });
});
