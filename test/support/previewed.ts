import * as v from "valibot";
import type { Project } from "./project.ts";

const preview = v.object({
  steps: v.array(v.object({ op: v.string(), urn: v.string() })),
});

/** What a preview says of each resource that it would touch: its operations by the resource's name. */
export async function previewed(
  project: Project,
  ...args: string[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { code, output } = await project.pulumi(["preview", "--json", ...args]);
  const start = output.indexOf("{\n");
  if (code !== 0 || start < 0) throw new Error(`pulumi preview ended with code ${code}\n${output}`);
  const { steps } = v.parse(preview, JSON.parse(output.slice(start, output.lastIndexOf("}") + 1)));
  const found = new Map<string, string[]>();
  for (const { op, urn } of steps) {
    const name = urn.split("::").at(-1) ?? "";
    if (op !== "same") found.set(name, [...(found.get(name) ?? []), op]);
  }
  return found;
}
