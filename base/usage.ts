import { parseArgs, type ParseArgsConfig } from "node:util";
import { type Fault, MuelleError } from "../components/application/errors.ts";

/** How a command of `npm run` is used. */
export interface Usage {
  /** Its name: "plan". */
  readonly command: string;
  /** What is typed: "npm run plan -- STACK". */
  readonly usage: string;
}

/** What a command says that was used in another way. */
export function misused({ command, usage }: Usage, fault: Fault): MuelleError {
  return new MuelleError(`npm run ${command}: it cannot be done like this`, [
    { ...fault, hint: `It is: ${usage}` },
  ]);
}

/**
 * Reads a command's arguments: what stands by itself, and options.
 *
 * @throws {MuelleError} where there is an option that the command does not have
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  usage: Usage,
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw misused(usage, { path: args.join(" "), message });
  }
}
