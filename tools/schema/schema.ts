import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { schemaOfTypes } from "./schema-of-types.ts";

/** What the plugin tells programs in other languages, for who generates an SDK or checks a program. */
export const SCHEMA = "provider/schema.json";

const ARGS = "components/deploy/application-args.ts";
const ANY = { $ref: "pulumi.json#/Any" };

/** The package schema, made from the types that TypeScript programs have. It names no version: the plugin does. */
export async function packageSchema(root: string): Promise<string> {
  const types = schemaOfTypes(ARGS, await readFile(join(root, ARGS), "utf8"), token);
  const args = types.get("ApplicationArgs");
  if (args === undefined) throw new Error(`${ARGS} has no ApplicationArgs`);
  const { description } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    readonly description: string;
  };
  const schema = {
    name: "muelle",
    description,
    license: "Apache-2.0",
    types: Object.fromEntries(
      [...types]
        .filter(([name]) => name !== "ApplicationArgs")
        .map(([name, object]) => [token(name), { type: "object", ...object }]),
    ),
    resources: {
      "muelle:index:Application": {
        isComponent: true,
        description: args.description,
        inputProperties: args.properties,
        requiredInputs: args.required,
        properties: OUTPUTS,
        required: ["services", "images"],
      },
    },
    language: { python: { pyproject: { enabled: true } } },
  };
  return format(JSON.stringify(schema), { parser: "json", printWidth: 110 });
}

/** Languages put Args behind the name of an input type themselves. */
function token(name: string): string {
  return `muelle:index:${name.replace(/Args$/, "")}`;
}

const OUTPUTS = {
  url: { type: "string", description: "Where the application is reached. Absent where nothing is routed." },
  services: { type: "object", additionalProperties: ANY, description: "The services by name." },
  images: {
    type: "object",
    additionalProperties: { type: "string" },
    description: "References of the images by service.",
  },
};
