import * as pulumi from "@pulumi/pulumi";
import type { Fault } from "../index.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads keys of `muelle:` as what they should be, and collects a fault for each that is something else. An empty text
 * counts as not set, because Pulumi knows no default of nothing. Values are read as they are, also secret ones; no
 * fault quotes a value that may be secret.
 */
export class ConfigReader {
  readonly faults: Fault[] = [];

  /** A text; undefined where it is not set. */
  text(key: string): string | undefined {
    const value = pulumi.runtime.getConfig(`muelle:${key}`) ?? "";
    return value === "" ? undefined : value;
  }

  /** One of some texts, the first where it is not set. */
  choice<T extends string>(key: string, values: readonly [T, ...T[]]): T {
    const text = this.text(key);
    const found = values.find((value) => value === text);
    if (found === undefined && text !== undefined)
      this.fault(`muelle:${key}`, `expected one of ${values.join(", ")}, got ${text}`);
    return found ?? values[0];
  }

  flag(key: string, byDefault: boolean): boolean {
    const text = this.text(key) ?? String(byDefault);
    if (text !== "true" && text !== "false")
      this.fault(`muelle:${key}`, `expected true or false, got ${text}`);
    return text === "true";
  }

  /** A whole number from 1 on; undefined where it is not set. */
  count(key: string, what: string, highest: number): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= highest) return value;
    this.fault(`muelle:${key}`, `expected ${what} from 1 to ${highest}, got ${text}`);
    return undefined;
  }

  /** An object; an empty one where it is not set. */
  object(key: string): Fields {
    const text = this.text(key);
    if (text === undefined) return {};
    const value = parsed(text);
    if (isObject(value)) return value;
    this.fault(`muelle:${key}`, "expected an object", `pulumi config set --path muelle:${key}.NAME VALUE`);
    return {};
  }

  /** An object of texts. */
  texts(key: string): Readonly<Record<string, string>> {
    const value = this.object(key);
    return this.textsOf(`muelle:${key}`, value, Object.keys(value));
  }

  /** A list of texts that pass a test. */
  list(key: string, test: (item: string) => boolean, what: string): readonly string[] {
    const text = this.text(key);
    if (text === undefined) return [];
    const value = parsed(text);
    if (Array.isArray(value) && value.every((item) => typeof item === "string" && test(item)))
      return value as string[];
    this.fault(`muelle:${key}`, `expected a list of ${what}, got ${text}`);
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
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
