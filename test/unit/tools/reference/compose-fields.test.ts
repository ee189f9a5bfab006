import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMPOSE_FIELDS, composeFieldsPage } from "../../../../tools/reference/compose-fields.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..");

describe("the page about the fields of Compose files", () => {
  it("is what `npm run reference` writes", async () => {
    expect(await readFile(join(ROOT, COMPOSE_FIELDS), "utf8")).toBe(await composeFieldsPage(ROOT));
  });
});
