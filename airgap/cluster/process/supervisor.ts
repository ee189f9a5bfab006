import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MuelleError } from "../../../base/errors.ts";
import type { Component } from "../components/index.ts";
import type { ClusterLayout } from "../layout.ts";
import { identify, isRunning } from "./identity.ts";
import { lastLines } from "./log.ts";
import { ask } from "./probe.ts";
import { readRecord, writeRecord } from "./record.ts";

const POLL_MILLISECONDS = 100;

/** Where a component writes what it has to say. */
export function logFile(layout: ClusterLayout, name: string): string {
  return join(layout.logs, `${name}.log`);
}

/**
 * Starts a component in a session of its own, unless it runs, and waits until it works.
 *
 * @param seconds how long that may take
 * @throws MuelleError with the end of its log when it ends or does not get ready
 */
export async function ensureComponent(
  layout: ClusterLayout,
  component: Component,
  seconds: number,
): Promise<void> {
  const record = readRecord(layout.processes, component.name);
  if (record === undefined || !isRunning(record)) startComponent(layout, component);
  await waitForComponent(layout, component, seconds);
}

function startComponent(
  layout: ClusterLayout,
  { name, command, args, path = [], env = {}, files = {} }: Component,
): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  mkdirSync(layout.logs, { recursive: true });
  const log = openSync(logFile(layout, name), "w", 0o600);
  const child = spawn(command, args, {
    detached: true,
    stdio: ["ignore", log, log],
    cwd: layout.folder,
    env: { ...componentEnvironment(path), ...env },
  });
  closeSync(log);
  // A program that cannot be started has no number, and its absence is reported by the wait.
  child.once("error", (error) => {
    writeFileSync(logFile(layout, name), `${error.message}\n`, { flag: "a" });
  });
  child.unref();
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined) return;
  writeRecord(layout.processes, name, { ...identity, since: new Date().toISOString() });
}

/** Only what a component needs: a proxy or a KUBECONFIG of the user must not reach it. */
function componentEnvironment(path: readonly string[]): NodeJS.ProcessEnv {
  const machine = [process.env["PATH"] ?? "", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  return { PATH: [...path, ...machine].join(delimiter), HOME: "/root", LANG: "C.UTF-8" };
}

async function waitForComponent(layout: ClusterLayout, component: Component, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const problem = await ask(component.probe);
    const record = readRecord(layout.processes, component.name);
    const runs = record !== undefined && isRunning(record);
    if (problem === undefined && runs) return;
    if (!runs || Date.now() > deadline) {
      const failure = runs ? `it was not ready after ${seconds} s: ${problem ?? ""}` : "it has ended";
      throw componentFailed(layout, component.name, failure);
    }
    await sleep(POLL_MILLISECONDS);
  }
}

/** The error that names a component and shows the end of its log. */
export function componentFailed(layout: ClusterLayout, name: string, failure: string): MuelleError {
  const log = logFile(layout, name);
  return new MuelleError(`The cluster's ${name} does not work`, [
    { path: log, message: `${failure}\n${lastLines(log)}` },
  ]);
}
