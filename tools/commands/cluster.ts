import { runAirgap } from "../environment/airgap.ts";
import type { Command } from "./command.ts";

/** `npm run cluster -- up|down|status`: a Kubernetes of one node on this machine, to deploy to. */
export const command: Command = (context, args) => runAirgap(context, ["cluster", ...args]);
