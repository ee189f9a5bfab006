import { existsSync } from "node:fs";
import { findExecutable } from "../process/executable.ts";
import { tryRun } from "../process/run.ts";
import type { EngineFacts } from "../setup/facts.ts";

const PROBE_MILLISECONDS = 10_000;

interface DockerInfo {
  readonly ServerVersion?: string;
  readonly ServerErrors?: readonly string[];
  readonly RegistryConfig?: { readonly Mirrors?: readonly string[] | null } | null;
}

/** Asks the engine that the Docker client would use. */
export async function probeEngine(env: NodeJS.ProcessEnv): Promise<EngineFacts> {
  const { code, stdout, stderr } = await tryRun("docker", ["info", "--format", "{{json .}}"], {
    env,
    timeout: PROBE_MILLISECONDS,
  });
  const info = parse(stdout);
  if (code === 0 && info.ServerVersion !== undefined && info.ServerVersion !== "") {
    return { state: "answers", mirrors: info.RegistryConfig?.Mirrors ?? [] };
  }
  const elsewhere = await engineElsewhere(env);
  const dockerd = findExecutable("dockerd", `${env["PATH"] ?? ""}:/usr/sbin:/sbin`) !== undefined;
  const reason =
    info.ServerErrors?.[0] ?? (code === 127 ? "the Docker client is not installed" : lastLine(stderr));
  return { state: "silent", reason, dockerd, ...(elsewhere === undefined ? {} : { elsewhere }) };
}

function parse(stdout: string): DockerInfo {
  try {
    // The client prints what the engine's API documents for GET /info.
    return JSON.parse(stdout) as DockerInfo;
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
