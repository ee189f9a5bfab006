import { readable } from "../unknown.ts";

/** A text in which Compose replaces variables; dollar signs in all other texts stand for themselves. */
export class Interpolation {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value as it stands in a compose file, where two dollar signs are one. */
export function escaped(value: unknown): unknown {
  if (value instanceof Interpolation) return value.text;
  if (typeof value === "string") return readable(value).replaceAll("$", "$$$$");
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}
