import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** What stands at a path of a test's folder: content, or a link's target, or content with a mode. */
export type Entry = string | { readonly link: string } | { readonly content: string; readonly mode: number };

/** Makes a folder of these files, in this order, that goes when the test ends. */
export function folder(entries: Readonly<Record<string, Entry>>): string {
  const root = mkdtempSync(join(tmpdir(), "muelle-context-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  fill(root, Object.entries(entries));
  return root;
}

/** Writes files below a folder. */
export function fill(root: string, entries: readonly (readonly [string, Entry])[]): void {
  for (const [path, entry] of entries) {
    const absolute = join(root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    if (typeof entry === "string") writeFileSync(absolute, entry, { mode: 0o644 });
    else if ("link" in entry) symlinkSync(entry.link, absolute);
    else {
      writeFileSync(absolute, entry.content);
      chmodSync(absolute, entry.mode);
    }
  }
}
