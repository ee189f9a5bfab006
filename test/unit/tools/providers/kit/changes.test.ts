import { describe, expect, it } from "vitest";
import {
  changesOf,
  list,
  map,
  optional,
  set,
  string,
  UNKNOWN,
  withDefault,
  type OnChange,
} from "../../../../../tools/airgap/providers/kit/index.ts";

const fields = {
  envs: optional(set(string)),
  command: optional(list(string)),
  options: optional(map(string)),
  restart: withDefault(string, "no"),
};
const onChange: Readonly<Record<keyof typeof fields, OnChange>> = {
  envs: "replace",
  command: "replace",
  options: "record",
  restart: "update",
};

describe("the changes between two sets of inputs", () => {
  it("are none for the same sets in another order, the same keys in another order, and a default spelt out", () => {
    const olds = { envs: ["A=1", "B=2"], options: { a: "1", b: "2" } };
    const news = { envs: ["B=2", "A=1"], options: { b: "2", a: "1" }, restart: "no" };
    expect(changesOf(fields, onChange, olds, news)).toStrictEqual(new Map());
  });

  it("say what is added, deleted and updated, and what replaces", () => {
    const olds = { envs: ["A=1"], command: ["a", "b"] };
    const news = { command: ["b", "a"], options: { a: "1" }, restart: "always" };
    expect([...changesOf(fields, onChange, olds, news)]).toStrictEqual([
      ["envs", { kind: "delete", replace: true, drift: false }],
      ["command", { kind: "update", replace: true, drift: false }],
      ["options", { kind: "add", replace: false, drift: false }],
      ["restart", { kind: "update", replace: false, drift: false }],
    ]);
  });

  it("count what is not known yet as changed", () => {
    const changes = changesOf(fields, onChange, { envs: ["A=1"] }, { envs: [UNKNOWN] });
    expect([...changes.keys()]).toStrictEqual(["envs"]);
  });

  it("are none when an input is taken away that the resource keeps", () => {
    expect(changesOf(fields, onChange, { envs: ["A=1"] }, {}, { kept: ["envs"] }).size).toBe(0);
  });

  it("are drift when the program says the same and the resource is no longer so", () => {
    const inputs = { restart: "always" };
    expect([...changesOf(fields, onChange, inputs, inputs, { seen: { restart: "no" } })]).toStrictEqual([
      ["restart", { kind: "update", replace: false, drift: true }],
    ]);
  });
});
