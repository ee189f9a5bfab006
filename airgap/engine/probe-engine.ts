import { existsSync } from "node:fs";
import { OLDEST_ENGINE } from "../../base/oldest-engine.ts";
import { findExecutable } from "../../base/executable.ts";
import { tryRun } from "../../base/run.ts";
import type { EngineFacts } from "../setup/facts.ts";
import { isAtLeast } from "../setup/version.ts";

const PROBE_MILLISECONDS = 10_000;

/** What `docker info` does not say, `docker version` does. */
interface DockerVersion {
  readonly Server?: { readonly ApiVersion?: string; readonly Version?: string } | null;
}

/** How an engine of this machine's answers; who started it, others know. */
export type EngineAnswer =
  | Omit<Extract<EngineFacts, { readonly state: "answers" }>, "ours">
  | Extract<EngineFacts, { readonly state: "silent" }>;

interface DockerInfo {
  readonly ServerErrors?: readonly string[];
  readonly RegistryConfig?: { readonly Mirrors?: readonly string[] | null } | null;
}

/** Asks the engine that the Docker client would use. */
export async function probeEngine(env: NodeJS.ProcessEnv): Promise<EngineAnswer> {
  const options = { env, timeout: PROBE_MILLISECONDS };
  const [said, { stdout: versions }] = await Promise.all([
    tryRun("docker", ["info", "--format", "{{json .}}"], options),
    tryRun("docker", ["version", "--format", "{{json .}}"], options),
  ]);
  // The client prints what the engine's API documents for GET /info and GET /version.
  const info = parse<DockerInfo>(said.stdout);
  const { ApiVersion: api = "", Version: version = "" } = parse<DockerVersion>(versions).Server ?? {};
  if (said.code === 0 && api !== "")
    return { state: "answers", version, api, mirrors: info.RegistryConfig?.Mirrors ?? [] };
  const elsewhere = await engineElsewhere(env);
  const dockerd = await usableDockerd(env);
  const reason =
    info.ServerErrors?.[0] ??
    (said.code === 127 ? "the Docker client is not installed" : lastLine(said.stderr));
  return {
    state: "silent",
    reason,
    ...(dockerd === undefined ? {} : { dockerd }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
}

/** The version of this machine's dockerd, unless there is none or it is too old. */
async function usableDockerd(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const dockerd = findExecutable("dockerd", `${env["PATH"] ?? ""}:/usr/sbin:/sbin`);
  if (dockerd === undefined) return undefined;
  const { stdout } = await tryRun(dockerd, ["--version"], { env, timeout: PROBE_MILLISECONDS });
  const [version] = /\d+\.\d+\.\d+/.exec(stdout) ?? [];
  return version !== undefined && isAtLeast(version, `${OLDEST_ENGINE.version}.0.0`) ? version : undefined;
}

function parse<T extends object>(stdout: string): Partial<T> {
  try {
    return JSON.parse(stdout) as Partial<T>;
  } catch {
    return {};
  }
}

/** The place that the user named, when it is not this machine's usual socket. */
async function engineElsewhere(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { code, stdout } = await tryRun(
    "docker",
    ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"],
    {
      env,
      timeout: PROBE_MILLISECONDS,
    },
  );
  const host = env["DOCKER_HOST"] ?? (code === 0 ? stdout.trim() : "");
  if (host === "" || host === "unix:///var/run/docker.sock") return undefined;
  return host;
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** Whether systemd runs this machine's services. */
export function hasSystemd(): boolean {
  return existsSync("/run/systemd/system");
}
