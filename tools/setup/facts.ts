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
  /** The provider plugins that the program needs, of the versions in package-lock.json. */
  readonly providers: readonly ProviderFacts[];
  /** The public base images that the applications use. */
  readonly baseImages: readonly BaseImageFacts[];
}

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
      /** The registry mirrors that it uses. */
      readonly mirrors: readonly string[];
    }
  | {
      readonly state: "silent";
      /** Why, in the client's words. */
      readonly reason: string;
      /** Where the user told the client to look (DOCKER_HOST or a context). @default - the usual place */
      readonly elsewhere?: string;
      /** Whether dockerd is on this machine. */
      readonly dockerd: boolean;
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
  readonly installed: boolean;
  /** Whether this project has a stand-in for it. */
  readonly hasStandIn: boolean;
  /** Whether the stand-in is installed for this clone. */
  readonly standInInstalled: boolean;
}

/** A base image by its public name. */
export interface BaseImageFacts {
  readonly name: string;
  /** Whether the local registry has what the recipe makes today. */
  readonly inRegistry: boolean;
  /** Whether the engine has it. */
  readonly inEngine: boolean;
}
