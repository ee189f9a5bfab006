import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readRecord, readRecords, writeRecord } from "../../../../../airgap/cluster/process/record.ts";

const RECORD = { pid: 7, started: "42", boot: "b", since: "2026-11-20T00:00:00.000Z" };

describe("the records of processes", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "records-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("are read as they were written", () => {
    writeRecord(folder, "etcd", RECORD);
    expect(readRecord(folder, "etcd")).toStrictEqual(RECORD);
    expect(readRecords(folder)).toStrictEqual([RECORD]);
  });

  it("are none where nothing was started", () => {
    expect(readRecord(folder, "etcd")).toBeUndefined();
    expect(readRecords(join(folder, "missing"))).toStrictEqual([]);
  });

  it("are none where a file was cut off", () => {
    writeFileSync(join(folder, "etcd.json"), '{"pid": 7');
    writeFileSync(join(folder, "kubelet.json"), '{"pid": "7"}');
    expect(readRecords(folder)).toStrictEqual([]);
  });
});
