import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import { isList, isProperties, UNKNOWN, type Properties, type Value } from "./value.ts";

/** How Pulumi writes an unknown value on the wire. */
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The key that marks an object as a special value, and the marks of the kinds there are. */
const SPECIAL = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const SPECIAL_KINDS: Readonly<Record<string, string>> = {
  c44067f5952c0a294b673a41bacd8c17: "an asset",
  "0def7320c3a5731c473e5ecbe6d01bc7": "an archive",
  "5cf8f73096256a8f31e491e813e4eb8e": "a reference to a resource",
  d0e6a833031e9bbcd3f4e8bde6ca49a4: "an output value",
};

/** Reads a message's properties; a missing message is no properties. */
export function fromStruct(struct: structPb.Struct | undefined): Properties {
  if (struct === undefined) return {};
  return Object.fromEntries(
    [...struct.getFieldsMap().entries()].map(([key, value]): [string, Value] => [key, fromWire(value, key)]),
  );
}

/** Writes properties as a message. */
export function toStruct(properties: Properties): structPb.Struct {
  const struct = new structPb.Struct();
  const fields = struct.getFieldsMap();
  for (const [key, value] of Object.entries(properties)) fields.set(key, toWire(value));
  return struct;
}

function fromWire(value: structPb.Value, path: string): Value {
  switch (value.getKindCase()) {
    case structPb.Value.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case structPb.Value.KindCase.STRING_VALUE:
      return value.getStringValue() === UNKNOWN_TEXT ? UNKNOWN : value.getStringValue();
    case structPb.Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case structPb.Value.KindCase.LIST_VALUE: {
      const items = value.getListValue()?.getValuesList() ?? [];
      return items.map((item, index) => fromWire(item, `${path}[${index}]`));
    }
    case structPb.Value.KindCase.STRUCT_VALUE:
      return fromWireObject(value.getStructValue(), path);
    case structPb.Value.KindCase.NULL_VALUE:
    case structPb.Value.KindCase.KIND_NOT_SET:
      return null;
  }
}

function fromWireObject(struct: structPb.Struct | undefined, path: string): Value {
  const fields = struct?.getFieldsMap();
  const special = fields?.get(SPECIAL)?.getStringValue();
  const inner = fields?.get("value");
  if (special === SECRET && inner !== undefined) return fromWire(inner, path);
  if (special !== undefined) {
    throw new Error(
      `${path}: the stand-in does not support ${SPECIAL_KINDS[special] ?? "this kind of value"}`,
    );
  }
  return Object.fromEntries(
    [...(fields?.entries() ?? [])].map(([key, item]): [string, Value] => [
      key,
      fromWire(item, `${path}.${key}`),
    ]),
  );
}

function toWire(value: Value): structPb.Value {
  const wire = new structPb.Value();
  if (value === null) wire.setNullValue(structPb.NullValue.NULL_VALUE);
  else if (value === UNKNOWN) wire.setStringValue(UNKNOWN_TEXT);
  else if (typeof value === "string") wire.setStringValue(value);
  else if (typeof value === "number") wire.setNumberValue(value);
  else if (typeof value === "boolean") wire.setBoolValue(value);
  else if (isList(value)) {
    const list = new structPb.ListValue();
    list.setValuesList(value.map(toWire));
    wire.setListValue(list);
  } else if (isProperties(value)) wire.setStructValue(toStruct(value));
  return wire;
}
