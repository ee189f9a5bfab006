import type { Input } from "@pulumi/pulumi";

/**
 * What an author writes: the Compose Specification's terms in camelCase, plus `healthcheck.http`, `scale` and
 * `route`. Whatever is left out gets the default named here; all defaults live in `defaults.ts`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */

type DurationUnit = "ms" | "s" | "m" | "h";

/** A length of time in Compose's notation: `"500ms"`, `"30s"`, `"1m30s"`. */
export type Duration = `${number}${DurationUnit}` | `${number}${DurationUnit}${number}${DurationUnit}`;

/** An amount of memory or storage in Compose's notation, powers of 1024: `"64m"`, `"1g"`, `"512kb"`. */
export type Size = `${number}${"b" | "k" | "kb" | "m" | "mb" | "g" | "gb"}`;

/** An application: the services that make it up and what they share. */
export interface ApplicationSpec {
  /** Name of the application: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** The services by name. A service's name is also its host name for the other services. */
  readonly services: Readonly<Record<string, ServiceSpec>>;
  /** Networks by name. @default - one network `default` for all services that name none */
  readonly networks?: Readonly<Record<string, NetworkSpec>>;
  /** Named volumes by name. @default - none */
  readonly volumes?: Readonly<Record<string, VolumeSpec>>;
  /** Secrets by name. @default - none */
  readonly secrets?: Readonly<Record<string, SecretSpec>>;
  /** Configuration files by name. @default - none */
  readonly configs?: Readonly<Record<string, ConfigSpec>>;
}

/** A network that services share. */
export interface NetworkSpec {
  /** No way out of the network, and none in but through the load balancer. @default false */
  readonly internal?: boolean;
  /** Name of a network of the engine that is there already, and that others are on. @default - the application's own */
  readonly external?: string;
}

/** A named volume: data that outlives its containers. */
export interface VolumeSpec {
  /** How much it holds; a request to the storage class on Kubernetes, not enforced by Docker. @default "1g" */
  readonly size?: Size;
  /** Name of a volume of the engine that is there already; Muelle neither makes nor deletes it. @default - the application's own */
  readonly external?: string;
  /**
   * Whether it outlives `pulumi destroy`, and its own removal from the application. `false` is for what can be made
   * anew, such as a cache. `muelle:deleteVolumes` says it of all volumes of a stack. @default true
   */
  readonly keep?: boolean;
  /**
   * The name that it had before, so that its data is found again. It stays for as long as the volume lives.
   * @default - none: it was never renamed
   */
  readonly renamedFrom?: string;
}

/** Where a secret's value comes from. `{}` means the stack's encrypted configuration, under the secret's own name. */
export type SecretSpec =
  | {
      /** Key below `muelle:secrets` in the stack's configuration. @default - the secret's own name */
      readonly config?: string;
    }
  | {
      /** Name of an environment variable of the `pulumi` process. */
      readonly environment: string;
    }
  | {
      /** A file, relative to the application's folder, that is in no commit. */
      readonly file: string;
    };

/** Where a configuration file's content comes from. */
export type ConfigSpec =
  | {
      /** The content itself; it may be an output of another resource. */
      readonly content: Input<string>;
    }
  | {
      /** A file, relative to the application's folder. */
      readonly file: string;
    };

/** The value of an environment variable: itself, an output of another resource, or one of the application's secrets. */
export type VariableSpec =
  | Input<string | number | boolean>
  | {
      /** Name of the secret that the value comes from. */
      readonly secret: string;
    };

