import { canonicalText } from "../../kit/value.ts";
import { fromJson, isList } from "../../kit/index.ts";
import { ANNOTATION } from "../manifest/annotations.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { conditionOf, describeCondition, hasCondition } from "./conditions.ts";
import { readJsonPath } from "./json-path.ts";
import { READY, waiting, type Judge, type Verdict } from "./verdict.ts";

/** One thing that must hold. */
interface Expectation {
  readonly text: string;
  holds(object: Manifest): boolean;
  /** What there is instead. */
  instead(object: Manifest): string;
}

/**
 * What the annotation `pulumi.com/waitFor` asks for: `condition=Type[=Status]`, `jsonpath={.path}[=value]`, or a JSON
 * list of these, all of which must hold. @throws for anything else
 */
export function waitFor(annotation: string): Judge {
  const expectations = texts(annotation).map(parse);
  return {
    decide: (object): Verdict => {
      const missing = expectations.find((expectation) => !expectation.holds(object));
      if (missing === undefined) return READY;
      return waiting(`${missing.text} does not hold yet${missing.instead(object)}`);
    },
  };
}

function texts(annotation: string): readonly string[] {
  if (!annotation.trim().startsWith("[")) return [annotation];
  try {
    const list = fromJson(annotation);
    if (isList(list) && list.length > 0 && list.every((entry) => typeof entry === "string")) return list;
  } catch {
    // Said below.
  }
  throw invalid(annotation);
}

function parse(text: string): Expectation {
  const condition = /^condition=([^=\s]+)(?:=(.+))?$/.exec(text);
  if (condition !== null) {
    const [, type = "", status = "True"] = condition;
    return {
      text,
      holds: (object) => hasCondition(object, type, status),
      instead: (object) => {
        const said = describeCondition(conditionOf(object, type));
        return said === "" ? "" : `: ${said}`;
      },
    };
  }
  const path = /^jsonpath=(\{.+?\})(?:=(.+))?$/.exec(text);
  if (path === null) throw invalid(text);
  const [, expression = "", wanted] = path;
  const read = readJsonPath(expression);
  return {
    text,
    holds: (object) => {
      const found = read(object);
      return wanted === undefined
        ? found.length > 0
        : found.some((value) => (typeof value === "string" ? value : canonicalText(value)) === wanted);
    },
    instead: () => "",
  };
}

function invalid(text: string): Error {
  return new Error(
    `${ANNOTATION.waitFor}: expected condition=TYPE, condition=TYPE=STATUS, jsonpath={.path}, ` +
      `jsonpath={.path}=VALUE or a JSON list of these, not ${text}`,
  );
}
