import { describe, expect, it } from "vitest";
import {
  boolean,
  list,
  map,
  oneOf,
  string,
  UNKNOWN,
  type Shape,
  type Value,
} from "../../../../../airgap/providers/kit/index.ts";

describe("a shape", () => {
  const right: readonly [string, Shape<unknown>, Value][] = [
    ["a string", string, "a"],
    ["a truth value", boolean, false],
    ["one of the allowed texts", oneOf("a", "b"), "b"],
    ["a list", list(string), ["b", "a"]],
    ["a map", map(boolean), { a: true }],
  ];
  it.each(right)("accepts and reads %s", (_name, shape, value) => {
    expect(shape.faults(value, "x")).toStrictEqual([]);
    expect(shape.parse(value, "x")).toStrictEqual(value);
  });

  const wrong: readonly [string, Shape<unknown>, Value, string, string][] = [
    ["a number for a string", string, 1, "x", "must be a string, not number"],
    ["null for a truth value", boolean, null, "x", "must be true or false, not null"],
    ["a text that is not allowed", oneOf("a", "b"), "c", "x", 'must be one of "a", "b"'],
    ["an object for a list", list(string), {}, "x", "must be a list, each item a string, not an object"],
    ["a list with a wrong item", list(string), ["1", 2], "x[1]", "must be a string, not number"],
    ["a list for a map", map(string), [], "x", "must be a map, each value a string, not a list"],
    ["a map with a wrong value", map(string), { a: 1 }, "x.a", "must be a string, not number"],
  ];
  it.each(wrong)("rejects %s", (_name, shape, value, path, message) => {
    expect(shape.faults(value, "x")).toStrictEqual([{ path, message }]);
    expect(() => shape.parse(value, "x")).toThrow(`${path}: ${message}`);
  });

  it("never shows the value itself, which may be a secret", () => {
    const [fault] = list(boolean).faults(["geheim"], "x");
    expect(fault?.message).not.toContain("geheim");
  });

  it.each([string, boolean, list(string), map(string)])(
    "lets what is not known yet pass the check, and refuses to read it",
    (shape: Shape<unknown>) => {
      expect(shape.faults(UNKNOWN, "x")).toStrictEqual([]);
      expect(() => shape.parse(UNKNOWN, "x")).toThrow(/^x: must be /);
    },
  );
});
