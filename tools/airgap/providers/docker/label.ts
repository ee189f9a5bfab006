import type { types } from "@pulumi/docker";
import { object, required, string, type FieldsOf, type Properties } from "../kit/index.ts";

/** A label as the SDK writes it. */
export const label = object({
  label: required(string),
  value: required(string),
} satisfies FieldsOf<types.input.ContainerLabel>);

interface Label {
  readonly label: string;
  readonly value: string;
}

/** The labels as the engine takes them. */
export function labelMap(labels: readonly Label[] | undefined): Record<string, string> {
  return Object.fromEntries((labels ?? []).map(({ label: name, value }) => [name, value]));
}

/** The engine's labels as the SDK writes them, in the order of their names. */
export function labelList(labels: Readonly<Record<string, string>> | null | undefined): Properties[] {
  return Object.entries(labels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ label: name, value }));
}
