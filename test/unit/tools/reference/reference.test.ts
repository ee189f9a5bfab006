import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reference, REFERENCE } from "../../../../tools/reference/reference.ts";
import { readInterfaces } from "../../../../tools/reference/read-interfaces.ts";
import { renderReference } from "../../../../tools/reference/render-reference.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

describe("readInterfaces", () => {
  it("reads names, types, meanings and defaults, also of objects in objects", () => {
    const text = `
/** A thing. */
export interface Thing {
  /** How long. @default "30s" */
  readonly time?: Duration;
  readonly inner?: {
    /** How many,
     * at most. @default - none */
    readonly count: number;
  };
}
type Hidden = { readonly a: string };`;
    expect(readInterfaces("thing.ts", text)).toEqual([
      {
        name: "Thing",
        text: "A thing.",
        byDefault: undefined,
        fields: [
          { name: "time", type: "Duration", optional: true, text: "How long.", byDefault: '"30s"' },
          { name: "inner", type: "object", optional: true, text: "", byDefault: undefined },
          {
            name: "inner.count",
            type: "number",
            optional: false,
            text: "How many, at most.",
            byDefault: "none",
          },
        ],
      },
    ]);
  });

  it("makes one field of those that several objects have", () => {
    const text = `export type Mount = { readonly type: "a"; readonly size?: Size } | { readonly type: "b" };`;
    const [mount] = readInterfaces("mount.ts", text);
    expect(mount?.fields.map(({ name, type }) => [name, type])).toEqual([
      ["type", '"a" | "b"'],
      ["size", "Size"],
    ]);
  });
});

describe("renderReference", () => {
  it("says beside each field of a service what both platforms make of it", () => {
    const field = { name: "scale", type: "A | B", optional: true, text: "Grows.", byDefault: "none" };
    const doc = { name: "ServiceSpec", text: "One service.", fields: [field] };
    const text = renderReference([doc], {
      Docker: { scale: { verdict: "approximated", reason: "it does not" } },
      Kubernetes: { scale: { verdict: "exact" } },
    });
    expect(text).toContain("| `scale` | `A \\| B` | Grows. | none | approximated: it does not | exact |");
  });
});

describe("docs/reference.md", () => {
  it("is as the code says: run `npm run reference` after a change", async () => {
    expect(await readFile(join(ROOT, REFERENCE), "utf8")).toBe(await reference(ROOT));
  });
});
