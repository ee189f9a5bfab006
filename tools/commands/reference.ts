import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reference, REFERENCE } from "../reference/reference.ts";
import type { Command } from "./command.ts";

/** `npm run reference`: writes docs/reference.md from the doc comments of the model and the fidelity of the platforms. */
export const command: Command = async ({ root, progress }) => {
  await writeFile(join(root, REFERENCE), await reference(root));
  progress.line(`Wrote ${REFERENCE}.`);
  return 0;
};
