import type { Context } from "../context.ts";
import { pulumi } from "./pulumi.ts";

/** The stack that was named, or else the one that is selected in the project's folder. */
export async function selectedStack({ stack, env }: Context, folder: string): Promise<string> {
  if (stack !== undefined) return stack;
  return (await pulumi("looking for the selected stack", ["stack", "--show-name"], { folder, env })).trim();
}
