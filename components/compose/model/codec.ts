import type { ComposeFaults } from "../tree/faults.ts";
import type { Node } from "../tree/node.ts";
import type { Place } from "../tree/place.ts";
import { renderPath, type Step } from "../../application/structure/path.ts";

/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One kind of value of a Compose file, said once: how it is read, in its short and its long form, and how
 * `docker compose config` writes it. The types of the model are derived from these.
 */
export interface Codec<T> {
  /** The value that a node is; undefined for a faulty one, whose fault is noted. */
  read(node: Node, reading: Reading): T | undefined;
  /** The value as JSON; undefined for one that `docker compose config` leaves out: empty, zero, false. */
  write(value: T): Json | undefined;
  /** What `docker compose config` writes where there is no value. @default - nothing */
  readonly absent?: Json;
}

/** Where in the file reading is, what was found wrong, and where each value was found. */
export class Reading {
  readonly steps: readonly Step[];
  readonly #faults: ComposeFaults;
  readonly #places: Map<string, Place>;

  constructor(faults: ComposeFaults, places: Map<string, Place>, steps: readonly Step[] = []) {
    this.steps = steps;
    this.#faults = faults;
    this.#places = places;
  }

  /** Reads a part, and notes its place. */
  part<T>(step: Step, node: Node, codec: Codec<T>): T | undefined {
    this.note(step, node);
    return codec.read(node, new Reading(this.#faults, this.#places, [...this.steps, step]));
  }

  /** Notes the place of a part. */
  note(step: Step, { place }: Node): void {
    this.#places.set(renderPath([...this.steps, step]), place);
  }

  /**
   * Notes a fault of a value, or of a part of it.
   * @param instead what to go on with. @default - nothing: the value is left out
   */
  fail<T>({ place }: Node, message: string, hint?: string, step?: Step, instead?: T): T | undefined {
    this.#faults.add(place, step === undefined ? this.steps : [...this.steps, step], message, hint);
    return instead;
  }
}

/** Whether a value is an object of JSON. */
export function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names the kind of a node for a message. Never shows a string: it could be a secret. */
export function kindOf(node: Node): string {
  if (node.kind !== "scalar") return node.kind === "list" ? "a list" : "a map";
  if (node.value === null) return "empty";
  if (typeof node.value === "string") return "a string";
  return typeof node.value === "number" ? "a number" : node.text;
}
