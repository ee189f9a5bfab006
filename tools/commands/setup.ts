import { announce } from "../../airgap/setup/announce.ts";
import { setUp } from "../../airgap/setup/setup.ts";
import type { Command } from "./command.ts";

/** `npm run setup`: makes everything that is missing, and asks the download hosts again. */
export const command: Command = async (context) => {
  const { plan } = await setUp(context, { thorough: true });
  announce(context, plan);
  context.progress.line("Ready: npm start, or npm run pulumi -- preview -s dev.");
  return 0;
};
