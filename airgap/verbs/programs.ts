import type { Environment } from "../../base/environment.ts";
import { bringPrograms } from "../programs/bring-programs.ts";
import type { Verb } from "./verb.ts";

/** `programs NAME...`: brings programs, and prints the environment in which they are on the PATH. Needs no engine. */
export const verb: Verb = async (context, names) => {
  const environment: Environment = { ...(await bringPrograms(context, names)), notes: [], policyPacks: {} };
  process.stdout.write(`${JSON.stringify(environment)}\n`);
  return 0;
};
