import { dirname, join } from "node:path";
import type { FileSystem } from "../../application/file-system.ts";
import { asList } from "../merge/convert.ts";
import { merge, withoutReset } from "../merge/merge.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import { get, map, same, set, textOf, type MapNode, type Node } from "../tree/node.ts";
import type { Steps } from "../tree/path.ts";
import { readEnvFiles, type Environment } from "./env-files.ts";
import type { Level, Origin } from "./level.ts";
import { absolutePath } from "./paths.ts";

/** Files that another one includes, and what they are loaded with. */
export interface Include {
  /** Absolute; later ones are merged over the first. */
  readonly paths: readonly string[];
  readonly folder: string;
  readonly environment: Environment;
  readonly from: Origin;
}

interface Context {
  readonly files: FileSystem;
  readonly faults: ComposeFaults;
  readonly home: string | undefined;
  /** The files that led here, of which none may be included again. */
  readonly chain: readonly string[];
}

/**
 * What a file includes: a path or several, with a folder and files of variables of their own.
 * @see https://github.com/compose-spec/compose-spec/blob/main/14-include.md
 */
export function includesOf(model: MapNode, level: Level, context: Context): readonly Include[] {
  const includes = get(model, "include");
  if (includes === undefined) return [];
  if (includes.kind !== "list") {
    context.faults.add(includes.place, ["include"], "must be a list");
    return [];
  }
  return includes.items.flatMap((item, index) => {
    const include = includeOf(item, level, context, ["include", String(index)]);
    return include === undefined ? [] : [include];
  });
}

function includeOf(item: Node, level: Level, context: Context, steps: Steps): Include | undefined {
  const { files, faults, home, chain } = context;
  const within = { folder: level.folder, home };
  const named = textsOf(item.kind === "map" ? get(item, "path") : item);
  const remote = named.find((path) => /^(?:oci:|git@|https?:\/\/|ssh:\/\/|git:\/\/)/.test(path));
  if (remote !== undefined) {
    faults.add(
      item.place,
      steps,
      `${remote} is not on this machine`,
      "fetch it into the repository, and include the copy",
    );
    return undefined;
  }
  const paths = named.map((path) => absolutePath(path, within));
  const [first] = paths;
  if (first === undefined) {
    faults.add(item.place, steps, "no path is given");
    return undefined;
  }
  if (chain.includes(first)) {
    faults.add(item.place, steps, `includes itself: ${[...chain, first].join(", which includes ")}`);
    return undefined;
  }
  const folder = textOf(get(item, "project_directory"));
  const projectFolder = folder === undefined || folder === "" ? dirname(first) : absolutePath(folder, within);
  const own = textsOf(get(item, "env_file")).filter((path) => path !== "/dev/null");
  const dotEnv = join(projectFolder, ".env");
  const isGiven = get(item, "env_file") !== undefined;
  const implied = !isGiven && files.kind(dotEnv) === "file" ? [dotEnv] : [];
  const envFiles = [...own.map((path) => absolutePath(path, within)), ...implied];
  const variables = readEnvFiles(
    envFiles.map((path) => ({ path, from: item.place })),
    level.environment,
    files,
    faults,
  );
  return {
    paths,
    folder: projectFolder,
    environment: { ...variables, ...level.environment },
    from: { place: item.place, steps },
  };
}

function textsOf(node: Node | undefined): readonly string[] {
  return node === undefined ? [] : asList(node).flatMap((item) => textOf(item) ?? []);
}

/** A model with all that an included one has; of what both have, the including one's wins. */
export function withIncluded(
  model: MapNode,
  included: MapNode,
  resets: readonly Steps[],
  faults: ComposeFaults,
): MapNode {
  let result = model;
  for (const kind of ["services", "jobs", "volumes", "networks", "secrets", "configs", "models"]) {
    const theirs = get(included, kind);
    if (theirs?.kind !== "map") continue;
    const own = get(result, kind);
    let all = own?.kind === "map" ? own : map([], theirs.place);
    for (const [name, value] of theirs.entries) {
      const before = all.entries.get(name);
      if (before === undefined) all = set(all, name, value);
      else if (!same(value, before)) {
        const below = resets
          .filter(([first, second]) => first === kind && second === name)
          .map((path) => path.slice(2));
        all = set(all, name, merge(withoutReset(value, below), before, faults, [kind, name]));
      }
    }
    result = set(result, kind, all);
  }
  return result;
}
