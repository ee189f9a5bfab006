import * as v from "valibot";
import { MuelleError } from "../../components/application/errors.ts";
import type { Context } from "../context.ts";
import { projectFolder } from "./project-folder.ts";
import { pulumi } from "./pulumi.ts";

const fields = v.record(v.string(), v.unknown());

const stateResource = v.object({
  urn: v.string(),
  type: v.string(),
  /** Reference of its provider: `URN::ID`. */
  provider: v.optional(v.string()),
  parent: v.optional(v.string()),
  /** Whether it is on its way out: an interrupted update left it. */
  delete: v.optional(v.boolean()),
  inputs: v.optional(fields, {}),
  outputs: v.optional(fields, {}),
});
const exported = v.object({
  deployment: v.nullish(v.object({ resources: v.optional(v.nullable(v.array(stateResource)), []) })),
});

/** A resource in a stack's state. What is secret in it stays encrypted. */
export type StateResource = v.InferOutput<typeof stateResource>;

/**
 * The resources of the stack, those first that others need.
 *
 * @param secrets - whether what is encrypted is wanted in clear, for which Pulumi needs the stack's passphrase or key
 * @throws {MuelleError} where Pulumi cannot tell, or where the stack is not up
 */
export async function readState(
  { directory, env, stack }: Context,
  secrets = false,
): Promise<readonly StateResource[]> {
  const folder = projectFolder(directory);
  const named = stack === undefined ? [] : ["--stack", stack];
  const what = stack === undefined ? "reading the selected stack" : `reading the stack ${stack}`;
  const json = await pulumi(what, ["stack", "export", ...(secrets ? ["--show-secrets"] : []), ...named], {
    folder,
    env,
  });
  const resources = v.parse(exported, JSON.parse(json)).deployment?.resources ?? [];
  return resources.filter((resource) => resource.delete !== true);
}

/** What is said where nothing of Muelle is in a stack. */
export function nothingUp(stack: string | undefined): MuelleError {
  return new MuelleError("Nothing of Muelle is up.", [
    {
      path: stack ?? "the selected stack",
      message: "it has no application",
      hint: `Bring it up first: pulumi up${stack === undefined ? "" : ` -s ${stack}`}`,
    },
  ]);
}

/** The fields of a value; none where it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** Pulumi's mark of a secret in a state: its value stands beside it as JSON where it is shown. */
const SECRET_MARK = "4dabf18193072939515e22adb298388d";

/** Whether a value is a secret. */
export function isSecret(value: unknown): boolean {
  return SECRET_MARK in fieldsOf(value);
}

/** A value that may be a secret, in clear; undefined where it is encrypted. */
export function opened(value: unknown): unknown {
  if (!isSecret(value)) return value;
  const { plaintext } = fieldsOf(value);
  return typeof plaintext === "string" ? (JSON.parse(plaintext) as unknown) : undefined;
}

/** The elements of a value; none where it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value that is a text and not an encrypted one; undefined otherwise. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
