import type { Input } from "@pulumi/pulumi";
import type { Balance, DependencySpec } from "./spec.ts";

/**
 * The normalised application: every default filled in, every reference resolved. Both platforms translate from this
 * and from nothing else.
 */

/** A length of time in milliseconds. */
export type Milliseconds = number;

/** An amount of memory or storage in bytes. */
export type Bytes = number;

/** Something with a place of its own in what the author wrote. */
export interface Placed {
  /** That place, for messages: `services.web.volumes[0]`. */
  readonly path: string;
}

/** The same before it is known where it stands. */
export type Unplaced<T extends Placed> = T extends Placed ? Omit<T, "path"> : never;

export interface ApplicationModel {
  readonly name: string;
  /** The services, each after all that it depends on. */
  readonly services: readonly Service[];
  readonly networks: readonly Network[];
  readonly volumes: readonly Volume[];
  readonly secrets: readonly Secret[];
  readonly configs: readonly Config[];
}

export interface Network extends Placed {
  readonly name: string;
  readonly internal: boolean;
  /** Name of one that is there already; undefined for the application's own. */
  readonly external: string | undefined;
}

export interface Volume extends Placed {
  readonly name: string;
  readonly size: Bytes;
  /** Name of one that is there already; undefined for the application's own. */
  readonly external: string | undefined;
  /** Whether it outlives `destroy` and its removal from the application. */
  readonly keep: boolean;
  /** The name that it had before; undefined where it was never renamed. */
  readonly renamedFrom: string | undefined;
}

/** A secret and where its value is to be had; the value itself is never part of the model. */
export interface Secret extends Placed {
  readonly name: string;
  readonly source:
    | { readonly type: "config"; readonly key: string }
    | { readonly type: "environment"; readonly variable: string }
    /** `path` is absolute. */
    | { readonly type: "file"; readonly path: string };
}

export interface Config extends Placed {
  readonly name: string;
  readonly content: Input<string>;
}

