import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reference, REFERENCE } from "../../../../tools/reference/reference.ts";
import { readInterfaces } from "../../../../tools/reference/read-interfaces.ts";
import { renderReference } from "../../../../tools/reference/render-reference.ts";
import type { Verdict } from "../../../../tools/reference/verdicts.ts";

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
  const field = { optional: true, text: "", byDefault: undefined };
  const interfaces = [
    {
      name: "ApplicationSpec",
      text: "An application.",
      fields: [
        { ...field, name: "name", type: "string" },
        { ...field, name: "services", type: "Readonly<Record<string, ServiceSpec>>" },
      ],
    },
    {
      name: "ServiceSpec",
      text: "One service.",
      fields: [
        { ...field, name: "balance", type: "A | B", text: "Spreads.", byDefault: "none" },
        { ...field, name: "scale", type: "ScaleSpec" },
        { ...field, name: "http", type: "object" },
        { ...field, name: "http.port", type: "number" },
      ],
    },
    { name: "ScaleSpec", text: "Grows.", fields: [{ ...field, name: "max", type: "number" }] },
  ];
  const approximated = { verdict: "approximated", reason: "it does not" } as const;
  const exact = { verdict: "exact" } as const;
  const text = renderReference(interfaces, {
    Docker: new Map<string, Verdict>([
      ["name", exact],
      ["services.*.balance", approximated],
      ["services.*.scale.max", exact],
      ["services.*.http.port", exact],
      ["services.*.http.path", approximated],
    ]),
    Kubernetes: new Map<string, Verdict>([
      ["name", exact],
      ["services.*.balance", exact],
      ["services.*.scale.max", approximated],
      ["services.*.http.port", exact],
    ]),
  });

  it("says beside each field what both platforms make of it, also of fields in objects", () => {
    expect(text).toContain("| `balance` | `A \\| B` | Spreads. | none | approximated: it does not | exact |");
    expect(text).toContain("| `max` | `number` |  |  | exact | approximated: it does not |");
  });

  it("says of an object what is true of all its fields, and else where they are", () => {
    expect(text).toContain("| `scale` | `ScaleSpec` |  |  | exact | approximated: it does not |");
    expect(text).toContain("| `http` | `object` |  |  | as its fields | exact |");
    expect(text).toContain(
      "| `services` | `Readonly<Record<string, ServiceSpec>>` |  |  | see [ServiceSpec](#servicespec) | see [ServiceSpec](#servicespec) |",
    );
  });
});

describe("docs/reference.md", () => {
  it("is as the code says: run `npm run reference` after a change", async () => {
    expect(await readFile(join(ROOT, REFERENCE), "utf8")).toBe(await reference(ROOT));
  });

  it("says of every field what each platform makes of it", async () => {
    const rows = (await reference(ROOT)).split("\n").filter((line) => line.startsWith("| `"));
    const cells = rows.map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    const verdict = /^(?:exact|(?:approximated|rejected): .+|see \[\w+\]\(#\w+\)|as its fields)$/;
    for (const [, field, , , , docker, kubernetes] of cells) {
      expect(docker, field).toMatch(verdict);
      expect(kubernetes, field).toMatch(verdict);
    }
  });
});
