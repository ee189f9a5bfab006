import { describe, expect, it } from "vitest";
import {
  boolean,
  integer,
  list,
  object,
  optional,
  required,
  string,
  unsupported,
  withDefault,
} from "../../../../../tools/airgap/providers/kit/index.ts";

const port = object({
  internal: required(integer(0)),
  external: optional(integer(0)),
  protocol: withDefault(string, "tcp"),
});

const thing = object({
  name: required(string),
  ports: optional(list(port)),
  start: withDefault(boolean, true),
  gpus: unsupported("there are none"),
});

describe("an object's fields", () => {
  it("fill in their defaults at every depth, and leave out what is not given", () => {
    expect(thing.complete({ name: "a", ports: [{ internal: 80 }] })).toStrictEqual({
      name: "a",
      ports: [{ internal: 80, protocol: "tcp" }],
      start: true,
    });
  });

  it("are read as typed values", () => {
    expect(thing.parse({ name: "a", ports: [{ internal: 80, external: 8080 }] }, "x")).toStrictEqual({
      name: "a",
      ports: [{ internal: 80, external: 8080, protocol: "tcp" }],
      start: true,
      gpus: undefined,
    });
  });

  it("are all checked, each fault with its path", () => {
    const faults = thing.faults(
      { ports: [{ internal: -1, speed: 3 }], start: "yes", gpus: "all", nmae: 1 },
      "x",
    );
    expect(faults).toStrictEqual([
      { path: "x.name", message: "is required: a string" },
      { path: "x.ports[0].internal", message: "must be a whole number, at least 0" },
      { path: "x.ports[0].speed", message: "the stand-in does not support this field" },
      { path: "x.start", message: "must be true or false, not string" },
      { path: "x.gpus", message: "the stand-in does not support this field: there are none" },
      { path: "x.nmae", message: "the stand-in does not support this field" },
    ]);
  });

  it("take null as not given", () => {
    expect(thing.faults({ name: "a", ports: null, start: null, gpus: null }, "x")).toStrictEqual([]);
  });
});
