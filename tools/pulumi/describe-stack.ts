import { pulumi } from "../../cli/stack/pulumi.ts";

/** What a stack's outputs say of it: where to click, what runs, and what to do next. */
export async function describeStack(root: string, stack: string, env: NodeJS.ProcessEnv): Promise<string> {
  const what = `reading the outputs of the stack ${stack}`;
  const json = await pulumi(what, ["stack", "output", "--json", "--stack", stack], { folder: root, env });
  return describeOutputs(JSON.parse(json), stack);
}

/** The lines for a stack's outputs; pure. Outputs of another form than this project's are printed as they are. */
export function describeOutputs(outputs: unknown, stack: string): string {
  const { url, services, ...rest } = isRecord(outputs) ? outputs : {};
  // The services' lines say it already.
  const others = Object.entries(rest).filter(([name]) => name !== "images");
  const known = isRecord(services) ? Object.entries(services) : [];
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return [
    `The stack ${stack} is up${typeof url === "string" ? `: ${url}` : ""}`,
    ...known.map(([name, service]) => `  ${name.padEnd(width)}  ${describeService(service)}`),
    ...others.map(([name, value]) => `  ${name}: ${plain(value)}`),
    "",
    `  npm run pulumi -- preview --stack ${stack}      what an update would change`,
    `  npm run pulumi -- destroy --stack ${stack}      remove all but the volumes`,
  ].join("\n");
}

function describeService(service: unknown): string {
  if (!isRecord(service) || !Array.isArray(service["containers"])) return plain(service);
  return service["containers"].join(", ");
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
