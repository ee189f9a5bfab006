/** Commands of Pulumi that run the program. */
const RUNS_PROGRAM: readonly string[] = ["up", "update", "preview", "pre"];

/** The stack that a Pulumi command line runs the program for; undefined when it runs none or names none. */
export function stackOfCommand(args: readonly string[]): string | undefined {
  const [command = ""] = args;
  return RUNS_PROGRAM.includes(command) ? namedStack(args) : undefined;
}

/** The stack that a Pulumi command line names; undefined when it names none. */
export function namedStack(args: readonly string[]): string | undefined {
  for (const [index, argument] of args.entries()) {
    if (argument === "-s" || argument === "--stack") return args[index + 1];
    const [, value] = /^(?:--stack=|-s=?)(.+)$/.exec(argument) ?? [];
    if (value !== undefined) return value;
  }
  return undefined;
}
