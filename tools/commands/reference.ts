import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reference, REFERENCE } from "../reference/reference.ts";
import { COMPOSE_FIELDS, composeFieldsPage } from "../reference/compose-fields.ts";
import type { Command } from "./command.ts";

/** `npm run reference`: writes docs/reference.md and docs/compose-fields.md from the code that they tell of. */
export const command: Command = async ({ root, progress }) => {
  await writeFile(join(root, REFERENCE), await reference(root));
  await writeFile(join(root, COMPOSE_FIELDS), await composeFieldsPage(root));
  progress.line(`Wrote ${REFERENCE} and ${COMPOSE_FIELDS}.`);
  return 0;
};
