import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runningPid, startDaemon, stopDaemon, type Daemon } from "../../../base/daemon.ts";

let folder: string;
let daemon: Daemon;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daemon-"));
  // A number of its own tells it from every other sleep.
  daemon = {
    command: "sleep",
    args: [`60.${process.pid}`],
    pidFile: join(folder, "pid"),
    logFile: join(folder, "logs", "log"),
  };
});
afterEach(async () => {
  await stopDaemon(daemon, 10);
  rmSync(folder, { recursive: true });
});

const ready = () => Promise.resolve(true);
const never = () => Promise.resolve(false);

describe("a daemon", () => {
  test("runs until it is stopped", async () => {
    await startDaemon(daemon, ready, 10);
    expect(runningPid(daemon)).toBeTypeOf("number");
    expect(await stopDaemon(daemon, 10)).toBe(true);
    expect(runningPid(daemon)).toBeUndefined();
    expect(existsSync(daemon.pidFile)).toBe(false);
  });

  test("that does not run cannot be stopped", async () => {
    expect(await stopDaemon(daemon, 10)).toBe(false);
  });

  test("is not the process that has its number now", async () => {
    writeFileSync(daemon.pidFile, String(process.pid));
    expect(runningPid(daemon)).toBeUndefined();
    expect(await stopDaemon(daemon, 10)).toBe(false);
  });

  test("that ends at once fails with the end of its log", async () => {
    const failing = { ...daemon, command: "sh", args: ["-c", "echo port taken >&2; exit 4"] };
    await expect(startDaemon(failing, never, 10)).rejects.toThrow(
      `sh did not start\n  ${daemon.logFile}: ended with 4\n      port taken`,
    );
    expect(existsSync(daemon.pidFile)).toBe(false);
  });

  test("that does not get ready in time is stopped", async () => {
    await expect(startDaemon(daemon, never, 0.2)).rejects.toThrow("was not ready after 0.2 s");
    expect(runningPid(daemon)).toBeUndefined();
  });
});
