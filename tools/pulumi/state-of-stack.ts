import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

const state = v.object({
  checkpoint: v.object({
    latest: v.nullish(
      v.object({
        resources: v.nullish(
          v.array(
            v.object({
              type: v.string(),
              id: v.optional(v.string()),
              outputs: v.optional(v.record(v.string(), v.unknown()), {}),
            }),
          ),
        ),
      }),
    ),
  }),
});

/** A resource in a state, as far as it matters here. */
export interface StateResource {
  readonly type: string;
  readonly id?: string | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of a stack whose state is kept in this clone; none where it has no state here. */
export function resourcesInState(root: string, project: string, stack: string): readonly StateResource[] {
  const file = join(root, ".muelle", "state", ".pulumi", "stacks", project, `${stack}.json`);
  if (!existsSync(file)) return [];
  return v.parse(state, JSON.parse(readFileSync(file, "utf8"))).checkpoint.latest?.resources ?? [];
}
