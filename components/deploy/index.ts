// What users' programs need. The platforms themselves are loaded by `platforms.ts`, each only where it is wanted.
export type * from "./application-args.ts";
export { Application } from "./application.ts";
export type * from "./platform.ts";
export { registerPlatform } from "./platforms.ts";
