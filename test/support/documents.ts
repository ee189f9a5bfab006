import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..", "..");

/** A page of the documentation. */
export interface Page {
  /** Path below the project's folder. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  readonly language: string;
  /** Where its commands are typed: in a clone of this repository, or (```sh user) in the reader's own folder. */
  readonly where: "clone" | "user";
  readonly text: string;
}

/** Every page that people read. */
export function pages(): readonly Page[] {
  return globSync(["*.md", "docs/**/*.md"], { cwd: ROOT })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** The fenced blocks of all pages in a language. */
export function blocks(language: string): readonly Block[] {
  return pages().flatMap(({ path: page, text }) =>
    [...text.matchAll(/^( *)```(\w+)( user)?\n([^]*?)^\1```$/gm)]
      .map(([, , found = "", user, body = ""]): Block => {
        return { page, language: found, where: user === undefined ? "clone" : "user", text: body };
      })
      .filter((block) => block.language === language),
  );
}

/** The commands of all pages, a line each, without their comments. */
export function commands(): readonly { readonly page: string; readonly command: string }[] {
  return blocks("sh").flatMap(({ page, text }) =>
    text
      .split("\n")
      .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
      .filter((line) => line !== "")
      .map((command) => ({ page, command })),
  );
}
