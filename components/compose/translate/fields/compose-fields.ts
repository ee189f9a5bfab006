import { fileTable } from "./file-fields.ts";
import { configFields, networkFields, secretFields, volumeFields } from "./resource-fields.ts";
import { serviceFields } from "./service-fields.ts";

/** What becomes of a field, for readers. */
export interface FieldText {
  readonly verdict: "exact" | "approximated" | "refused";
  readonly text: string;
  readonly hint?: string;
  /** Whether the verdict is about some values alone; the others are exact. */
  readonly when?: unknown;
}

/** What becomes of every field of a Compose file, by the object that it is in. */
export const composeFields: Readonly<Record<string, Readonly<Record<string, FieldText>>>> = {
  "The file": fileTable,
  Services: serviceFields,
  Networks: networkFields,
  Volumes: volumeFields,
  Secrets: secretFields,
  Configs: configFields,
};
