import { describe, expectTypeOf, it } from "vitest";
import type { FieldPath } from "../../../../components/application/index.ts";

describe("FieldPath", () => {
  it("has every field of a spec down to those that hold no others", () => {
    interface Spec {
      readonly name: string;
      readonly command?: readonly string[];
      readonly variables?: Readonly<Record<string, string | number>>;
      readonly build?: { readonly context: string; readonly target?: string };
      readonly mounts?: readonly (string | { readonly source: string })[];
      readonly secrets?: Readonly<Record<string, { readonly file: string } | { readonly key?: string }>>;
    }
    expectTypeOf<FieldPath<Spec>>().toEqualTypeOf<
      | "name"
      | "command"
      | "variables"
      | "build.context"
      | "build.target"
      | "mounts.*.source"
      | "secrets.*.file"
      | "secrets.*.key"
    >();
  });
});
