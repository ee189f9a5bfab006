export { canonicalJson } from "./canonical-json.ts";
export { loadCompose, type ComposeOptions, type LoadedCompose } from "./load-compose.ts";
export type { Json } from "./model/codec.ts";
export type { ComposeFile, ComposeService } from "./model/compose-file.ts";
export type { Place } from "./tree/place.ts";
