export {
  completeFields,
  fieldFaults,
  object,
  optional,
  parseFields,
  required,
  unsupported,
  withDefault,
  type FieldsOf,
  type Parsed,
} from "./field.ts";
export type * from "./resource.ts";
export { messageOf } from "./rpc-error.ts";
export { serve } from "./serve.ts";
export { boolean, list, map, oneOf, string, type Shape } from "./shape.ts";
export {
  canonicalText,
  fromJson,
  hasUnknown,
  isList,
  isProperties,
  UNKNOWN,
  type Properties,
  type Value,
} from "./value.ts";
