/** What was found out about the machine; all that {@link plan} decides from. */
export interface Facts {
  readonly machine: MachineFacts;
  readonly pulumi: PulumiFacts;
  readonly engine: EngineFacts;
  readonly reachable: ReachableFacts;
  /** The local registry of base images. @default - it was never set up */
  readonly registry?: {
    /** Its address, `127.0.0.1:5000`. */
    readonly host: string;
    readonly answers: boolean;
  };
  /** Whether `docker buildx` works. */
  readonly buildx: boolean;
  /** Which of the programs of the engine built from Go modules are in the cache. */
  readonly builtEngine: Readonly<Record<EnginePart, boolean>>;
  /** The provider plugins that the program needs, of the versions in package-lock.json. */
  readonly providers: readonly ProviderFacts[];
  /** The public base images that the applications use. */
  readonly baseImages: readonly BaseImageFacts[];
}

/** What the engine is made of when it is built from Go modules, in the order in which it is built. */
export const ENGINE_PARTS = ["container-runtime", "docker-engine"] as const;

export type EnginePart = (typeof ENGINE_PARTS)[number];

/** The operating system and what it can do. */
export interface MachineFacts {
  readonly os: NodeJS.Platform;
  readonly root: boolean;
  /** Whether apt-get is there. */
  readonly apt: boolean;
  /** Whether systemd runs the services. */
  readonly systemd: boolean;
  /** The version of Go on the PATH, for example `1.26.8`. @default - no Go */
  readonly go?: string;
  /** Whether mmdebstrap is there, which makes base images from Debian packages. */
  readonly mmdebstrap: boolean;
  /** Whether the Docker client is on the PATH. */
  readonly dockerClient: boolean;
  /** Debian packages that an engine built here needs, to be compiled and to run; none where an engine answers. */
  readonly missingForEngine: readonly string[];
}

/** Which Pulumi command-line tools are there. */
export interface PulumiFacts {
  /** The version of the one on the PATH that Muelle did not install. @default - none */
  readonly onPath?: string;
  /** Whether the official one is in the cache. */
  readonly official: boolean;
  /** Whether the one built from its Go module is in the cache. */
  readonly built: boolean;
}

/** How the Docker Engine answers. */
export type EngineFacts =
  | {
      readonly state: "answers";
      /** Its version, for example `29.1.0`. */
      readonly version: string;
      /** The newest version of its API, for example `1.52`. */
      readonly api: string;
      /** Whether it is one that was built and started here. */
      readonly ours: boolean;
      /** The registry mirrors that it uses. */
      readonly mirrors: readonly string[];
    }
  | {
      readonly state: "silent";
      /** Why, in the client's words. */
      readonly reason: string;
      /** Where the user told the client to look (DOCKER_HOST or a context). @default - the usual place */
      readonly elsewhere?: string;
      /** The version of this machine's dockerd, for example `29.1.0`. @default - there is none that is new enough */
      readonly dockerd?: string;
    };

/** Which download hosts answer. */
export interface ReachableFacts {
  /** The host of Pulumi's command-line tool and plugins. */
  readonly pulumi: boolean;
  /** Docker Hub. */
  readonly dockerHub: boolean;
}

/** A provider plugin. */
export interface ProviderFacts {
  readonly name: string;
  readonly version: string;
  /** Whether the official plugin is in the user's Pulumi home. */
  readonly official: boolean;
  /** What can take its place where it cannot be downloaded. */
  readonly substitute: ProviderSubstitute;
  /** Whether this clone's Pulumi home has it. */
  readonly installed: boolean;
}

/** The provider's own code, built from its Go module; a program of this project in its place; or nothing. */
export type ProviderSubstitute =
  | { readonly kind: "module"; readonly built: boolean }
  | { readonly kind: "stand-in" }
  | { readonly kind: "none" };

/** A base image by its public name. */
export interface BaseImageFacts {
  readonly name: string;
  /** Whether the local registry has what the recipe makes today. */
  readonly inRegistry: boolean;
  /** Whether the engine has it. */
  readonly inEngine: boolean;
}
