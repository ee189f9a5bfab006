import { resolve } from "node:path";
import { Command } from "commander";
import type { Context } from "./context.ts";
import { addProjectCommands } from "./define/project.ts";
import { addReportCommands } from "./define/reports.ts";
import { addServiceCommands } from "./define/services.ts";

/** What a definition of commands needs. */
export interface Definition {
  readonly program: Command;
  /** Adds the options that every command on a stack has. */
  readonly onStack: (command: Command) => Command;
  readonly context: (options: StackOptions) => Context;
  /** Ends `muelle` with this exit code. */
  readonly exitWith: (code: number) => void;
}

/** The options that every command on a stack has. */
export interface StackOptions {
  readonly cwd?: string;
  readonly stack?: string;
  readonly application?: string;
}

/** The command line of `muelle`. What a command does is loaded only when it is asked for. */
export function createProgram(env: NodeJS.ProcessEnv, exitWith: (code: number) => void): Command {
  const program = new Command("muelle")
    .description(
      "Sees to what `pulumi up` has brought up with Muelle. Creating and removing is Pulumi's: pulumi up, pulumi destroy.",
    )
    .exitOverride()
    .enablePositionalOptions()
    .showSuggestionAfterError();
  const definition: Definition = {
    program,
    onStack: (command) =>
      command
        .option("-s, --stack <name>", "stack (default: the one that is selected in the folder)")
        .option("-a, --application <name>", "application, where the stack has several")
        .option("-C, --cwd <folder>", "folder to work in, as if called there"),
    context: ({ cwd, stack, application }) => ({
      directory: resolve(cwd ?? "."),
      env,
      ...(stack === undefined ? {} : { stack }),
      ...(application === undefined ? {} : { application }),
    }),
    exitWith,
  };
  addProjectCommands(definition);
  addServiceCommands(definition);
  addReportCommands(definition);
  return program;
}
