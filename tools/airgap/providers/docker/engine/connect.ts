import { access } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type Docker from "dockerode";
import { messageOf, type Log } from "../../kit/index.ts";
import type { ProviderConfig } from "./provider-config.ts";
import { credentialsOf, type Credentials } from "./registry-auth.ts";

/** A connected Docker Engine. */
export interface Engine {
  readonly docker: Docker;
  /** The engine's API version as one number: 1.41 is 41. */
  readonly apiMinor: number;
  /** By registry host. */
  readonly credentials: ReadonlyMap<string, Credentials>;
}

const DEFAULT_SOCKET = "/var/run/docker.sock";

/** Connects to the engine and looks whether it answers. @throws where it does not */
export async function connect(config: ProviderConfig, log: Log): Promise<Engine> {
  const { default: Dockerode } = await import("dockerode");
  const host = config.host ?? process.env.DOCKER_HOST ?? `unix://${await defaultSocket()}`;
  // Node's own agent keeps connections. One of our own would stand in every request's options, which the HTTP client
  // turns into text for a log that nobody reads: five milliseconds each.
  const docker = new Dockerode(addressOf(host));
  const credentials = await credentialsOf(config.registryAuth ?? []);
  if (config.disableDockerDaemonCheck === true) return { docker, apiMinor: 0, credentials };
  const version = await docker.version().catch((error: unknown) => {
    throw new Error(unreachable(host), { cause: error });
  });
  log.debug(`connected to Docker Engine ${version.Version} (API ${version.ApiVersion}) at ${host}`);
  return { docker, apiMinor: Number(version.ApiVersion.split(".")[1] ?? 0), credentials };
}

/** Where the engine listens, as dockerode wants it. @throws for other transports */
export function addressOf(host: string): { socketPath: string } | { host: string; port: number } {
  if (host.startsWith("unix://")) return { socketPath: host.slice("unix://".length) || DEFAULT_SOCKET };
  const { protocol, hostname, port } = new URL(host);
  if (protocol !== "tcp:" && protocol !== "http:") {
    throw new Error(
      `docker:host: the stand-in does not support ${protocol}//, use unix:// or tcp://, not ${host}`,
    );
  }
  return { host: hostname, port: Number(port || 2375) };
}

/** The usual socket, else that of Docker Desktop. */
async function defaultSocket(): Promise<string> {
  const desktop = ["run", "desktop"].map((folder) => join(homedir(), ".docker", folder, "docker.sock"));
  for (const path of [DEFAULT_SOCKET, ...desktop]) {
    const exists = await access(path).then(
      () => true,
      () => false,
    );
    if (exists) return path;
  }
  return DEFAULT_SOCKET;
}

function unreachable(host: string): string {
  return (
    `failed to connect to any docker daemon: nothing answers at ${host}; start Docker Desktop, or the engine with ` +
    "`sudo systemctl start docker` (or `sudo dockerd`), or set docker:host or DOCKER_HOST to where it listens"
  );
}

/** The engine's own error for an operation, with what was tried. */
export function tried(what: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`${what}: ${reasonOf(error)}`);
  };
}

/** What the engine answered, without the wrapping of the HTTP client. */
export function reasonOf(error: unknown): string {
  return messageOf(error)
    .replace(/^\(HTTP code \d+\) .*? - /, "")
    .trim();
}

/** The HTTP status that the engine answered with; undefined for other errors. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("statusCode" in error)) return undefined;
  return typeof error.statusCode === "number" ? error.statusCode : undefined;
}

/** Undefined where the engine says that there is no such thing. */
export function ifFound(error: unknown): undefined {
  if (statusOf(error) === 404) return undefined;
  throw error;
}
