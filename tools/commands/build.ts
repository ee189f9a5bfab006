import { formatElapsed } from "../../base/elapsed.ts";
import { buildPackage } from "../package/build.ts";
import type { Command } from "./command.ts";

/** `npm run build`: the npm package, in dist/. */
export const command: Command = async ({ root, progress }) => {
  const since = Date.now();
  await buildPackage(root);
  progress.line(`Built dist/ (${formatElapsed(Date.now() - since)}).`);
  return 0;
};
