import { describe, expect, it } from "vitest";
import { judge } from "../../../../../components/compose/translate/fields/judge.ts";
import { exact, refused, type FieldTable } from "../../../../../components/compose/translate/fields/rule.ts";
import type { ServiceTable } from "../../../../../components/compose/translate/fields/paths.ts";
import { Report } from "../../../../../components/compose/translate/report.ts";

interface Thing {
  readonly a?: string;
  readonly list?: readonly { readonly b?: number }[];
  readonly extensions?: Readonly<Record<string, string>>;
}

const table: FieldTable<Thing> = { a: exact("`a`"), "list.*.b": refused("no", "leave it out") };

describe("a table of fields", () => {
  it("has every field, down to those that hold no others", () => {
    // @ts-expect-error a field is missing
    const incomplete: FieldTable<Thing> = { a: exact("`a`") };
    const some: keyof ServiceTable = "deploy.resources.limits.cpus";
    // @ts-expect-error there is no such field
    const none: keyof ServiceTable = "deploy.resources.limits.cpu";
    expect([Object.keys(incomplete), some, none]).toHaveLength(3);
  });

  it("is about each entry of a list, and about no value that says nothing", () => {
    const place = (line: number) => ({ file: "/compose.yaml", line, column: 1 });
    const report = new Report(
      new Map([
        ["thing", place(1)],
        ["thing.a", place(2)],
      ]),
    );
    const item: Thing = { a: "x", list: [{ b: 0 }, { b: 1 }] };
    judge(["thing"], { name: "thing", item, file: { services: {} } }, table, report);
    expect(report.notes.map(({ path, verdict }) => [path, verdict])).toEqual([
      ["thing.list[1].b", "refused"],
      ["thing.a", "exact"],
    ]);
  });
});
