import { DockerfileParser } from "dockerfile-ast";
import { isMap, isScalar, parseDocument } from "yaml";

/** A base image that a file names. */
export interface Reference {
  /** With its tag, without a digest: "python:3.13-slim". */
  readonly image: string;
  /** The digest that it is pinned to. @default - none */
  readonly digest?: string;
  /** Where it stands in the text, from its first character to the one after its last. */
  readonly start: number;
  readonly end: number;
}

/** The images that a file names, from its beginning on: a Dockerfile's stages, or the services of a compose file or a program. */
export function referencesIn(file: string, text: string): readonly Reference[] {
  if (/(?:^|\/|\.)Dockerfile$/.test(file)) return inDockerfile(text);
  return /\.ya?ml$/.test(file) ? inCompose(text) : inApplication(text);
}

/** The text with the digests that are known now. What is not known stays as it is. */
export function withDigests(file: string, text: string, digests: ReadonlyMap<string, string>): string {
  let pinned = text;
  for (const { image, start, end } of referencesIn(file, text).toReversed()) {
    const digest = digests.get(image);
    if (digest !== undefined) pinned = `${pinned.slice(0, start)}${image}@${digest}${pinned.slice(end)}`;
  }
  return pinned;
}

function inDockerfile(text: string): readonly Reference[] {
  const dockerfile = DockerfileParser.parse(text);
  const stages = new Set(["scratch"]);
  const starts = startsOfLines(text);
  const found: Reference[] = [];
  for (const from of dockerfile.getFROMs()) {
    const image = from.getImage() ?? "";
    const range = from.getImageRange();
    // A variable's value, and a stage before it, are not the registry's.
    if (range !== null && !image.includes("$") && !stages.has(image.toLowerCase())) {
      const start = (starts[range.start.line] ?? 0) + range.start.character;
      found.push({ ...split(image), start, end: start + image.length });
    }
    const stage = from.getBuildStage();
    if (stage !== null) stages.add(stage.toLowerCase());
  }
  return found;
}

/** The images of services that are not built; one with a variable in it is its surroundings' matter. */
function inCompose(text: string): readonly Reference[] {
  const services = parseDocument(text).get("services");
  if (!isMap(services)) return [];
  return services.items.flatMap(({ value }): Reference[] => {
    if (!isMap(value) || value.has("build")) return [];
    const image = value.get("image", true);
    if (!isScalar(image) || typeof image.value !== "string" || image.value.includes("$")) return [];
    const start = (image.range?.[0] ?? 0) + (image.type === "PLAIN" ? 0 : 1);
    return [{ ...split(image.value), start, end: start + image.value.length }];
  });
}

function inApplication(text: string): readonly Reference[] {
  return [...text.matchAll(/\bimage:\s*"([^"]+)"/g)].map(({ 0: whole, 1: image = "", index }) => {
    const start = index + whole.length - 1 - image.length;
    return { ...split(image), start, end: start + image.length };
  });
}

function split(reference: string): Pick<Reference, "image" | "digest"> {
  const [image = "", digest] = reference.split("@");
  return digest === undefined ? { image } : { image, digest };
}

function startsOfLines(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
