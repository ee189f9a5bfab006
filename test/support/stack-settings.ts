import { readFile, writeFile } from "node:fs/promises";
import { type Document, parseDocument } from "yaml";

/**
 * The settings of a stack, in its file, as `pulumi config set --path` writes them. Starting the CLI for each of them
 * would take a quarter of the end-to-end tests' time; the documentation's commands are tests of their own.
 */
export class StackSettings {
  readonly #file: string;

  /** @param file - `Pulumi.STACK.yaml`, which need not be there yet */
  constructor(file: string) {
    this.#file = file;
  }

  /** Sets `muelle:PATH`, whose parts are separated by dots. */
  set(path: string, value: string): Promise<void> {
    const keys = keysOf(path);
    return this.#change((document) => {
      document.setIn(keys, keys.length > 2 ? typed(value) : value);
    });
  }

  /** Removes `muelle:PATH`. */
  unset(path: string): Promise<void> {
    return this.#change((document) => {
      if (!document.deleteIn(keysOf(path))) throw new Error(`${this.#file} does not set muelle:${path}`);
    });
  }

  async #change(change: (document: Document) => void): Promise<void> {
    const document = parseDocument(await readFile(this.#file, "utf8").catch(missing));
    change(document);
    await writeFile(this.#file, document.toString());
  }
}

function keysOf(path: string): readonly string[] {
  const [first = "", ...rest] = path.split(".");
  return ["config", `muelle:${first}`, ...rest];
}

/** What stands below a key may be a number or a boolean. */
function typed(value: string): string | number | boolean {
  if (/^(?:0|[1-9]\d*)$/.test(value)) return Number(value);
  return value === "true" || value === "false" ? value === "true" : value;
}

function missing(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
  throw error;
}
