import { run } from "../process/run.ts";

/** What a stack's outputs say of it: where to click, and everything else that is no secret. */
export async function describeStack(root: string, stack: string, env: NodeJS.ProcessEnv): Promise<string> {
  const what = `reading the outputs of the stack ${stack}`;
  const json = await run(what, "pulumi", ["stack", "output", "--json", "--stack", stack], { cwd: root, env });
  return describeOutputs(JSON.parse(json), stack);
}

/** The lines for a stack's outputs; pure. */
export function describeOutputs(outputs: unknown, stack: string): string {
  const entries = typeof outputs === "object" && outputs !== null ? Object.entries(outputs) : [];
  const url = entries.find(([name]) => name === "url")?.[1] as unknown;
  const rest = entries.filter(([name]) => name !== "url");
  return [
    `The stack ${stack} is up${typeof url === "string" ? `: ${url}` : ""}`,
    ...rest.map(([name, value]) => `  ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`),
    `  npm run pulumi -- preview --stack ${stack}      what an update would change`,
    `  npm run pulumi -- destroy --stack ${stack}      remove everything`,
  ].join("\n");
}
