import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { MuelleError } from "../../components/application/errors.ts";
import { fieldsOf } from "../../policies/read/values.ts";

/** What stands for an encrypted value, which a plan cannot read and does not need. */
const ENCRYPTED = "[secret]";

/** A stack's configuration as Pulumi hands it to the program: texts, and JSON for all else. */
export type StackConfiguration = Readonly<Record<string, string>>;

/**
 * Reads `Pulumi.STACK.yaml` over the defaults of `Pulumi.yaml`, without Pulumi and without a passphrase.
 * @throws {MuelleError} where there is no such stack's file
 */
export async function stackConfiguration(root: string, stack: string): Promise<StackConfiguration> {
  const { name: project, config: schema } = fieldsOf(
    parse(await readFile(join(root, "Pulumi.yaml"), "utf8")),
  );
  const defaults = Object.entries(fieldsOf(schema)).flatMap(([key, definition]) => {
    const value = defaultOf(definition);
    // Keys of another namespace than the project's say so.
    const full = key.includes(":") ? key : `${String(project)}:${key}`;
    return value === undefined ? [] : [[full, value] as const];
  });
  // On a backend with organisations, a stack is named ORGANISATION/PROJECT/STACK; its file is not.
  const given = fieldsOf(parse(await readStack(root, stack.split("/").at(-1) ?? stack)))["config"];
  return Object.fromEntries(
    [...defaults, ...Object.entries(fieldsOf(given))].map(([key, value]) => [key, textOf(masked(value))]),
  );
}

/** A key of Pulumi.yaml is described by an object, or has its value at once. */
function defaultOf(definition: unknown): unknown {
  const { default: byDefault, value = byDefault } = fieldsOf(definition);
  return typeof definition === "object" ? value : definition;
}

async function readStack(root: string, stack: string): Promise<string> {
  try {
    return await readFile(join(root, `Pulumi.${stack}.yaml`), "utf8");
  } catch {
    const stacks = (await readdir(root)).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    const hint = `There are: ${stacks.sort().join(", ")}. A new one: pulumi stack init NAME`;
    throw new MuelleError("Nothing can be planned.", [
      { path: `Pulumi.${stack}.yaml`, message: `the stack ${stack} has no configuration here`, hint },
    ]);
  }
}

/** The value with every encrypted one replaced. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  const fields = fieldsOf(value);
  if (Object.keys(fields).join() === "secure") return ENCRYPTED;
  if (Object.keys(fields).length === 0) return value;
  return Object.fromEntries(Object.entries(fields).map(([key, inner]) => [key, masked(inner)]));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
