import { describe, expect, it } from "vitest";
import { readInterfaces } from "../../../tools/reference/read-interfaces.ts";
import { librarySources } from "../../support/component-classes.ts";

/** Interfaces that people fill in, by their names; in the application model, all of them. */
const FILLED_IN = /(?:Args|Options|Settings|Transforms)$/;

const optional = librarySources().flatMap((source) =>
  readInterfaces(source.fileName, source.text)
    .filter(({ name }) => source.fileName === "components/application/spec.ts" || FILLED_IN.test(name))
    .flatMap(({ name, fields }) =>
      fields
        .filter((field) => field.optional)
        .map((field) => ({ field: `${name}.${field.name}`, byDefault: field.byDefault })),
    ),
);

describe("optional fields", () => {
  it("are found", () => {
    expect(optional.length).toBeGreaterThan(80);
  });

  it("say what holds without them, by @default", () => {
    expect(optional.filter(({ byDefault }) => !byDefault).map(({ field }) => field)).toEqual([]);
  });
});
