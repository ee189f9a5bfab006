import dockerignore from "@balena/dockerignore";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the files of a build are, absolute. */
export interface BuildPaths {
  readonly context: string;
  readonly dockerfile: string;
}

/** Decides what of a context BuildKit sees. Paths are relative to the context, with `/`. */
export interface ContextFilter {
  ignores(path: string): boolean;
  /** Whether nothing below an ignored folder can come back by a `!` rule, so that there is no need to look. */
  prunes(directory: string): boolean;
}

/**
 * The rules that hold for a build: those beside the Dockerfile (`<Dockerfile>.dockerignore`) or else those of the
 * context, never both.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function readContextFilter({ context, dockerfile }: BuildPaths): ContextFilter {
  const file = [`${dockerfile}.dockerignore`, join(context, ".dockerignore")].find((path) =>
    existsSync(path),
  );
  return contextFilter(file === undefined ? "" : readFileSync(file, "utf8"));
}

/** The filter that a .dockerignore file of this text makes. */
export function contextFilter(text: string): ContextFilter {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map(literalSpecials);
  // Unlike Git's, Docker's rules tell upper case from lower case.
  const rules = dockerignore.default({ ignorecase: false }).add(lines);
  const exceptions = lines.map((line) => line.trim()).filter((line) => line.startsWith("!"));
  const roots = exceptions.map(literalPrefix);
  return {
    ignores: (path) => rules.ignores(path),
    prunes: (directory) => {
      const segments = directory.split("/");
      return rules.ignores(directory) && !roots.some((root) => overlap(root, segments));
    },
  };
}

/** The library hands these to a regular expression as they are; in Docker's rules they are plain characters. */
function literalSpecials(line: string): string {
  return line.replace(/\\.|(?<!\[)\^|[+(){}|]/g, (found) => (found.startsWith("\\") ? found : `\\${found}`));
}

/** The leading folders of a `!` rule that hold no wildcard. */
function literalPrefix(exception: string): readonly string[] {
  const segments = exception
    .slice(1)
    .split("/")
    .map((segment) => segment.trim())
    .filter((segment) => segment !== "" && segment !== ".");
  const wild = segments.findIndex((segment) => /[*?[\]\\]|^\.\.$/.test(segment));
  return wild === -1 ? segments : segments.slice(0, wild);
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  return a.slice(0, shared).every((segment, index) => segment === b[index]);
}
