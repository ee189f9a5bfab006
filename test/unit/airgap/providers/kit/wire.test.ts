import * as fc from "fast-check";
import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import { describe, expect, it } from "vitest";
import { UNKNOWN, type Properties, type Value } from "../../../../../airgap/providers/kit/index.ts";
import { fromStruct, toStruct } from "../../../../../airgap/providers/kit/wire.ts";

const SPECIAL = "4dabf18193072939515e22adb298388d";

/** Any key but the one that google-protobuf's own maps lose. */
const key = fc.string().filter((text) => text !== "__proto__");

function over(properties: Properties): Properties {
  return fromStruct(structPb.Struct.deserializeBinary(toStruct(properties).serializeBinary()));
}

describe("properties on the wire", () => {
  it("come back as they were sent, with lists, maps, nulls and unknowns at any depth", () => {
    const { value } = fc.letrec<{ value: Value; list: Value; map: Value }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constant(null),
        fc.constant<Value>(UNKNOWN),
        fc.boolean(),
        fc.double({ noNaN: true }),
        fc.string(),
        tie("list"),
        tie("map"),
      ),
      list: fc.array(tie("value")),
      map: fc.dictionary(key, tie("value"), { noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (properties) => {
        expect(over(properties)).toEqual(properties);
      }),
    );
  });

  it("have their secrets unwrapped", () => {
    const secret = { [SPECIAL]: "1b47061264138c4ac30d75fd1eb44270", value: "geheim" };
    expect(over({ password: secret })).toStrictEqual({ password: "geheim" });
  });

  it("rejects assets, with the path", () => {
    const asset = { [SPECIAL]: "c44067f5952c0a294b673a41bacd8c17", text: "x" };
    expect(() => over({ contexts: [{ location: asset }] })).toThrow(
      "contexts[0].location: the stand-in does not support an asset",
    );
  });
});
