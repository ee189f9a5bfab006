/** What a variable is worth; undefined for one that has no value. */
export type Lookup = (name: string) => string | undefined;

/** A text with the values of its variables in their place. */
export interface Substituted {
  readonly text: string;
  /** Variables that have no value and no alternative; each is empty in the text. */
  readonly unset: readonly string[];
  /** What keeps the text from being read, or a `:?` that has no value. */
  readonly problem: string | undefined;
}

const name = /^[A-Za-z_][A-Za-z0-9_]*/;
const operator = /^:?[-?+]/;

/**
 * Puts values in the place of `$NAME` and `${NAME}`, with the alternatives `:-` and `-` (a default), `:?` and `?`
 * (required), `:+` and `+` (another value where there is one). With a colon, an empty value counts as none.
 * Alternatives may hold variables themselves. `$$` is a dollar sign.
 * @see https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
 */
export function substitute(template: string, lookup: Lookup): Substituted {
  const parts: string[] = [];
  const unset: string[] = [];
  let problem: string | undefined;
  let rest = template;
  for (let dollar = rest.indexOf("$"); dollar !== -1; dollar = rest.indexOf("$")) {
    parts.push(rest.slice(0, dollar));
    const found = variableAt(rest.slice(dollar), lookup);
    parts.push(found.text);
    unset.push(...found.unset);
    problem ??= found.problem;
    rest = rest.slice(dollar + found.length);
  }
  return { text: parts.join("") + rest, unset, problem };
}

interface Found extends Substituted {
  /** How much of the template it takes. */
  readonly length: number;
}

/** Reads what a text begins with: a dollar sign and what follows. */
function variableAt(text: string, lookup: Lookup): Found {
  const constant = (value: string, length: number): Found => ({
    text: value,
    length,
    unset: [],
    problem: undefined,
  });
  if (text.startsWith("$$")) return constant("$", 2);
  if (text.startsWith("${")) return bracedAt(text, lookup);
  const [plainName] = name.exec(text.slice(1)) ?? [];
  // A dollar sign before anything else is just that.
  if (plainName === undefined) return constant("$", 1);
  return { ...valueOf(plainName, lookup), length: 1 + plainName.length };
}

function bracedAt(text: string, lookup: Lookup): Found {
  const [variable = ""] = name.exec(text.slice(2)) ?? [];
  const after = text.slice(2 + variable.length);
  if (variable !== "" && after.startsWith("}"))
    return { ...valueOf(variable, lookup), length: variable.length + 3 };
  const [sign] = operator.exec(after) ?? [];
  const end = variable === "" || sign === undefined ? -1 : closingBrace(text);
  if (sign === undefined || end === -1) {
    const problem = `${JSON.stringify(text.slice(0, 30))} is no variable; a dollar sign before a brace is written $$`;
    return { text: "", length: 2, unset: [], problem };
  }
  const alternative = text.slice(2 + variable.length + sign.length, end);
  return { ...withAlternative(variable, sign, alternative, lookup), length: end + 1 };
}

function valueOf(variable: string, lookup: Lookup): Substituted {
  const value = lookup(variable);
  return { text: value ?? "", unset: value === undefined ? [variable] : [], problem: undefined };
}

function withAlternative(variable: string, sign: string, alternative: string, lookup: Lookup): Substituted {
  const value = lookup(variable);
  const isThere = value !== undefined && (value !== "" || !sign.startsWith(":"));
  if (sign.endsWith("+") ? isThere : !isThere) {
    const other = substitute(alternative, lookup);
    if (!sign.endsWith("?")) return other;
    const reason = other.text === "" ? "" : `: ${other.text}`;
    return {
      text: "",
      unset: other.unset,
      problem: other.problem ?? `the required variable ${variable} has no value${reason}`,
    };
  }
  return { text: value ?? "", unset: [], problem: undefined };
}

/** Where the brace closes that opens at the second character; the alternative may hold balanced braces, but no line end. */
function closingBrace(text: string): number {
  const line = text.split("\n", 1).join("");
  let depth = 0;
  for (let index = 1; index < line.length; index++) {
    if (line[index] === "{") {
      depth++;
      // Compose does not look at the character after a brace, so that `{}` leaves one open.
      index++;
    } else if (line[index] === "}" && --depth === 0) return index;
  }
  return line.lastIndexOf("}");
}
