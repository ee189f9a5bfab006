import { join } from "node:path";
import type { Environment } from "../../base/environment.ts";
import { askProgram, handOver } from "../bootstrap/hand-over.mjs";
import type { CommandContext } from "../context.ts";

/** A program that this one stands on has failed, and has said why. */
export class EndedWith extends Error {
  readonly code: number;

  constructor(what: string, code: number) {
    super(`${what} ended with ${code}`);
    this.name = "EndedWith";
    this.code = code;
  }
}

/**
 * Asks airgap/ for an environment. Nothing else of this repository knows what it is made of.
 *
 * @param args - a verb of airgap/main.ts that prints an environment, and its arguments
 * @throws EndedWith when it cannot be had
 */
export async function askAirgap(context: CommandContext, args: readonly string[]): Promise<Environment> {
  const { code, stdout } = await askProgram(
    process.execPath,
    commandLine(context, args),
    context.root,
    context.env,
  );
  if (code !== 0) throw new EndedWith(`airgap ${args.join(" ")}`, code);
  return JSON.parse(stdout) as Environment;
}

/** Lets airgap/ do something whose answer is for the user; resolves to its exit code. */
export function runAirgap(context: CommandContext, args: readonly string[]): Promise<number> {
  return handOver(process.execPath, commandLine(context, args), context.root, context.env);
}

function commandLine({ root }: CommandContext, args: readonly string[]): readonly string[] {
  return [join(root, "airgap", "main.ts"), ...args];
}
