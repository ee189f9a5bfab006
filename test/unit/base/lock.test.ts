import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withLock } from "../../../base/lock.mjs";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  lock = join(folder, "setup.lock");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("is held during the work and gone after it", async () => {
  const held = await withLock(lock, () => Promise.resolve(existsSync(lock)));
  expect(held).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test("is gone after work that fails", async () => {
  await expect(withLock(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});

test("lets one work at a time, and says once who is waited for", async () => {
  const events: string[] = [];
  const waits: number[] = [];
  const work = (name: string) => () => {
    events.push(`${name} begins`);
    return Promise.resolve().then(() => events.push(`${name} ends`));
  };
  let second: Promise<unknown> = Promise.resolve();
  await withLock(lock, async () => {
    second = withLock(lock, work("second"), (holder) => waits.push(holder));
    await new Promise((resolve) => setImmediate(resolve));
    await work("first")();
  });
  await second;
  expect(events).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  expect(waits).toEqual([process.pid]);
});

test("is taken over from a process that has died", async () => {
  const { pid } = spawnSync("true");
  writeFileSync(lock, JSON.stringify({ pid, started: "1", token: "x" }));
  expect(await withLock(lock, () => Promise.resolve("done"))).toBe("done");
});

test("is taken over when the holder's number belongs to another process now", async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, started: "1", token: "x" }));
  expect(await withLock(lock, () => Promise.resolve(readFileSync(lock, "utf8")))).toContain(
    `"pid":${process.pid}`,
  );
});

test("is taken over from a file that names nobody", async () => {
  writeFileSync(lock, "");
  expect(await withLock(lock, () => Promise.resolve("done"))).toBe("done");
});

test("says which file it cannot write", async () => {
  await expect(withLock(join(folder, "none", "lock"), () => Promise.resolve())).rejects.toThrow(
    `the lock ${join(folder, "none", "lock")} cannot be written`,
  );
});
