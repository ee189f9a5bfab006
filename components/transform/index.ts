export { isPromised, plain } from "./plain.ts";
export { forService, type Transform, type TransformContext, transformed } from "./transform.ts";
