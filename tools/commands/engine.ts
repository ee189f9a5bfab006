import { runAirgap } from "../environment/airgap.ts";
import type { Command } from "./command.ts";

/** `npm run engine -- status|start|stop`: the Docker Engine that Muelle started; it leaves every other one alone. */
export const command: Command = (context, args) => runAirgap(context, ["engine", ...args]);
