import { describe, expect, it } from "vitest";
import {
  boolean,
  list,
  object,
  oneOf,
  optional,
  required,
  string,
  unsupported,
  withDefault,
} from "../../../../../airgap/providers/kit/index.ts";

const registry = object({
  ref: required(string),
  ignoreError: optional(boolean),
  mode: withDefault(oneOf("min", "max"), "min"),
});

const thing = object({
  name: required(string),
  caches: optional(list(registry)),
  load: withDefault(boolean, true),
  ssh: unsupported("there is no agent"),
});

describe("an object's fields", () => {
  it("fill in their defaults at every depth, and leave out what is not given and what there is not", () => {
    expect(
      thing.complete({ name: "a", caches: [{ ref: "r", ignoreError: null, x: 1 }], nmae: 1 }),
    ).toStrictEqual({ name: "a", caches: [{ ref: "r", mode: "min" }], load: true });
  });

  it("are read as typed values", () => {
    expect(thing.parse({ name: "a", caches: [{ ref: "r", ignoreError: true }] }, "x")).toStrictEqual({
      name: "a",
      caches: [{ ref: "r", ignoreError: true, mode: "min" }],
      load: true,
      ssh: undefined,
    });
  });

  it("are all checked, each fault with its path", () => {
    const faults = thing.faults(
      { caches: [{ mode: "most", speed: 3 }], load: "yes", ssh: "default", nmae: 1 },
      "x",
    );
    expect(faults).toStrictEqual([
      { path: "x.name", message: "is required: a string" },
      { path: "x.caches[0].ref", message: "is required: a string" },
      { path: "x.caches[0].mode", message: 'must be one of "min", "max"' },
      { path: "x.caches[0].speed", message: "the stand-in does not support this field" },
      { path: "x.load", message: "must be true or false, not string" },
      { path: "x.ssh", message: "the stand-in does not support this field: there is no agent" },
      { path: "x.nmae", message: "the stand-in does not support this field" },
    ]);
  });

  it("take null as not given", () => {
    expect(thing.faults({ name: "a", caches: null, load: null, ssh: null, nmae: null }, "x")).toStrictEqual(
      [],
    );
  });
});