/** One service: an image, how it runs, and how many of it. */
export interface ServiceSpec {
  /**
   * Image reference, for example `postgres:17`; it may be an output of another resource. Exactly one of `image` and
   * `build`. @default - built
   */
  readonly image?: Input<string>;
  /** How the image is built. @default - not built: `image` is pulled */
  readonly build?: BuildSpec;
  /** Command in place of the image's own. @default - the image's */
  readonly command?: readonly string[];
  /** Entrypoint in place of the image's own. @default - the image's */
  readonly entrypoint?: readonly string[];
  /** Working directory inside the container. @default - the image's */
  readonly workingDir?: string;
  /**
   * Environment variables: texts, outputs of other resources, or secrets: `{ secret: "db_password" }`. A text that
   * looks like a secret is refused. @default - none
   */
  readonly environment?: Readonly<Record<string, VariableSpec>>;
  /** Environment variables whose names look like secrets although they hold none: `["PARTITION_KEY"]`. @default - none */
  readonly notSecret?: readonly string[];
  /** Files of `NAME=value` lines, relative to the application's folder; later ones and `environment` win. @default - none */
  readonly envFile?: string | readonly string[];
  /**
   * Ports on the host in Compose's short syntax, carried by the load balancer: `"5432:5432"` goes to all replicas,
   * a range `"6001-6010:5000"` goes to one replica each (what it has beyond the replicas stays free), and a range to a
   * range, `"6001-6003:5001-5003"`, port by port to all replicas. @default - none
   */
  readonly ports?: readonly string[];
  /** Ports that other services may reach. @default - none */
  readonly expose?: readonly number[];
  /** Services that must be there first, and in what condition. @default - none */
  readonly dependsOn?: Readonly<Record<string, DependencySpec>>;
  /** How to tell that a replica works. @default - none: it counts as working while it runs */
  readonly healthcheck?: HealthcheckSpec;
  /** Run an init as PID 1 that forwards signals and reaps zombies. @default true */
  readonly init?: boolean;
  /**
   * What happens when the process ends. With "no" the service runs to its end, and with "on-failure" where others wait
   * for its completion. @default "unless-stopped", or "no" where it is one-shot or others wait for its completion
   */
  readonly restart?: "no" | "on-failure" | "always" | "unless-stopped";
  /**
   * Whether it stays up or runs to its end. A server that is not restarted is `restart: "no"` with `lifetime: "server"`.
   * @default - "one-shot" where `restart` is "no", or "on-failure" and others wait for its completion; else "server"
   */
  readonly lifetime?: "server" | "one-shot";
  /** User, or `user:group`, by name or number. Root must be allowed by `allowRoot`. @default - the image's */
  readonly user?: string;
  /** Say so where a service must run as root. @default false */
  readonly allowRoot?: boolean;
  /** Read-only root file system. @default false */
  readonly readOnly?: boolean;
  /** Paths in memory: `"/tmp"` or with options `"/tmp:size=64m,mode=1777"`. @default - none */
  readonly tmpfs?: string | readonly string[];
  /** Linux capabilities to add, without `CAP_`: `"NET_BIND_SERVICE"`. @default - none */
  readonly capAdd?: readonly string[];
  /** Linux capabilities to drop. @default ["ALL"] */
  readonly capDrop?: readonly string[];
  /** Time between the stop signal and the kill. @default "10s" */
  readonly stopGracePeriod?: Duration;
  /** Signal that asks the process to stop. @default - the image's, else SIGTERM */
  readonly stopSignal?: string;
  /** Mounts: `"data:/var/lib/data"`, `"./inputs:/inputs:ro"`, or the long form. @default - none */
  readonly volumes?: readonly (string | MountSpec)[];
  /** Networks that the service is on. @default ["default"] */
  readonly networks?: readonly string[];
  /** Secrets, mounted as files below /run/secrets. @default - none */
  readonly secrets?: readonly (string | FileReferenceSpec)[];
  /** Configuration files, mounted at `/<name>` or at `target`. @default - none */
  readonly configs?: readonly (string | FileReferenceSpec)[];
  /** How many replicas, with what resources, and how they are replaced. @default - one replica, start-first, limited */
  readonly deploy?: DeploySpec;
  /** More names under which other services reach it, besides its own. @default - none */
  readonly aliases?: readonly string[];
  /** The host name that its processes see. @default - the platform's */
  readonly hostname?: string;
  /** Give the process a terminal. @default false */
  readonly tty?: boolean;
  /** Leave the process's input open. @default false */
  readonly stdinOpen?: boolean;
  /** Let no process get more rights than it started with, as by `sudo`. @default true */
  readonly noNewPrivileges?: boolean;
  /** More groups of the user, by name or number. @default - none */
  readonly groupAdd?: readonly string[];
  /** Addresses by names of hosts; `host-gateway` is the machine that the container runs on. @default - none */
  readonly extraHosts?: Readonly<Record<string, string | readonly string[]>>;
  /** Addresses of DNS servers. @default - the engine's or the cluster's */
  readonly dns?: readonly string[];
  /** Domains in which names are looked up. @default - the engine's or the cluster's */
  readonly dnsSearch?: readonly string[];
  /** Options of the resolver, for example `"ndots:2"`. @default - the engine's or the cluster's */
  readonly dnsOpt?: readonly string[];
  /** Size of /dev/shm. @default - the engine's or the cluster's, 64m */
  readonly shmSize?: Size;
  /** Limits of a process by their names, `nofile` for example: one for both, or a soft and a hard one. @default - the engine's */
  readonly ulimits?: Readonly<Record<string, number | UlimitSpec>>;
  /** Settings of the kernel by their names. @default - the machine's */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** Labels of the containers or pods; values may be outputs of other resources. @default - none */
  readonly labels?: Readonly<Record<string, Input<string>>>;
  /** The service is left out unless one of its profiles is chosen by `muelle:profiles`. @default - always there */
  readonly profiles?: readonly string[];
  /** Horizontal autoscaling, where the platform has it. @default - none: `deploy.replicas` replicas */
  readonly scale?: ScaleSpec;
  /** Open the service to the world by HTTP. @default - not open */
  readonly route?: RouteSpec;
}

