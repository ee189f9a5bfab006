import type { BaseIssue } from "valibot";
import { isDeferred } from "../deferred.ts";
import type { Fault } from "../errors.ts";
import { didYouMean } from "../suggestion.ts";
import { isRecord, UNKNOWN_KEY } from "./closed-object.ts";
import { renderPath, type Step } from "./path.ts";

const KINDS: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "true or false",
  number: "a number",
  array: "a list",
  tuple_with_rest: "a list",
  loose_object: "an object",
  record: "an object",
};

/** The steps to the value that an issue is about. */
export function stepsOf({ path }: BaseIssue<unknown>): readonly Step[] {
  return (path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
}

/** Says in the author's terms what is wrong with the structure. Never shows the value: it could be a secret. */
export function faultOf(issue: BaseIssue<unknown>, root: string): Fault {
  const steps = stepsOf(issue);
  const path = steps.length === 0 ? root : renderPath(steps, root === "application" ? "" : root);
  if (issue.message === UNKNOWN_KEY) return unknownKeyFault(path, issue);
  if (issue.kind === "schema" && issue.input === undefined) return { path, message: "is missing" };
  if (issue.type === "picklist") return { path, ...wordFault(issue) };
  if (issue.kind !== "schema") return { path, message: issue.message };
  const expected = KINDS[issue.type];
  const message = expected === undefined ? issue.message : `must be ${expected}`;
  return { path, message: `${message}, not ${describe(issue.input)}` };
}

/** Names the kind of a value. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "undefined";
  if (Array.isArray(value)) return "a list";
  if (isDeferred(value)) return "an output or a promise";
  if (isRecord(value)) return "an object";
  return typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}

function unknownKeyFault(path: string, issue: BaseIssue<unknown>): Fault {
  const known = issue.expected?.split(",") ?? [];
  const given = String(issue.path?.at(-1)?.key);
  const meant = didYouMean(given, known);
  const hint = meant === undefined ? `the fields here are ${known.join(", ")}` : `did you mean ${meant}?`;
  return { path, message: "no such field", hint };
}

function wordFault({ expected, input }: BaseIssue<unknown>): Omit<Fault, "path"> {
  const words = [...(expected ?? "").matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? "");
  const given = typeof input === "string" ? JSON.stringify(input) : describe(input);
  const message = `must be one of ${words.join(", ")}, not ${given}`;
  const meant = typeof input === "string" ? didYouMean(input, words) : undefined;
  return meant === undefined ? { message } : { message, hint: `did you mean ${meant}?` };
}
