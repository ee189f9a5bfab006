import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 200;

/**
 * Runs `work` while holding the lock file `path`; waits for another holder, takes over from one that has died.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(holder: number) => void} [onWait] called once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(path, work, onWait = announceWait) {
  const mine = JSON.stringify({ pid: process.pid, started: startTime(process.pid), token: randomUUID() });
  let announced = false;
  while (!(await acquire(path, mine))) {
    const holder = readHolder(path);
    if (holder !== undefined && !announced) {
      announced = true;
      onWait(holder.pid);
    }
    await sleep(POLL_MILLISECONDS);
  }
  try {
    return await work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

function announceWait(pid) {
  process.stderr.write(`Waiting for another setup (process ${pid}) to finish ...\n`);
}

async function acquire(path, mine) {
  if (create(path, mine)) return true;
  const content = read(path);
  if (content === undefined) return false;
  if (isAlive(parse(content))) return false;
  // Two waiters may find the same dead holder: the one whose content stays in the file has the lock.
  if (read(path) === content) rmSync(path, { force: true });
  if (!create(path, mine)) return false;
  await sleep(POLL_MILLISECONDS);
  return read(path) === mine;
}

/** A link appears with its whole content at once; a file opened for writing is empty for a moment. */
function create(path, content) {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, content, { flag: "wx", mode: 0o600 });
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw new Error(`the lock ${path} cannot be written: ${error.message}`, { cause: error });
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function readHolder(path) {
  const content = read(path);
  return content === undefined ? undefined : parse(content);
}

function parse(content) {
  try {
    const { pid, started } = JSON.parse(content);
    return Number.isInteger(pid) ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}

/** A holder is alive when its process runs and is still the one that took the lock, not a later one of that number. */
function isAlive(holder) {
  if (holder === undefined) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return startTime(holder.pid) === holder.started;
}

/** When the process was started, in ticks since boot; null where there is no /proc. */
function startTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
