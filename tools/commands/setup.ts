import { announce } from "../environment/announce.ts";
import { setUp } from "../environment/set-up.ts";
import type { Command } from "./command.ts";

/** `npm run setup`: makes everything that is missing, and asks the download hosts again. */
export const command: Command = async (context) => {
  const { machine } = await setUp(context, { thorough: true });
  announce(context, machine);
  context.progress.line("Ready: npm start, or npm run pulumi -- preview -s dev.");
  return 0;
};
