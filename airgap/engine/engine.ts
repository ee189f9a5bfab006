import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hasSystemd, probeEngine } from "./probe-engine.ts";
import { debianFilesPart, installDebianFiles, type DebianFiles } from "../install/debian-files.ts";
import { runningPid, startDaemon, stopDaemon, type Daemon } from "../../base/daemon.ts";
import { run } from "../../base/run.ts";
import { goPart } from "../go-tool.ts";
import { CONTAINER_RUNTIME, DOCKER_ENGINE } from "../tools.ts";

const READY_SECONDS = 60;
/** The engine stops its containers first, each with its own grace period. */
const STOP_SECONDS = 120;

/** Where Docker's own files remember processes of an engine that may not have ended by itself. */
const ENGINE_PID_FILES = [
  { path: "/var/run/docker.pid", command: "dockerd" },
  { path: "/var/run/docker/containerd/containerd.pid", command: "containerd" },
];

/** How an engine is started. */
export interface EngineStart {
  /** Where everything that can be made again is. */
  readonly cache: string;
  /** Address of the registry that it asks first for public images. @default - none */
  readonly mirror?: string;
  /** Whether it is the one that was built from Go modules, and not one that is installed on this machine. */
  readonly built: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Starts the Docker Engine of this machine, unless it has come up by itself, and waits until it answers. */
export async function startEngine({ cache, mirror, built, env }: EngineStart): Promise<void> {
  if (await answers(env)) return;
  if (!built && hasSystemd()) {
    await run("starting the Docker Engine", "systemctl", ["start", "docker"]);
    return;
  }
  for (const { path, command } of ENGINE_PID_FILES) removeStalePidFile(path, command);
  if (built) await installDebianFiles(cache, DOCKER_INIT);
  const daemon = built ? builtEngine(cache) : installedEngine(cache);
  const mirrored = mirror === undefined ? [] : ["--registry-mirror", `http://${mirror}`];
  const own = built
    ? `${goPart(cache, CONTAINER_RUNTIME).folder}:${goPart(cache, DOCKER_ENGINE).folder}:`
    : "";
  await startDaemon({ ...daemon, args: [...daemon.args, ...mirrored] }, () => answers(env), READY_SECONDS, {
    ...env,
    PATH: `${own}${env["PATH"] ?? ""}:/usr/sbin:/sbin`,
  });
}

/** The process of the engine that was started here; undefined when none is, whatever other engine answers. */
export function enginePid(cache: string): number | undefined {
  return runningPid(installedEngine(cache));
}

/** Stops the engine that was started here; false when there is none. Leaves every other engine alone. */
export async function stopEngine(cache: string): Promise<boolean> {
  return stopDaemon(installedEngine(cache), STOP_SECONDS);
}

/** Where the engine that was started here writes its log. */
export function engineLog(cache: string): string {
  return installedEngine(cache).logFile;
}

/** What runs as the first process of containers that want one. */
const DOCKER_INIT: DebianFiles = { name: "docker-init", packages: ["tini"] };

/** What is true of both engines, so that one is recognised that another version of this project has started. */
function installedEngine(cache: string): Daemon {
  const folder = join(cache, "engine");
  return {
    command: "dockerd",
    args: ["--log-level", "warn"],
    // Not the one that dockerd writes itself, and refuses to find written already.
    pidFile: join(folder, "pid"),
    logFile: join(folder, "dockerd.log"),
  };
}

/** Keeps its data apart: an older engine that is installed later could not read them. */
function builtEngine(cache: string): Daemon {
  const engine = installedEngine(cache);
  const init = join(debianFilesPart(cache, DOCKER_INIT).folder, "usr", "bin", "tini-static");
  return {
    ...engine,
    command: join(goPart(cache, DOCKER_ENGINE).folder, engine.command),
    args: [...engine.args, "--data-root", join(cache, "engine", "data"), "--init-path", init],
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
