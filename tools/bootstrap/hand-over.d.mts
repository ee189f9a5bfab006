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

/** Runs a program as {@link handOver} does, but for what it prints: that is its answer. */
export function askProgram(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly stdout: string }>;
