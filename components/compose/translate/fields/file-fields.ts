import type { ComposeFile } from "../../model/compose-file.ts";
import { exact, refused, type FieldRule } from "./rule.ts";

/** What has a table of its own, and what means something to others. */
type Apart = "services" | "networks" | "volumes" | "secrets" | "configs" | "extensions";

/** What becomes of the fields of the file itself. */
export const fileTable: Readonly<Record<Exclude<keyof ComposeFile, Apart>, FieldRule<ComposeFile>>> = {
  version: exact("says nothing to Compose either"),
  name: exact("the name of the application"),
  include: exact("read with the files"),
  models: refused("Docker's own tools alone make models", "write a service that runs the model"),
  jobs: refused("Muelle runs nothing by the clock", "write a service that does"),
};
