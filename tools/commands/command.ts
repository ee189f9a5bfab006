import type { CommandContext } from "../context.ts";

/** One of the project's commands; resolves to its exit code. */
export type Command = (context: CommandContext, args: readonly string[]) => Promise<number>;
