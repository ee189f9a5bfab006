export type * from "./application-model.ts";
export { defaults } from "./defaults.ts";
export { defineApplication, type DefineOptions } from "./define-application.ts";
export { formatDuration, parseDuration } from "./duration.ts";
export { MuelleError, type Fault } from "./errors.ts";
export {
  approximated,
  exact,
  fidelityNotes,
  rejected,
  type Exact,
  type Fidelity,
  type FidelityNote,
  type FidelityTable,
  type Inexact,
} from "./fidelity.ts";
export type { FieldPath } from "./field-path.ts";
export type { FileSystem } from "./file-system.ts";
export { applyOverrides, type Overridden, type ServiceOverrides } from "./overrides.ts";
export type { Parsed, Problem } from "./parsed.ts";
export { formatSize, parseSize } from "./size.ts";
export type * from "./spec.ts";
export { looksSecret, passwordInUrl } from "./validate/secrets-in-clear.ts";
