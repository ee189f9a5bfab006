import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasSystemd, probeEngine } from "../../docker/probe-engine.ts";
import { runningPid, startDaemon, stopDaemon, type Daemon } from "../../process/daemon.ts";
import { run } from "../../process/run.ts";

const READY_SECONDS = 60;
/** The engine stops its containers first, each with its own grace period. */
const STOP_SECONDS = 120;

/** Where Docker's own files remember processes of an engine that may not have ended by itself. */
const ENGINE_PID_FILES = [
  { path: "/var/run/docker.pid", command: "dockerd" },
  { path: "/var/run/docker/containerd/containerd.pid", command: "containerd" },
];

/** Starts the Docker Engine of this machine, unless it has come up by itself, and waits until it answers. */
export async function startEngine(
  cache: string,
  mirror: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (await answers(env)) return;
  if (hasSystemd()) {
    await run("starting the Docker Engine", "systemctl", ["start", "docker"]);
    return;
  }
  for (const { path, command } of ENGINE_PID_FILES) removeStalePidFile(path, command);
  const daemon = engineDaemon(cache);
  const started =
    mirror === undefined
      ? daemon
      : { ...daemon, args: [...daemon.args, "--registry-mirror", `http://${mirror}`] };
  await startDaemon(started, () => answers(env), READY_SECONDS, {
    ...env,
    PATH: `${env["PATH"] ?? ""}:/usr/sbin:/sbin`,
  });
}

/** The process of the engine that was started here; undefined when none is, whatever other engine answers. */
export function enginePid(cache: string): number | undefined {
  return runningPid(engineDaemon(cache));
}

/** Stops the engine that was started here; false when there is none. Leaves every other engine alone. */
export async function stopEngine(cache: string): Promise<boolean> {
  return stopDaemon(engineDaemon(cache), STOP_SECONDS);
}

/** Where the engine that was started here writes its log. */
export function engineLog(cache: string): string {
  return engineDaemon(cache).logFile;
}

function engineDaemon(cache: string): Daemon {
  const folder = join(cache, "engine");
  return {
    command: "dockerd",
    args: ["--log-level", "warn"],
    // Not the one that dockerd writes itself, and refuses to find written already.
    pidFile: join(folder, "pid"),
    logFile: join(folder, "dockerd.log"),
  };
}

async function answers(env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await probeEngine(env)).state === "answers";
}

/** After a reboot the number in such a file may be another program's, and the engine would refuse to start. */
function removeStalePidFile(path: string, command: string): void {
  try {
    const pid = readFileSync(path, "utf8").trim();
    if (nameOf(pid) !== command) rmSync(path, { force: true });
  } catch {
    // No such file: nothing is stale.
  }
}

function nameOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return undefined;
  }
}
