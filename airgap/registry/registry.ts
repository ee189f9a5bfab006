import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { MIRROR_HOST } from "../setup/plan-engine.ts";
import { runningPid, startDaemon, stopDaemon, type Daemon } from "../../base/daemon.ts";
import { installRegistry, registryExecutable } from "./install.ts";

/** The local registry that the engine uses as a mirror of the public one. */
export interface Registry {
  /** Its address, `127.0.0.1:5000`. */
  readonly host: string;
  /** Where it keeps everything. */
  readonly folder: string;
}

const PREFERRED_PORT = 5000;
const PORTS_TRIED = 100;
const READY_SECONDS = 15;

/** The registry as it was set up earlier; undefined when it never was. */
export async function knownRegistry(cache: string): Promise<Registry | undefined> {
  const folder = registryFolder(cache);
  try {
    const port = (await readFile(join(folder, "port"), "utf8")).trim();
    return { folder, host: `${MIRROR_HOST}:${port}` };
  } catch {
    return undefined;
  }
}

/** Whether the registry answers. */
export async function registryAnswers({ host }: Registry): Promise<boolean> {
  try {
    const response = await fetch(`http://${host}/v2/`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.headers.get("docker-distribution-api-version") === "registry/2.0";
  } catch {
    return false;
  }
}

/** Brings the registry up, on the port that it had before: the engine was told that one. */
export async function startRegistry(cache: string): Promise<Registry> {
  await installRegistry(cache);
  const known = await knownRegistry(cache);
  if (known !== undefined && (await registryAnswers(known))) return known;
  const folder = registryFolder(cache);
  await mkdir(join(folder, "data"), { recursive: true });
  const registry = { folder, host: `${MIRROR_HOST}:${await freePort(portOf(known))}` };
  await writeFile(join(folder, "config.yml"), configuration(registry));
  await startDaemon(daemonOf(cache, registry), () => registryAnswers(registry), READY_SECONDS);
  await writeFile(join(folder, "port"), String(portOf(registry)));
  return registry;
}

/** Stops the registry; false when it does not run. */
export async function stopRegistry(cache: string, registry: Registry): Promise<boolean> {
  return stopDaemon(daemonOf(cache, registry), READY_SECONDS);
}

/** The registry's process, if it runs. */
export function registryPid(cache: string, registry: Registry): number | undefined {
  return runningPid(daemonOf(cache, registry));
}

/** What was pushed under a public name: the hash of the recipe that made it. */
export async function pushedRecipe({ folder }: Registry, image: string): Promise<string | undefined> {
  try {
    return await readFile(pushedMark(folder, image), "utf8");
  } catch {
    return undefined;
  }
}

/** Notes what was pushed under a public name. */
export async function rememberPushed({ folder }: Registry, image: string, recipe: string): Promise<void> {
  await mkdir(join(folder, "pushed"), { recursive: true });
  const mark = pushedMark(folder, image);
  await writeFile(`${mark}.draft`, recipe);
  await rename(`${mark}.draft`, mark);
}

function pushedMark(folder: string, image: string): string {
  return join(folder, "pushed", image.replaceAll(/[/:]/g, "_"));
}

function registryFolder(cache: string): string {
  return join(cache, "registry");
}

function daemonOf(cache: string, { folder }: Registry): Daemon {
  return {
    command: registryExecutable(cache),
    args: ["serve", join(folder, "config.yml")],
    pidFile: join(folder, "registry.pid"),
    logFile: join(folder, "registry.log"),
  };
}

function configuration({ folder, host }: Registry): string {
  const settings = {
    version: 0.1,
    log: { level: "warn", accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, "data") }, delete: { enabled: true } },
    http: { addr: host },
  };
  // JSON is YAML.
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

function portOf(registry: Registry | undefined): number {
  return registry === undefined ? PREFERRED_PORT : Number(registry.host.slice(MIRROR_HOST.length + 1));
}

async function freePort(preferred: number): Promise<number> {
  if (await isFree(preferred)) return preferred;
  for (let port = PREFERRED_PORT; port < PREFERRED_PORT + PORTS_TRIED; port += 1) {
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${PREFERRED_PORT} and ${PREFERRED_PORT + PORTS_TRIED}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, MIRROR_HOST, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
