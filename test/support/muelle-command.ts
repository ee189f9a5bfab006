import type { Project } from "./project.ts";
import { type ProgramResult, runProgram } from "./run-program.ts";

/** Runs `muelle ARGS` in a project, in Pulumi's environment, on the project's stack. */
export function muelle(
  { directory, stack }: Project,
  args: readonly string[],
  input = "",
): Promise<ProgramResult> {
  const [command = "", ...rest] = args;
  const program = ["tools/run.mjs", "exec", "node", "cli/main.ts", command, "--stack", stack, ...rest];
  return runProgram("node", program, { cwd: directory, input, timeout: 120_000 });
}

/** Runs it, and fails with what it said when it fails. */
export async function muelleOrFail(
  project: Project,
  args: readonly string[],
  input?: string,
): Promise<string> {
  const { code, stdout, output } = await muelle(project, args, input);
  if (code !== 0) throw new Error(`muelle ${args.join(" ")} ended with ${code}\n${output}`);
  return stdout;
}