/** What surrounds the process of a service in its container; what is empty or undefined is as the platform has it. */
export interface ContainerSettings {
  /** More names under which other services reach it. */
  readonly aliases: readonly string[];
  readonly hostname: string | undefined;
  readonly tty: boolean;
  readonly stdinOpen: boolean;
  readonly noNewPrivileges: boolean;
  readonly groupAdd: readonly string[];
  readonly extraHosts: readonly { readonly host: string; readonly address: string }[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOpt: readonly string[];
  readonly shmSize: Bytes | undefined;
  readonly ulimits: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
  readonly sysctls: Readonly<Record<string, string>>;
  /** Whether the image's own health check runs where the service has none. */
  readonly ownHealthcheck: boolean;
}

export interface Service extends Placed, ContainerSettings {
  readonly name: string;
  /** Image reference; undefined where it is built. */
  readonly image: Input<string> | undefined;
  readonly build: Build | undefined;
  readonly command: readonly string[] | undefined;
  readonly entrypoint: readonly string[] | undefined;
  readonly workingDir: string | undefined;
  /** Environment files and `environment` merged, sorted by name. */
  readonly environment: Readonly<Record<string, Variable>>;
  readonly ports: readonly PublishedPort[];
  /** Every port that other services or the load balancer reach: `expose`, `ports`, `route` and `healthcheck.http` together, sorted. */
  readonly expose: readonly number[];
  readonly dependsOn: readonly Dependency[];
  readonly healthcheck: Healthcheck | undefined;
  /**
   * How long a replica may take from its start until it is healthy: as long as Docker would take to call it unhealthy
   * if it kept the pace of the start. Without a health check, how long it may take until it runs.
   */
  readonly startBudget: Milliseconds;
  readonly init: boolean;
  readonly restart: "no" | "on-failure" | "always" | "unless-stopped";
  readonly lifetime: Lifetime;
  readonly user: string | undefined;
  readonly allowRoot: boolean;
  readonly readOnly: boolean;
  readonly tmpfs: readonly Tmpfs[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly stopGracePeriod: Milliseconds;
  readonly stopSignal: string | undefined;
  readonly volumes: readonly Mount[];
  /** The named volumes that this service writes to and no other does. Others may read them, as a backup does. */
  readonly ownVolumes: readonly string[];
  readonly networks: readonly string[];
  readonly secrets: readonly FileReference[];
  readonly configs: readonly FileReference[];
  readonly deploy: Deploy;
  readonly labels: Readonly<Record<string, Input<string>>>;
  readonly profiles: readonly string[];
  readonly scale: Scale | undefined;
  readonly route: Route | undefined;
}

/** What an environment variable gets: a value, which may come later, or what one of the application's secrets holds. */
export type Variable =
  | { readonly type: "value"; readonly value: Input<string> }
  | { readonly type: "secret"; readonly secret: string };

/**
 * Whether a service stays up (`server`) or runs to its end (`one-shot`). Unless it says so itself, it runs to its end
 * where it is never restarted, and where it is restarted on failure alone and another service waits for its completion.
 */
export type Lifetime = "server" | "one-shot";

export interface Build {
  /** Absolute path. */
  readonly context: string;
  /** Absolute path. */
  readonly dockerfile: string;
  readonly target: string | undefined;
  readonly args: Readonly<Record<string, Input<string>>>;
  readonly secrets: readonly string[];
  readonly platforms: readonly string[];
  readonly cacheFrom: readonly string[];
  readonly cacheTo: readonly string[];
}

/** One port of the host: to all replicas, or to one of them. */
export interface PublishedPort extends Placed {
  /** Address on the host; undefined for the stack's own default. */
  readonly hostIp: string | undefined;
  readonly published: number;
  readonly target: number;
  readonly protocol: "tcp" | "udp";
  /** The replica (counted from 1) that a port of a range belongs to; undefined: all replicas. */
  readonly replica: number | undefined;
}

export interface Dependency extends Placed {
  readonly service: string;
  readonly condition: DependencySpec["condition"];
}

export type HealthTest =
  | { readonly type: "command"; readonly command: readonly ["CMD" | "CMD-SHELL", ...string[]] }
  | { readonly type: "http"; readonly port: number; readonly path: string };

export interface Healthcheck {
  readonly test: HealthTest;
  readonly interval: Milliseconds;
  readonly timeout: Milliseconds;
  readonly retries: number;
  readonly startPeriod: Milliseconds;
  readonly startInterval: Milliseconds;
  /**
   * How a platform that looks at readiness apart from health does so. Where the author says neither time, a GET is
   * sent often, so that a replica that hangs is out of rotation within seconds; a command may be dear, or slow.
   */
  readonly readiness: { readonly interval: Milliseconds; readonly timeout: Milliseconds };
}

export interface Tmpfs extends Placed {
  readonly target: string;
  /** Mount options as given, for example `size=64m,mode=1777`; empty for none. */
  readonly options: string;
}

export type Mount = VolumeMount | BindMount | TmpfsMount;

export interface VolumeMount extends Placed {
  readonly type: "volume";
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface BindMount extends Placed {
  readonly type: "bind";
  /** Absolute path. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  /** Whether nothing needs to be at that path; undefined where nothing is said. */
  readonly createHostPath: boolean | undefined;
}

export interface TmpfsMount extends Placed {
  readonly type: "tmpfs";
  readonly target: string;
  readonly size: Bytes | undefined;
}

export interface FileReference extends Placed {
  readonly source: string;
  /** Absolute path inside the container. */
  readonly target: string;
  readonly mode: number;
}

export interface Resources {
  readonly cpus: number;
  readonly memory: Bytes;
}

export interface Deploy {
  readonly replicas: number;
  readonly resources: {
    /** Infinite amounts are not limited. */
    readonly limits: Resources & { readonly pids: number };
    readonly reservations: Resources;
  };
  readonly updateConfig: {
    readonly order: "start-first" | "stop-first";
    readonly monitor: Milliseconds;
  };
}

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly cpu: number | undefined;
  readonly memory: number | undefined;
}

export interface Route {
  readonly port: number;
  readonly host: string | undefined;
  readonly path: string;
  readonly balance: Balance;
  readonly timeout: Milliseconds;
  readonly websocket: boolean;
  readonly maxBodySize: Bytes;
  readonly tls: { readonly secretName: string } | undefined;
}