/** A limit of a process. */
export interface UlimitSpec {
  /** What is in force. */
  readonly soft: number;
  /** How far the process may raise it itself. */
  readonly hard: number;
}

/** How an image is built. */
export interface BuildSpec {
  /** Folder of the build context, relative to the application's folder. */
  readonly context: string;
  /** The Dockerfile, relative to the context. @default "Dockerfile" */
  readonly dockerfile?: string;
  /** Stage to build. @default - the last one */
  readonly target?: string;
  /**
   * Build arguments; they stay visible in the image, so never a secret. With outputs of other resources, the image's
   * tag is known when they are. @default - none
   */
  readonly args?: Readonly<Record<string, Input<string>>>;
  /** Names of the application's secrets that `RUN --mount=type=secret` sees. @default - none */
  readonly secrets?: readonly string[];
  /** Platforms, for example `linux/amd64`. @default - the engine's own */
  readonly platforms?: readonly string[];
  /** Caches to read, in buildx's notation: `type=registry,ref=example.com/cache`. @default - the engine's own cache */
  readonly cacheFrom?: readonly string[];
  /** Caches to write, in buildx's notation. @default - none */
  readonly cacheTo?: readonly string[];
}

/** When a service that another one depends on counts as there. */
export interface DependencySpec {
  /** Compose's three conditions. */
  readonly condition: "service_started" | "service_healthy" | "service_completed_successfully";
}

/**
 * One definition of health for all platforms: a command, or an HTTP request. Exactly one of `test` and `http`, or
 * `disable`.
 */
export interface HealthcheckSpec {
  /** `["CMD", "program", "argument"]` or `["CMD-SHELL", "line"]`; exit code 0 means healthy. @default - `http` */
  readonly test?: readonly ["CMD" | "CMD-SHELL", ...string[]];
  /** A GET that must answer 2xx; needs no curl or wget in the image. @default - `test` */
  readonly http?: {
    /** Port inside the container. */
    readonly port: number;
    /** Path to ask for. @default "/" */
    readonly path?: string;
  };
  /** Do not run the image's own check either. @default false */
  readonly disable?: boolean;
  /** Time between two checks. Unsaid, Kubernetes asks every 3 seconds by `http` for readiness. @default "30s" */
  readonly interval?: Duration;
  /** Time after which a check counts as failed. Unsaid, it is 3 seconds for readiness by `http`. @default "10s" */
  readonly timeout?: Duration;
  /** Failures in a row until the replica is unhealthy. @default 3 */
  readonly retries?: number;
  /** Time to start in which failures do not count. @default "30s" */
  readonly startPeriod?: Duration;
  /** Time between two checks while it starts. @default "500ms" */
  readonly startInterval?: Duration;
}

/** A mount in Compose's long syntax. */
export type MountSpec =
  | {
      readonly type: "volume";
      /** Name of one of the application's volumes. */
      readonly source: string;
      /** Absolute path inside the container. */
      readonly target: string;
      /** @default false */
      readonly readOnly?: boolean;
    }
  | {
      readonly type: "bind";
      /** Path on the host, absolute or relative to the application's folder. */
      readonly source: string;
      readonly target: string;
      /** @default false */
      readonly readOnly?: boolean;
      /** Let the engine make an empty folder, of root's, where there is nothing at the path. @default false */
      readonly createHostPath?: boolean;
    }
  | {
      readonly type: "tmpfs";
      readonly target: string;
      /** Upper limit. @default - none but the service's memory limit */
      readonly size?: Size;
    };

