import type { DeployedApplication, DeployedService } from "../stack/deployed.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A container or pod of a service. */
export interface Replica {
  readonly service: string;
  /** Name of the container or pod. */
  readonly name: string;
  /** What tells it from the service's others, and is short. */
  readonly number: string;
  /** In the platform's own words: "running", "exited (1)", "CrashLoopBackOff". */
  readonly state: string;
  /** Whether its process runs now. */
  readonly running: boolean;
  /** @default - it has no health check */
  readonly health?: "healthy" | "unhealthy" | "starting";
  /** With its tag, where it has one. */
  readonly image: string;
  /** Ports that are published on this machine, or that other pods may reach. */
  readonly ports: readonly string[];
  /** When it was created, in milliseconds since 1970. */
  readonly created: number;
}

/** A line that a replica wrote. */
export interface LogLine {
  /** When, as the platform tells it: RFC 3339 with nanoseconds. */
  readonly time: string;
  readonly text: string;
}

/** Which lines are wanted. */
export interface LogOptions {
  /** Whether to wait for further ones. */
  readonly follow: boolean;
  /** Only what was written after this, in milliseconds since 1970. @default - from the beginning */
  readonly since?: number;
  /** Only the last ones. @default - all */
  readonly tail?: number;
}

/** What the commands ask of a platform, of one application. */
export interface Platform {
  /** All replicas, by service and number; those of one-off commands are left out. */
  replicas(): Promise<readonly Replica[]>;
  /** What a replica wrote; ends with it, or with the signal, where it is followed. */
  logs(replica: Replica, options: LogOptions, signal: AbortSignal): AsyncIterable<LogLine>;
  /** Runs a command in a replica; returns its exit code. */
  exec(replica: Replica, command: readonly string[], terminal: Terminal): Promise<number>;
  /** Runs a command in a container or pod made like those of a service, and removes it; returns its exit code. */
  run(service: DeployedService, command: readonly string[], terminal: Terminal): Promise<number>;
  /** Restarts a service's replicas so that the others serve meanwhile; `tell` hears of each step. */
  restart(service: DeployedService, tell: (step: string) => void): Promise<void>;
  /** Stops a service until it is started again. @throws {MuelleError} where the platform has no such thing */
  stop(service: DeployedService, tell: (step: string) => void): Promise<void>;
  /** Starts what was stopped. @throws {MuelleError} where the platform has no such thing */
  start(service: DeployedService, tell: (step: string) => void): Promise<void>;
}

/** The platform of an application; its client is loaded only where it is wanted. */
export async function platformOf(
  deployed: DeployedApplication,
  context: { readonly env: NodeJS.ProcessEnv; readonly directory: string; readonly stack?: string },
): Promise<Platform> {
  if (deployed.platform === "docker") {
    const { DockerPlatform } = await import("./docker/docker-platform.ts");
    return DockerPlatform.connect(deployed, context.env);
  }
  const { KubernetesPlatform } = await import("./kubernetes/kubernetes-platform.ts");
  return KubernetesPlatform.connect(deployed, context);
}
