import { resolve } from "node:path";
import type { Build } from "../application-model.ts";
import { defaults } from "../defaults.ts";
import type { BuildSpec } from "../spec.ts";
import type { Context } from "./context.ts";

/** Makes paths absolute and fills in what is left out. Whether the files are there is checked by the validation. */
export function normaliseBuild({ directory }: Context, spec: BuildSpec | undefined): Build | undefined {
  if (spec === undefined) return undefined;
  const context = resolve(directory, spec.context);
  return {
    context,
    dockerfile: resolve(context, spec.dockerfile ?? defaults.build.dockerfile),
    target: spec.target,
    args: { ...spec.args },
    secrets: spec.secrets ?? [],
    platforms: spec.platforms ?? [],
    cacheFrom: spec.cacheFrom ?? [],
    cacheTo: spec.cacheTo ?? [],
  };
}
