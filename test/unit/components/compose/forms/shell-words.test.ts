import { describe, expect, it } from "vitest";
import { shellWords } from "../../../../../components/compose/forms/shell-words.ts";

describe("shellWords", () => {
  it.each([
    ["npm run start", ["npm", "run", "start"]],
    ["  a \t b\n", ["a", "b"]],
    [`sh -c "echo 'a b'"`, ["sh", "-c", "echo 'a b'"]],
    [`a 'b "c"' d"e f"g`, ["a", 'b "c"', "de fg"]],
    ['a ""', ["a", ""]],
    ["a\\ b c\\\\", ["a b", "c\\"]],
    ["a \\t", ["a", "\t"]],
    ["echo $HOME", ["echo", "$HOME"]],
    ["echo $(date +%s) x", ["echo", "$(date +%s)", "x"]],
    ["a `b c`", ["a", "`b c`"]],
    ["a && b", ["a"]],
    ["a 2>log", ["a"]],
    ["", []],
  ])("splits %j", (line, words) => {
    expect(shellWords(line)).toEqual({ ok: true, value: words });
  });

  it.each(['a "b', "it's", "a (b)", "a )", "a $(b"])("refuses %j", (line) => {
    const problem = {
      message: "not a command: a quote or a parenthesis has no other half",
      hint: "quote what a shell must read, or write the command as a list",
    };
    expect(shellWords(line)).toEqual({ ok: false, problem });
  });
});
