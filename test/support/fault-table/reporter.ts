import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import prettier from "prettier";
import type { Reporter } from "vitest/node";
import { documentOf } from "./document.ts";
import { ROWS_FILE } from "./record.ts";
import { renderTable } from "./render.ts";
import type { Row } from "./row.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** Where the newest row of every case is kept. */
const RESULTS = join(ROOT, "test", "faults", "results.json");
const DOCUMENT = join(ROOT, "docs", "faults.md");

/** Prints the table of a run, and keeps it: a case that ran again takes the place of its older self. */
export class FaultTableReporter implements Reporter {
  async onTestRunEnd(): Promise<void> {
    const rows = read();
    if (rows.length === 0) return;
    process.stdout.write(`\n${renderTable(rows)}\n`);
    const day = new Date().toISOString().slice(0, 10);
    const kept = merge(
      known(),
      rows.map((row) => ({ ...row, day })),
    );
    writeFileSync(RESULTS, `${JSON.stringify(kept, undefined, 2)}\n`);
    const style = await prettier.resolveConfig(DOCUMENT);
    writeFileSync(DOCUMENT, await prettier.format(documentOf(kept), { ...style, filepath: DOCUMENT }));
    process.stdout.write(`kept in ${DOCUMENT}\n`);
  }
}

function read(): Row[] {
  const file = process.env[ROWS_FILE];
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}

function known(): Row[] {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Row[]) : [];
}

/** The older rows in their order, each in its newest form, and then those that are new. */
export function merge<R extends Row>(older: readonly R[], newer: readonly R[]): R[] {
  const key = ({ part, platform, what }: Row): string => [part, platform, what].join("\n");
  const byKey = new Map(older.map((row) => [key(row), row]));
  for (const row of newer) byKey.set(key(row), row);
  return [...byKey.values()];
}
