import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { MuelleError } from "../../components/index.ts";
import type { Plan } from "./plan.ts";
import type { RecordedResource } from "../../components/testing/recording.ts";

/** Name of the file by which a later plan is compared with this one. */
export const RESOURCES_FILE = "resources.json";

const savedResource = v.object({
  type: v.string(),
  name: v.string(),
  inputs: v.record(v.string(), v.unknown()),
});
const savedPlan = v.object({
  application: v.string(),
  stack: v.string(),
  docker: v.array(savedResource),
  kubernetes: v.array(savedResource),
});

export type SavedResource = v.InferOutput<typeof savedResource>;
export type SavedPlan = v.InferOutput<typeof savedPlan>;

/** What of a plan is kept, so that a later one can be compared with it. */
export function savedForm({ application, stack, docker, kubernetes }: Plan): SavedPlan {
  const saved = (resources: readonly RecordedResource[]): SavedResource[] =>
    resources.map(({ type, name, inputs }) => ({ type, name, inputs: { ...inputs } }));
  return { application, stack, docker: saved(docker.resources), kubernetes: saved(kubernetes.resources) };
}

/**
 * Reads an earlier plan.
 * @param folder - that it was written to
 * @throws {MuelleError} where there is none
 */
export async function readSavedPlan(folder: string): Promise<SavedPlan> {
  const path = join(folder, RESOURCES_FILE);
  try {
    return v.parse(savedPlan, JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const hint =
      "Make the earlier plan first, in a checkout of the earlier state: npm run plan -- prod --out DIR";
    throw new MuelleError("There is no earlier plan to compare with.", [
      { path: `--diff ${folder}`, message: reason, hint },
    ]);
  }
}
