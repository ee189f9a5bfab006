import type { ComposeFile } from "../../model/compose-file.ts";

/** What a field is a part of. */
export interface Owner<T> {
  /** Name of the service, network, volume, secret or config. */
  readonly name: string;
  readonly item: T;
  readonly file: ComposeFile;
}

/** What becomes of a field. */
export interface FieldRule<T> {
  readonly verdict: "exact" | "approximated" | "refused";
  /** Of an exact one: what it becomes. Of any other: what differs, or why it cannot be had. */
  readonly text: string;
  /** What to do about it. @default - nothing needs to be done */
  readonly hint?: string;
  /** The values that the verdict is about; all others are exact. @default - all that say something: not false, not empty */
  readonly when?: (value: unknown, owner: Owner<T>) => boolean;
}

type When<T> = NonNullable<FieldRule<T>["when"]>;

/** @param becomes the field of the application model, or other words for what becomes of it */
export function exact(becomes: string): FieldRule<unknown> {
  return { verdict: "exact", text: becomes };
}

/** What runs is the same without the field, or nearly so. */
export function approximated<T>(text: string, hint?: string, when?: When<T>): FieldRule<T> {
  return rule("approximated", text, hint, when);
}

export function refused<T>(text: string, hint: string, when?: When<T>): FieldRule<T> {
  return rule("refused", text, hint, when);
}

function rule<T>(
  verdict: FieldRule<T>["verdict"],
  text: string,
  hint: string | undefined,
  when: When<T> | undefined,
): FieldRule<T> {
  return { verdict, text, ...(hint !== undefined && { hint }), ...(when !== undefined && { when }) };
}

/** For fields that have one value that changes nothing. */
export function unless(...harmless: readonly unknown[]): (value: unknown) => boolean {
  return (value) => isSomething(value) && !harmless.includes(value);
}

/** Whether a value says anything: Compose takes false, zero and what is empty for nothing. */
export function isSomething(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== "" && value !== 0;
}

/**
 * The paths of all fields of an object, as in `FieldPath`, but for extensions. What stands in `Whole` is one field,
 * whatever it has inside.
 */
export type ComposePath<T, Whole extends string> = T extends unknown
  ? {
      [K in Exclude<keyof T & string, "extensions">]-?: K extends Whole ? K : AtOrBelow<K, T[K], Whole>;
    }[Exclude<keyof T & string, "extensions">]
  : never;

type AtOrBelow<K extends string, V, Whole extends string> = [Below<V, Whole>] extends [never]
  ? K
  : `${K}.${Below<V, Whole>}`;

type Below<V, Whole extends string> = V extends string | number | boolean | null | undefined
  ? never
  : V extends readonly (infer E)[]
    ? `*.${Below<E, Whole>}`
    : string extends keyof V
      ? `*.${Below<V[keyof V], Whole>}`
      : ComposePath<V, Whole>;

/** A rule for every field of an object: one that is new in Compose does not compile until it has one. */
export type FieldTable<T, Whole extends string = never> = Readonly<
  Record<ComposePath<T, Whole>, FieldRule<T>>
>;
