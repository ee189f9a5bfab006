import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../application/index.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads settings as what they should be, and collects a fault for each that is something else. A program's argument
 * wins over the key of the same name in the stack's configuration, `muelle:KEY`. An empty text counts as not set,
 * because Pulumi knows no default of nothing. Values are read as they are, also secret ones; no fault quotes a value
 * that may be secret.
 */
export class ConfigReader {
  readonly faults: Fault[] = [];
  readonly #arguments: ReadonlyMap<string, unknown>;
  readonly #prefix: string;

  /**
   * @param given - the program's arguments
   * @param where - the argument that they are fields of, for faults; none where they are the arguments themselves
   */
  constructor(given: object = {}, where?: string) {
    this.#arguments = new Map(Object.entries(given).filter(([, value]) => value !== undefined));
    this.#prefix = where === undefined ? "" : `${where}.`;
  }

  /** A text; undefined where it is not set. */
  text(key: string): string | undefined {
    const value = this.#valueOf(key);
    if (value === undefined || typeof value === "string") return value === "" ? undefined : value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
    this.#wrong(key, "expected a text");
    return undefined;
  }

  /** One of some texts, the first where it is not set. */
  choice<T extends string>(key: string, values: readonly [T, ...T[]]): T {
    const text = this.text(key);
    const found = values.find((value) => value === text);
    if (found === undefined && text !== undefined)
      this.#wrong(key, `expected one of ${values.join(", ")}, got ${text}`);
    return found ?? values[0];
  }

  flag(key: string, byDefault: boolean): boolean {
    const text = this.text(key) ?? String(byDefault);
    if (text !== "true" && text !== "false") this.#wrong(key, `expected true or false, got ${text}`);
    return text === "true";
  }

  /** A whole number from 1 on; undefined where it is not set. */
  count(key: string, what: string, highest: number, hint?: string): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= highest) return value;
    this.#wrong(key, `expected ${what} from 1 to ${highest}, got ${text}`, hint);
    return undefined;
  }

  /** An object; an empty one where it is not set. */
  object(key: string, hint = `pulumi config set --path muelle:${key}.NAME VALUE`): Fields {
    const value = parsed(this.#valueOf(key) ?? {});
    if (isObject(value)) return value;
    this.#wrong(key, "expected an object", hint);
    return {};
  }

  /** An object of texts. */
  texts(key: string, hint?: string): Readonly<Record<string, string>> {
    const value = this.object(key, hint);
    return this.textsOf(this.pathOf(key), value, Object.keys(value));
  }

  /** A list of texts that pass a test. */
  list(key: string, what: string, test: (item: string) => boolean, hint?: string): readonly string[] {
    const given = this.#valueOf(key) ?? [];
    const value = parsed(given);
    if (Array.isArray(value) && value.every((item) => typeof item === "string" && test(item)))
      return value as string[];
    const shown = typeof given === "string" ? given : JSON.stringify(given);
    this.#wrong(key, `expected a list of ${what}, got ${shown}`, hint);
    return [];
  }

  /** The fields of an object that has no others. */
  closed(path: string, value: unknown, names: readonly string[]): Fields {
    if (!isObject(value)) {
      this.fault(path, "expected an object");
      return {};
    }
    for (const name of Object.keys(value))
      if (!names.includes(name))
        this.fault(`${path}.${name}`, "no such setting", `There are: ${names.join(", ")}.`);
    return value;
  }

  /** Those of the named fields that are there, all of them texts. */
  textsOf(path: string, fields: Fields, names: readonly string[]): Record<string, string> {
    const texts: Record<string, string> = {};
    for (const name of names) {
      const value = fields[name];
      if (typeof value === "string" && value !== "") texts[name] = value;
      // Pulumi reads `true` and `1` as what they look like.
      else if (typeof value === "number" || typeof value === "boolean") texts[name] = String(value);
      else if (value !== undefined && value !== "") this.fault(`${path}.${name}`, "expected a text");
    }
    return texts;
  }

  fault(path: string, message: string, hint?: string): void {
    this.faults.push(hint === undefined ? { path, message } : { path, message, hint });
  }

  /** Where the setting is set: `kubernetes.ingress` in the program, or `muelle:ingress`. */
  pathOf(key: string): string {
    return this.#arguments.has(key) ? `${this.#prefix}${key}` : `muelle:${key}`;
  }

  #valueOf(key: string): unknown {
    const value = this.#arguments.get(key) ?? pulumi.runtime.getConfig(`muelle:${key}`);
    return value === "" ? undefined : value;
  }

  /** A hint tells how to set the configuration, which does not help with an argument. */
  #wrong(key: string, message: string, hint?: string): void {
    this.fault(this.pathOf(key), message, this.#arguments.has(key) ? undefined : hint);
  }
}

/** The value of a text of the configuration; other values as they are. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
