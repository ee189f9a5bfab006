import { join } from "node:path";

/**
 * Goes to the folder that Pulumi runs the program in: its paths are relative to it, wherever a command was called.
 *
 * @param root - the project's folder
 * @returns the program's folder
 */
export function enterProgram(root: string): string {
  const program = join(root, "stacks");
  process.chdir(program);
  return program;
}
