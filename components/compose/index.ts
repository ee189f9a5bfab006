export { canonicalJson } from "./canonical-json.ts";
export { loadCompose, type ComposeOptions, type LoadedCompose } from "./load-compose.ts";
export type { Json } from "./model/codec.ts";
export type { ComposeFile, ComposeService } from "./model/compose-file.ts";
export { renderPlace, type Place } from "./tree/place.ts";
export {
  composeApplication,
  type ComposeApplication,
  type ComposeApplicationOptions,
} from "./translate/compose-application.ts";
export type { ComposeNote, ComposeVerdict } from "./translate/note.ts";
export { translateCompose, type TranslatedCompose } from "./translate/translate-compose.ts";
export { composeFields, type FieldText } from "./translate/fields/compose-fields.ts";
