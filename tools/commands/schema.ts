import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageSchema, SCHEMA } from "../schema/schema.ts";
import type { Command } from "./command.ts";

/** `npm run schema`: writes the plugin's schema from the types of the component. */
export const command: Command = async ({ root, progress }) => {
  await writeFile(join(root, SCHEMA), await packageSchema(root));
  progress.line(`Wrote ${SCHEMA}.`);
  return 0;
};
