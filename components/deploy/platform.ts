import type * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Fault, FidelityTable } from "../application/index.ts";
import type { ApplicationArgs } from "./application-args.ts";
import type { Settings } from "./settings.ts";

/**
 * Where an application can run. The way is the same on every platform: settings, then facts, then everything that is
 * wrong, and only where nothing is, creation. A platform is one object like this and one entry in `platforms.ts`.
 */
export interface Platform {
  /** As `muelle:platform` has it: "docker". */
  readonly name: string;
  /** For people: "Docker". */
  readonly title: string;
  /** Whether others than its user can look into it: a secret in clear is a fault there. */
  readonly isShared: boolean;
  /** Reads the settings that it alone has. */
  readonly configure: (args: ApplicationArgs, settings: Settings) => ConfiguredPlatform;
}

/** A platform that knows its settings and has asked nobody yet. */
export interface ConfiguredPlatform {
  /** What is wrong with the settings. */
  readonly faults: readonly Fault[];
  /** What it makes of the application's fields. */
  readonly fidelity: (application: ApplicationModel) => FidelityTable;
  /** What it refuses wherever it runs: neither engine nor cluster is asked. */
  readonly refusals: (application: ApplicationModel) => readonly Fault[];
  /** What no other application of the same program may have as well. */
  readonly claims: (application: ApplicationModel) => readonly Claim[];
  /** Asks the engine or the cluster for facts. */
  readonly ask: (application: ApplicationModel) => Promise<Answer>;
  /** Takes the usual facts for true and asks nobody, for a plan. */
  readonly assume: (application: ApplicationModel) => ReadyPlatform;
}

/** Something that only one application can have: a port of the machine, a namespace. */
export interface Claim {
  /** Where it is said, for example `docker.port`. */
  readonly path: string;
  /** The thing in words, the same for whoever claims it: "the port 127.0.0.1:8080". */
  readonly thing: string;
  /** What to do about two that claim it. */
  readonly hint: string;
}

/** What engine or cluster answered. */
export interface Answer {
  readonly faults: readonly Fault[];
  /** What the user should know, also where something is wrong. */
  readonly warnings: readonly string[];
  /** Undefined where something is wrong. */
  readonly platform: ReadyPlatform | undefined;
}

/** A platform on which the application can be created. */
export interface ReadyPlatform {
  /** What the user is told before it begins. @default - nothing */
  readonly notice?: string;
  /** Creates everything, at once and not in a later turn. */
  readonly create: (deployment: Deployment) => PlatformOutputs;
}

/** What is created, and below what. */
export interface Deployment {
  readonly application: ApplicationModel;
  /** Values of its secrets by name. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
  /** Name of the component that everything belongs to. */
  readonly name: string;
  readonly parent: pulumi.Resource;
}

/** What a platform tells of an application. */
export interface PlatformOutputs {
  /** Where the application is reached; undefined where nothing is routed, or where it is not known. */
  readonly url: pulumi.Input<string | undefined>;
  /** The services by name. */
  readonly services: Readonly<Record<string, Told<ServiceOutput>>>;
  /** References of the images by service. */
  readonly images: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Fields that may be outputs of resources. */
type Told<T> = {
  readonly [K in keyof T]: T[K] extends readonly (infer E)[] | undefined
    ? readonly pulumi.Input<E>[]
    : pulumi.Input<T[K]>;
};

/** What an application tells of one of its services. */
export interface ServiceOutput {
  /** Reference of its image. */
  readonly image: string;
  /** Number of replicas, or the range between which they are scaled: "2-6". */
  readonly replicas: number | string;
  /** Names of its containers. @default - none: it does not run on Docker */
  readonly containers?: readonly string[];
  /** Kind of its workload, for example "Deployment". @default - none: it does not run on Kubernetes */
  readonly kind?: string;
}
