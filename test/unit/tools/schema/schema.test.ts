import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageSchema, SCHEMA } from "../../../../tools/schema/schema.ts";
import { schemaOfTypes } from "../../../../tools/schema/schema-of-types.ts";

const ROOT = join(import.meta.dirname, "../../../..");

function propertiesOf(text: string): unknown {
  return schemaOfTypes("args.ts", text, (name) => `shop:index:${name}`).get("Args")?.properties;
}

describe("the plugin's schema", () => {
  it("is as the types of the component say: if not, run `npm run schema`", async () => {
    expect(await readFile(join(ROOT, SCHEMA), "utf8")).toBe(await packageSchema(ROOT));
  });
});

describe("schemaOfTypes", () => {
  it("has the structure plain, and as inputs what the types have as inputs", () => {
    const text = `interface Args {
      readonly names: readonly string[];
      readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
    }`;
    expect(propertiesOf(text)).toEqual({
      names: { type: "array", items: { type: "string", plain: true }, plain: true, description: "" },
      secrets: { type: "object", additionalProperties: { type: "string" }, plain: true, description: "" },
    });
  });

  it("has a choice of words as a string, and other unions as anything", () => {
    expect(
      propertiesOf('interface Args { readonly a: "b" | "c"; readonly d: string | readonly string[] }'),
    ).toEqual({
      a: { type: "string", plain: true, description: "" },
      d: { $ref: "pulumi.json#/Any", description: "" },
    });
  });

  it("refers to interfaces of the same file, and has those of other files as anything", () => {
    expect(
      propertiesOf("interface Near { } interface Args { readonly near: Near; readonly far: Far }"),
    ).toEqual({
      near: { type: "object", $ref: "#/types/shop:index:Near", plain: true, description: "" },
      far: { $ref: "pulumi.json#/Any", description: "" },
    });
  });

  it("takes the meaning and the default from the comment, and demands what has no question mark", () => {
    const text = `/** All there is. */
    interface Args {
      /** How many. @default 2 */ readonly count?: number;
      /** Which. */ readonly name: string;
    }`;
    const args = schemaOfTypes("args.ts", text, (name) => name).get("Args");
    expect(args?.description).toBe("All there is.");
    expect(args?.required).toEqual(["name"]);
    expect(args?.properties["count"]).toEqual({
      type: "number",
      plain: true,
      description: "How many. Default: 2",
    });
  });
});
