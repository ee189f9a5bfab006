import type { SetupContext } from "../../airgap/setup/context.ts";

/** One of the project's commands; resolves to its exit code. */
export type Command = (context: SetupContext, args: readonly string[]) => Promise<number>;
