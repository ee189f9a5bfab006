import { run } from "../base/run.ts";

/** The outputs of a stack, as it tells them. */
export async function stackOutputs(root: string, stack: string, env: NodeJS.ProcessEnv): Promise<unknown> {
  const what = `reading the outputs of the stack ${stack}`;
  const json = await run(what, "pulumi", ["stack", "output", "--json", "--stack", stack], { cwd: root, env });
  return JSON.parse(json);
}
