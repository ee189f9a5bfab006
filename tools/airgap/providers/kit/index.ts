export { changesOf, type OnChange } from "./changes.ts";
export { object, optional, required, unsupported, withDefault, type FieldsOf, type Parsed } from "./field.ts";
export type * from "./handler.ts";
export { ResourceInitFailed } from "./init-failed.ts";
export { messageOf } from "./rpc-error.ts";
export { serve } from "./serve.ts";
export { boolean, integer, list, map, number, oneOf, set, string, text, type Shape } from "./shape.ts";
export { typedResource, visible, type TypedUpdate } from "./typed-resource.ts";
export { fromJson, hasUnknown, isList, isProperties, UNKNOWN, type Properties, type Value } from "./value.ts";
