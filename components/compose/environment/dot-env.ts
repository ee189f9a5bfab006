import { substitute, type Lookup } from "./substitute.ts";

/** What a file of variables says, and what is wrong in it. */
export interface EnvFile {
  readonly variables: ReadonlyMap<string, EnvVariable>;
  readonly faults: readonly EnvFault[];
}

export interface EnvVariable {
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface EnvFault {
  readonly line: number;
  readonly message: string;
  readonly hint?: string;
}

const spaces = /^[\t\v\f\r \u0085\u00a0]+/;
const nameCharacters = /^[\p{L}\p{N}_.\-[\]\s]*$/u;

/**
 * Reads a `.env` file: `NAME=value` or `NAME: value`, comments, `export`, single and double quotes over several lines,
 * escapes in double quotes, variables in double quotes and in values without quotes. A bare `NAME` is passed on.
 * @param lookup where the values of variables come from, before those of the file itself
 * @param earlier where they come from that the file does not have either, such as files before it
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#env_file-format
 */
export function parseDotEnv(content: string, lookup: Lookup, earlier: Lookup = () => undefined): EnvFile {
  return new DotEnvReader(content.replace(/^\uFEFF/, ""), lookup, earlier).read();
}

class DotEnvReader {
  readonly #variables = new Map<string, EnvVariable>();
  readonly #faults: EnvFault[] = [];
  readonly #text: string;
  readonly #lookup: Lookup;
  readonly #earlier: Lookup;
  #offset = 0;

  constructor(text: string, lookup: Lookup, earlier: Lookup) {
    this.#text = text;
    this.#lookup = lookup;
    this.#earlier = earlier;
  }

  read(): EnvFile {
    while (this.#toNextStatement()) this.#statement();
    return { variables: this.#variables, faults: this.#faults };
  }

  get #line(): number {
    return this.#text.slice(0, this.#offset).split("\n").length;
  }

  #toNextStatement(): boolean {
    const [blank = ""] = /^(?:\s+|#[^\n]*)+/.exec(this.#text.slice(this.#offset)) ?? [];
    this.#offset += blank.length;
    return this.#offset < this.#text.length;
  }

  #statement(): void {
    const line = this.#line;
    const [exported = ""] = /^export[^\S\n]+/.exec(this.#text.slice(this.#offset)) ?? [];
    this.#offset += exported.length;
    const rest = this.#text.slice(this.#offset);
    const [before = "", end] = /^([^=:\n]*)([=:\n]?)/.exec(rest)?.slice(1) ?? [];
    const name = before.trimEnd();
    this.#offset += before.length + (end ?? "").length;
    if (!nameCharacters.test(before) || /\s/.test(name) || name === "") {
      this.#faults.push({
        line,
        message: `not a name of a variable: ${JSON.stringify(name.slice(0, 40))}`,
        hint: "write NAME=value",
      });
      this.#skipLine(end);
    } else if (end === "=" || end === ":") {
      const value = this.#value(line);
      if (value !== undefined) this.#variables.set(name, { value, line });
    } else {
      const value = this.#get(name);
      if (value !== undefined) this.#variables.set(name, { value, line });
    }
  }

  #skipLine(end: string | undefined): void {
    if (end === "\n") return;
    const [line = ""] = /^[^\n]*/.exec(this.#text.slice(this.#offset)) ?? [];
    this.#offset += line.length;
  }

  #get(name: string): string | undefined {
    return this.#lookup(name) ?? this.#variables.get(name)?.value ?? this.#earlier(name);
  }

  #value(line: number): string | undefined {
    const [gap = ""] = spaces.exec(this.#text.slice(this.#offset)) ?? [];
    this.#offset += gap.length;
    const rest = this.#text.slice(this.#offset);
    const quote = rest.charAt(0);
    if (quote !== '"' && quote !== "'") {
      const [whole = ""] = /^[^\n]*/.exec(rest) ?? [];
      this.#offset += whole.length;
      return this.#expand(whole.split(" #", 1).join("").trimEnd(), line);
    }
    const quoted = readQuoted(rest, quote);
    if (quoted === undefined) {
      this.#faults.push({ line, message: `the value has no closing ${quote}` });
      this.#offset = this.#text.length;
      return undefined;
    }
    this.#offset += quoted.length;
    return quote === "'" ? quoted.value : this.#expand(unescape(quoted.value), line);
  }

  #expand(value: string, line: number): string {
    const { text, problem } = substitute(value, (name) => this.#get(name));
    if (problem !== undefined) this.#faults.push({ line, message: problem });
    return text;
  }
}

/** Reads up to the closing quote; a backslash before a quote of the same kind is left out. */
function readQuoted(
  text: string,
  quote: string,
): { readonly value: string; readonly length: number } | undefined {
  let value = "";
  for (let index = 1; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === quote) return { value, length: index + 1 };
    const next = text.charAt(index + 1);
    if (character !== "\\" || next === "") value += character;
    else {
      value += next === quote ? quote : `\\${next}`;
      index++;
    }
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  '"': '"',
  "\\": "\\",
};

function unescape(value: string): string {
  return value.replace(/\\(?:[abcfnrtv$"\\]|0\d{0,3})/g, (escape) => {
    const code = escape.charAt(1);
    // A dollar sign that stands for itself.
    if (code === "$") return "$$";
    if (code === "0")
      return /^\\0[0-7]{3}$/.test(escape) ? String.fromCharCode(parseInt(escape.slice(2), 8)) : escape;
    return escapes[code] ?? escape;
  });
}
