import { CommanderError } from "commander";
import { MuelleError } from "../components/application/errors.ts";
import { createProgram } from "./program.ts";

/**
 * Runs the command `muelle`.
 *
 * @param args - what was typed after its name
 * @returns the exit code
 */
export async function muelle(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  let exitCode = 0;
  const program = createProgram(env, (code) => (exitCode = code));
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said already what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${describe(error)}\n`);
    return 1;
  }
}

/** A known fault needs no stack; anything else is a defect of this program, whose place must be seen. */
function describe(error: unknown): string {
  if (error instanceof MuelleError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
