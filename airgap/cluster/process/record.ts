import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { ProcessIdentity } from "./identity.ts";

const RECORD = v.object({ pid: v.number(), started: v.string(), boot: v.string(), since: v.string() });

/** What is kept of a process that was started. */
export interface ProcessRecord extends ProcessIdentity {
  /** When it was started: an ISO date. */
  readonly since: string;
}

/** The process that was started under that name; undefined when none was, or its record cannot be read. */
export function readRecord(folder: string, name: string): ProcessRecord | undefined {
  try {
    return v.parse(RECORD, JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
  } catch {
    return undefined;
  }
}

/** Every process that was started. */
export function readRecords(folder: string): readonly ProcessRecord[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const record = name.endsWith(".json") ? readRecord(folder, name.slice(0, -".json".length)) : undefined;
    return record === undefined ? [] : [record];
  });
}

/** Keeps who was started; the file is whole or not there. */
export function writeRecord(folder: string, name: string, record: ProcessRecord): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.json`);
  writeFileSync(`${path}.draft`, JSON.stringify(record));
  renameSync(`${path}.draft`, path);
}
