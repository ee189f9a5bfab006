import { parsed, unreadable, type Parsed } from "../../application/parsed.ts";

/** What the words are read in: nothing, or a kind of quote whose end is awaited. */
type Inside = "" | "'" | '"' | "`" | "$(";

/**
 * Splits a command as Compose does: at spaces outside of quotes. Variables are not replaced; what follows an operator of
 * a shell (`;`, `&`, `|`, `<`, `>`) outside of quotes is left out, since there is no shell.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#command
 */
export function shellWords(line: string): Parsed<readonly string[]> {
  const words = new WordReader(line).read();
  if (words !== undefined) return parsed(words);
  return unreadable(
    "not a command: a quote or a parenthesis has no other half",
    "quote what a shell must read, or write the command as a list",
  );
}

class WordReader {
  readonly #characters: readonly string[];
  readonly #words: string[] = [];
  #word = "";
  /** Whether a word has begun, and whether it is one even if it is empty. */
  #begun: "no" | "begun" | "quoted" = "no";
  #inside: Inside = "";
  #escaped = false;

  constructor(line: string) {
    this.#characters = Array.from(line);
  }

  /** The words; undefined for a line that ends inside of something. */
  read(): readonly string[] | undefined {
    for (const character of this.#characters) {
      const went = this.#escaped ? this.#afterEscape(character) : this.#take(character);
      if (went === "invalid") return undefined;
      if (went === "end") break;
    }
    this.#flush();
    return this.#escaped || this.#inside !== "" ? undefined : this.#words;
  }

  #afterEscape(character: string): "go on" {
    this.#escaped = false;
    const isCommand = this.#inside === "`" || this.#inside === "$(";
    const special = character === "t" ? "\t" : character === "n" ? "\n" : character;
    return this.#append(isCommand ? `\\${character}` : special);
  }

  #take(character: string): "go on" | "end" | "invalid" {
    if (character === "\\" && this.#inside !== "'") {
      this.#escaped = true;
      return "go on";
    }
    if (" \t\r\n".includes(character)) {
      if (this.#inside === "") this.#flush();
      else this.#word += character;
      return "go on";
    }
    if (character === '"' || character === "'") return this.#quote(character);
    if (character === "`" && (this.#inside === "" || this.#inside === "`")) {
      this.#inside = this.#inside === "" ? "`" : "";
      return this.#append(character);
    }
    if (character === "(" || character === ")") return this.#parenthesis(character);
    if (this.#inside === "" && ";&|<>".includes(character)) return this.#operator(character);
    return this.#append(character);
  }

  #quote(character: '"' | "'"): "go on" {
    if (this.#inside !== "" && this.#inside !== character) return this.#append(character);
    if (this.#inside === character) this.#begun = "quoted";
    this.#inside = this.#inside === "" ? character : "";
    return "go on";
  }

  #parenthesis(character: "(" | ")"): "go on" | "invalid" {
    if (this.#inside !== "" && this.#inside !== "$(") return this.#append(character);
    if (character === "(") {
      if (this.#inside === "$(" || !/(?:^|[^\\])\$$/.test(this.#word)) return "invalid";
      this.#inside = "$(";
      this.#word += character;
      return "go on";
    }
    if (this.#inside !== "$(") return "invalid";
    this.#inside = "";
    return this.#append(character);
  }

  /** `2>file` begins with the number of a stream, which is no word of the command. */
  #operator(character: string): "end" {
    if (character === ">" && /^\d+$/.test(this.#word)) this.#begun = "no";
    return "end";
  }

  #append(text: string): "go on" {
    this.#begun = "begun";
    this.#word += text;
    return "go on";
  }

  #flush(): void {
    if (this.#begun === "quoted" || (this.#begun === "begun" && this.#word !== ""))
      this.#words.push(this.#word);
    this.#word = "";
    this.#begun = "no";
  }
}