/** A secret or a configuration file with a place of its own. */
export interface FileReferenceSpec {
  /** Name of the secret or config. */
  readonly source: string;
  /** File name, or absolute path, inside the container. @default - the source's name */
  readonly target?: string;
  /** Permission bits. @default 0o444 */
  readonly mode?: number;
}

/** Replicas, resources and the order of updates. */
export interface DeploySpec {
  /** Number of replicas; 0 is allowed. @default - 1, or `scale.min` where there is `scale` */
  readonly replicas?: number;
  /** How much each replica may use and is sure to get. @default - the defaults of its fields */
  readonly resources?: {
    /** What a replica can use at most. @default - 1 cpu, 512m of memory (or what is reserved, if that is more), 256 processes */
    readonly limits?: LimitsSpec;
    /** What a replica is sure to get. @default - 0.1 cpu, 64m of memory, or the limits if they are less */
    readonly reservations?: ResourcesSpec;
  };
  /** How replicas are replaced in an update. @default - the defaults of its fields */
  readonly updateConfig?: {
    /**
     * Whether the new replicas are up before the old ones go. @default "start-first"; "stop-first" for a service that
     * writes to a volume of its own (one that no other service mounts), since two must never write there at once.
     * More than one replica of such a service is a fault, unless "start-first" says that they can share it
     */
    readonly order?: "start-first" | "stop-first";
    /**
     * How long new replicas that are ready are watched before they take over; one that ends or gets sick meanwhile
     * fails the update, and the old version goes on serving. Without it a version that dies after a while is only
     * noticed when it serves. On Kubernetes replicas are watched whenever they start, and get requests so much later.
     * @default "0s"
     */
    readonly monitor?: Duration;
  };
}

/** Processor and memory. */
export interface ResourcesSpec {
  /** Processors, for example `0.5`. @default - 0.1, or the limit if that is less */
  readonly cpus?: number;
  /** Memory. @default - 64m, or the limit if that is less */
  readonly memory?: Size;
}

/** Processor, memory and processes at most. */
export interface LimitsSpec {
  /** Processors, for example `0.5`; `none` where all of them may be used. @default - 1, or what is reserved if that is more */
  readonly cpus?: number | "none";
  /** Memory; `none` where all of it may be used. @default - 512m, or what is reserved if that is more */
  readonly memory?: Size | "none";
  /** Processes and threads. @default 256 */
  readonly pids?: number;
}

/** Horizontal autoscaling: at least one of `cpu` and `memory`. */
export interface ScaleSpec {
  /** Fewest replicas. @default 1 */
  readonly min?: number;
  /** Most replicas. */
  readonly max: number;
  /** Aim for this much of the reserved processor time, in percent. @default - not watched */
  readonly cpu?: number;
  /** Aim for this much of the reserved memory, in percent. @default - not watched */
  readonly memory?: number;
}

/** How requests are spread over the replicas. */
export type Balance = "least_conn" | "round_robin" | "ip_hash" | "sticky";

/** A service opened to the world: nginx on Docker, Ingress or Gateway on Kubernetes. */
export interface RouteSpec {
  /** Port inside the container. */
  readonly port: number;
  /** Host name to answer to. @default - any */
  readonly host?: string;
  /** Path prefix, matched by whole segments and passed on as it is. @default "/" */
  readonly path?: string;
  /** How requests are spread. @default "least_conn" */
  readonly balance?: Balance;
  /** Longest silence of the service while it answers. @default "60s" */
  readonly timeout?: Duration;
  /** Let connections be upgraded to WebSocket. @default true */
  readonly websocket?: boolean;
  /** Largest request body. @default "16m" */
  readonly maxBodySize?: Size;
  /** Serve HTTPS with the certificate of this name. @default - plain HTTP */
  readonly tls?: {
    /** Name of the Kubernetes TLS Secret, or of what a certificate manager fills it with. */
    readonly secretName: string;
  };
}
