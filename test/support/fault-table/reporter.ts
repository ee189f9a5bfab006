import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import prettier from "prettier";
import type { Reporter } from "vitest/node";
import { renderTable } from "./render.ts";
import { ROWS_FILE } from "./record.ts";
import type { Row } from "./row.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** Where the newest row of every case is kept. */
const RESULTS = join(ROOT, "test", "faults", "results.json");
const DOCUMENT = join(ROOT, "docs", "faults.md");

/** The first day on which the real providers and a current engine were measured. */
const REAL_PROVIDERS = "2026-11-27";

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

function documentOf(rows: readonly Row[]): string {
  const older = rows.some(({ day = "" }) => day < REAL_PROVIDERS);
  const processor = `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`;
  return `${[
    "# Updates and faults, tried",
    "",
    "Written by `npm run test:faults`. Requests come at a fixed rate, half of them on connections that are kept, GET and",
    "POST, some of which last two seconds; a WebSocket and a stream are held open. Latency counts from when a request",
    "should have been sent. 0 failed of n requests bounds the rate of failures at 3/n.",
    "",
    `Measured on ${processor}, ${Math.round(totalmem() / 1024 ** 3)} GiB, which clients, load balancer, replicas and`,
    "`pulumi up` share.",
    ...(older
      ? [
          "",
          `Rows of before ${REAL_PROVIDERS} were measured on Docker Engine 20.10 and with the stand-ins that there were then`,
          "for Pulumi's providers.",
        ]
      : []),
    "",
    renderTable(rows).trimEnd(),
  ].join("\n")}\n`;
}
