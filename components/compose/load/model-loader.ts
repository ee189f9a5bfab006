import { dirname } from "node:path";
import type { FileSystem } from "../../application/file-system.ts";
import { interpolate, type UnsetVariables } from "../environment/interpolate.ts";
import { canonical } from "../forms/canonical.ts";
import { merge, withoutReset } from "../merge/merge.ts";
import { unique } from "../merge/unique.ts";
import { Reading } from "../model/codec.ts";
import { composeFile } from "../model/compose-file.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import { get, map, scalar, set, textOf, type MapNode, type Node } from "../tree/node.ts";
import type { Steps } from "../tree/path.ts";
import { readYaml, type YamlDocument } from "../yaml/read-yaml.ts";
import { withDefaults } from "./defaults.ts";
import { valueIn } from "./env-files.ts";
import { extended, type ExtendingFile } from "./extends.ts";
import { includesOf, withIncluded } from "./include.ts";
import type { Level, Origin } from "./level.ts";
import { absolutePath, resolvePaths } from "./paths.ts";
import { promoteExtensions } from "./promote.ts";
import { resolveBareNames } from "./bare-names.ts";

export interface LoaderOptions {
  readonly files: FileSystem;
  readonly faults: ComposeFaults;
  readonly unset: UnsetVariables;
  readonly home: string | undefined;
}

/** Loads files one over the other, with all that they include and extend, into one tree in the long form. */
export class ModelLoader {
  readonly #options: LoaderOptions;
  readonly #texts = new Map<string, readonly YamlDocument[]>();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** @param from where the files are named; undefined for arguments of the program */
  load(paths: readonly string[], level: Level, from?: Origin): MapNode {
    const [first = level.folder] = paths;
    let model = map([], { file: first, line: 1, column: 1 });
    for (const path of paths) {
      for (const document of this.#documents(path, from)) model = this.#add(model, document, path, level);
    }
    const resolved = resolvePaths(withDefaults(model), { folder: level.folder, home: this.#options.home });
    return resolved.kind === "map" ? resolveBareNames(resolved, level.environment) : model;
  }

  /** The name of the project that files give, the last one that does; not yet interpolated. */
  nameIn(paths: readonly string[]): string | undefined {
    const roots = paths.flatMap((path) => this.#documents(path, undefined)).map(({ root }) => root);
    return roots
      .map((root) => textOf(get(root, "name")))
      .findLast((name) => name !== undefined && name !== "");
  }

  #documents(path: string, from: Origin | undefined): readonly YamlDocument[] {
    const { files, faults } = this.#options;
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const kind = files.kind(path);
    const { place, steps }: Origin = from ?? { place: { file: path, line: 1, column: 1 }, steps: [] };
    if (kind === undefined || kind === "folder") {
      faults.add(
        place,
        steps,
        kind === undefined ? `the file ${path} does not exist` : `${path} is a folder, not a file`,
      );
      return [];
    }
    const documents = readYaml(files.read(path), path, faults);
    this.#texts.set(path, documents);
    return documents;
  }

  /** One document over what the earlier ones say. */
  #add(model: MapNode, document: YamlDocument, path: string, level: Level): MapNode {
    const { faults } = this.#options;
    const own = this.#interpolated(document, level);
    if (own === undefined) return model;
    const included = this.#include(own, document.resets, path, level);
    const whole = this.#extend(included, document.resets, path, level);
    composeFile.read(whole, new Reading(faults, new Map()));
    const base = withoutReset(model, document.resets);
    const merged = canonical(unique(merge(base, whole, faults)));
    const result = unique(merged);
    return result.kind === "map" ? set(result, "version", undefined) : model;
  }

  #interpolated({ root }: YamlDocument, { environment }: Level): MapNode | undefined {
    const { faults, unset } = this.#options;
    if (root === undefined) return undefined;
    if (root.kind !== "map") {
      faults.add(root.place, [], "a Compose file is a map at its top", "begin with `services:`");
      return undefined;
    }
    const filled = interpolate(root, { lookup: (name) => valueIn(environment, name), unset }, faults);
    return filled.kind === "map" ? promoteExtensions(filled) : undefined;
  }

  #include(model: MapNode, resets: readonly Steps[], path: string, level: Level): MapNode {
    const { files, faults, home } = this.#options;
    const chain = [...level.including, path];
    let result = set(model, "include", undefined);
    for (const include of includesOf(model, level, { files, faults, home, chain })) {
      const imported = this.load(include.paths, { ...include, including: chain }, include.from);
      result = withIncluded(result, imported, resets, faults);
    }
    return result;
  }

  #extend(model: MapNode, resets: readonly Steps[], file: string, level: Level): MapNode {
    let result = model;
    for (const kind of ["services", "jobs"] as const) {
      const services = get(model, kind);
      if (services?.kind !== "map") continue;
      const from: ExtendingFile = {
        file,
        kind,
        services: services.entries,
        resets,
        open: (path, origin) => this.#extending(path, kind, origin, level),
      };
      const whole = [...services.entries.keys()].map(
        (name) => [name, extended(name, from, this.#options.faults)] as const,
      );
      const entries = whole.map(
        ([name, service]) => [name, service ?? scalar(null, services.place)] as const,
      );
      result = set(result, kind, map(entries, services.place));
    }
    return result;
  }

  /** The services of another file, ready to be extended. */
  #extending(path: string, kind: "services" | "jobs", from: Origin, level: Level): ExtendingFile | undefined {
    const { home } = this.#options;
    const file = absolutePath(path, { folder: level.folder, home });
    const documents = this.#documents(file, from);
    const folder = dirname(file);
    let model = map([], { file, line: 1, column: 1 });
    for (const document of documents) {
      const own = this.#interpolated(document, level);
      if (own === undefined) continue;
      const merged = unique(
        canonical(unique(merge(withoutReset(model, document.resets), own, this.#options.faults))),
      );
      if (merged.kind === "map") model = merged;
    }
    const services = get(resolvePaths(model, { folder, home }), kind);
    if (documents.length === 0) return undefined;
    const entries = services?.kind === "map" ? services.entries : new Map<string, Node>();
    const resets = documents.flatMap((document) => document.resets);
    return {
      file,
      kind,
      services: entries,
      resets,
      open: (next, origin) => this.#extending(next, kind, origin, level),
    };
  }
}
