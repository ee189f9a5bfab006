import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  type Alias,
  type Document,
  type LineCounter,
  type Node as YamlNode,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { ComposeFaults } from "../tree/faults.ts";
import { at, list, map, scalar, type Node } from "../tree/node.ts";
import type { Steps } from "../tree/path.ts";
import type { Place } from "../tree/place.ts";
import { resolveScalar } from "./resolve-scalar.ts";

/** More than any file in use has. Aliases of aliases can be written that would fill the memory. */
const mostNodes = 100_000;

/**
 * Makes a tree with places out of a parsed YAML document.
 * @see https://github.com/compose-spec/compose-spec/blob/main/13-merge.md for `!reset` and `!override`
 */
export class DocumentReader {
  /** Where the document says `!reset` or `!override`. */
  readonly resets: Steps[] = [];
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #file: string;
  readonly #faults: ComposeFaults;
  /** The anchors that are being read, to find those that contain themselves. */
  readonly #open = new Set<string>();
  #count = 0;

  constructor(document: Document.Parsed, lines: LineCounter, file: string, faults: ComposeFaults) {
    this.#document = document;
    this.#lines = lines;
    this.#file = file;
    this.#faults = faults;
  }

  place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  /** The tree of a node; undefined for one that `!reset` takes away, or that is faulty. */
  read(node: YamlNode, path: Steps = []): Node | undefined {
    const place = this.place(node.range?.[0] ?? 0);
    if (++this.#count > mostNodes) {
      if (this.#count === mostNodes + 1) this.#faults.add(place, path, `more than ${mostNodes} values`);
      return undefined;
    }
    if (isAlias(node)) return this.#alias(node, path, place);
    if (node.tag === "!reset" || node.tag === "!override") this.resets.push(path);
    if (node.tag === "!reset") return undefined;
    if (isScalar(node)) return { kind: "scalar", ...valueOf(node), place };
    if (isMap(node)) return map(this.#entries(node, path), place);
    const items = node.items.map((item, index) => this.#part(item, [...path, String(index)], place));
    return list(
      items.filter((item) => item !== undefined),
      place,
    );
  }

  /** What is below a key or in a list; a key with nothing behind it has null. */
  #part(value: unknown, path: Steps, place: Place): Node | undefined {
    return isNode(value) ? this.read(value, path) : scalar(null, place);
  }

  #alias(alias: Alias, path: Steps, place: Place): Node | undefined {
    const { source } = alias;
    const target = alias.resolve(this.#document);
    if (target === undefined || this.#open.has(source)) {
      const why =
        target === undefined
          ? `there is no anchor &${source} above`
          : `the anchor &${source} contains itself`;
      this.#faults.add(place, path, why);
      return undefined;
    }
    this.#open.add(source);
    const value = this.read(target, path);
    this.#open.delete(source);
    return value === undefined ? undefined : at(value, place);
  }

  #entries(node: YAMLMap, path: Steps): ReadonlyMap<string, Node> {
    const own = new Map<string, Node>();
    const merged = new Map<string, Node>();
    for (const { key, value } of node.items) {
      const place = this.place(isNode(key) ? (key.range?.[0] ?? 0) : (node.range?.[0] ?? 0));
      const name = isScalar(key) ? valueOf(key) : undefined;
      if (name?.text === "<<" && isScalar(key) && key.type === "PLAIN") {
        for (const [inner, part] of this.#merge(value, path, place))
          if (!merged.has(inner)) merged.set(inner, part);
      } else if (typeof name?.value === "string") {
        const part = this.#part(value, [...path, name.value], place);
        if (part !== undefined) own.set(name.value, at(part, place));
      } else {
        this.#faults.add(
          place,
          path,
          `a key must be a string, not ${name === undefined ? "a list or a map" : name.text}`,
          "put it in quotes",
        );
      }
    }
    return new Map([...merged, ...own]);
  }

  /** The entries that `<<` brings in: of a map, or of several, of which the first ones win. */
  #merge(value: unknown, path: Steps, place: Place): ReadonlyMap<string, Node> {
    const node = this.#part(value, path, place);
    const maps = node?.kind === "list" ? node.items : node === undefined ? [] : [node];
    const entries = new Map<string, Node>();
    for (const each of maps) {
      if (each.kind !== "map")
        this.#faults.add(place, [...path, "<<"], "must be an alias of a map, or a list of such");
      else for (const [key, part] of each.entries) if (!entries.has(key)) entries.set(key, part);
    }
    return entries;
  }
}

function valueOf({ source = "", type, tag }: Scalar): ReturnType<typeof resolveScalar> {
  const isText = tag === "tag:yaml.org,2002:str" || (type !== undefined && type !== "PLAIN");
  return isText ? { value: source, text: source } : resolveScalar(source);
}
