/**
 * Runs a program in the place of this one: same terminal, same input, signals passed on. Resolves to its exit code,
 * or 128 + the signal's number if a signal ended it.
 */
export function handOver(
  command: string,
  args: readonly string[],
  cwd: string,
  env?: NodeJS.ProcessEnv,
): Promise<number>;
