import { describe, expect, it } from "vitest";
import {
  boolean,
  integer,
  list,
  map,
  number,
  oneOf,
  set,
  string,
  text,
  UNKNOWN,
  type Shape,
  type Value,
} from "../../../../../tools/airgap/providers/kit/index.ts";

const even = text("a text of even length", (value) => value.length % 2 === 0);

describe("a shape", () => {
  const right: readonly [string, Shape<unknown>, Value][] = [
    ["a string", string, "a"],
    ["a number", number, 1.5],
    ["a truth value", boolean, false],
    ["a whole number", integer(), -1],
    ["a whole number at its lower bound", integer(0), 0],
    ["one of the allowed texts", oneOf("a", "b"), "b"],
    ["a text that passes its test", even, "ab"],
    ["a list", list(number), [2, 1]],
    ["a set", set(string), ["b", "a"]],
    ["a map", map(boolean), { a: true }],
  ];
  it.each(right)("accepts and reads %s", (_name, shape, value) => {
    expect(shape.faults(value, "x")).toStrictEqual([]);
    expect(shape.parse(value, "x")).toStrictEqual(value);
  });

  const wrong: readonly [string, Shape<unknown>, Value, string, string][] = [
    ["a number for a string", string, 1, "x", "must be a string, not number"],
    ["a text for a number", number, "1", "x", "must be a number, not string"],
    ["null for a truth value", boolean, null, "x", "must be true or false, not null"],
    ["a fraction for a whole number", integer(), 1.5, "x", "must be a whole number"],
    ["a number below its bound", integer(0), -1, "x", "must be a whole number, at least 0"],
    ["a text that is not allowed", oneOf("a", "b"), "c", "x", 'must be one of "a", "b"'],
    ["a text that fails its test", even, "abc", "x", "must be a text of even length"],
    ["an object for a list", list(number), {}, "x", "must be a list, each item a number, not an object"],
    ["a list with a wrong item", list(number), [1, "2"], "x[1]", "must be a number, not string"],
    ["a list for a map", map(string), [], "x", "must be a map, each value a string, not a list"],
    ["a map with a wrong value", map(string), { a: 1 }, "x.a", "must be a string, not number"],
  ];
  it.each(wrong)("rejects %s", (_name, shape, value, path, message) => {
    expect(shape.faults(value, "x")).toStrictEqual([{ path, message }]);
    expect(() => shape.parse(value, "x")).toThrow(`${path}: ${message}`);
  });

  it("never shows the value itself, which may be a secret", () => {
    const [fault] = list(integer()).faults(["geheim"], "x");
    expect(fault?.message).not.toContain("geheim");
  });

  it.each([string, number, boolean, list(string), set(string), map(string)])(
    "lets what is not known yet pass the check, and refuses to read it",
    (shape: Shape<unknown>) => {
      expect(shape.faults(UNKNOWN, "x")).toStrictEqual([]);
      expect(() => shape.parse(UNKNOWN, "x")).toThrow(/^x: must be /);
    },
  );

  it("compares sets in one order, and lists in their own", () => {
    expect(set(string).canonical(["b", "a", "c"])).toStrictEqual(["a", "b", "c"]);
    expect(list(string).canonical(["b", "a"])).toStrictEqual(["b", "a"]);
  });
});
