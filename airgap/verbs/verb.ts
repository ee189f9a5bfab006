import { parseArgs, type ParseArgsConfig } from "node:util";
import { MuelleError } from "../../base/errors.ts";
import type { SetupContext } from "../setup/context.ts";

/** What this program does for its caller; resolves to its exit code. */
export type Verb = (context: SetupContext, args: readonly string[]) => Promise<number>;

/**
 * Reads a verb's arguments.
 *
 * @throws MuelleError where there is one that it does not have
 */
export function readVerb<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  name: string,
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ options: Options; allowPositionals: false }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: false, options });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new MuelleError("No such argument", [{ path: ["airgap", name, ...args].join(" "), message }]);
  }
}

/** The names in an argument that lists them: `docker,kubernetes`. */
export function namesIn(list: string): readonly string[] {
  return list.split(",").filter((name) => name !== "");
}
