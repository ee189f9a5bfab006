import { LineCounter, parseAllDocuments, type Document } from "yaml";
import type { ComposeFaults } from "../tree/faults.ts";
import type { Node } from "../tree/node.ts";
import type { Steps } from "../tree/path.ts";
import { DocumentReader } from "./document-reader.ts";

/** One document of a Compose file. */
export interface YamlDocument {
  /** What it says; undefined for nothing. */
  readonly root: Node | undefined;
  /** Where it says `!reset` or `!override`: what earlier files say there does not count. */
  readonly resets: readonly Steps[];
}

/**
 * Reads a file of one or more YAML documents. Anchors, aliases and merge keys (`<<`) are resolved.
 * @param file the absolute path, for places
 * @see https://github.com/compose-spec/compose-spec/blob/main/10-fragments.md
 */
export function readYaml(text: string, file: string, faults: ComposeFaults): readonly YamlDocument[] {
  const lines = new LineCounter();
  // Scalars and `<<` are resolved here as Compose's own reader does, so that each value keeps its place.
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    schema: "failsafe",
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: readonly Document.Parsed[] = "empty" in parsed ? [] : parsed;
  return documents.map((document) => {
    const reader = new DocumentReader(document, lines, file, faults);
    for (const { pos, message } of document.errors) {
      faults.add(reader.place(pos[0]), [], `not valid YAML: ${message.replace(/ at line[^]*/, "")}`);
    }
    const { contents, errors } = document;
    return {
      root: errors.length > 0 || contents === null ? undefined : reader.read(contents),
      resets: reader.resets,
    };
  });
}
