/** The oldest Docker Engine that is supported: the first that checks health more often while a container starts. */
export const OLDEST_ENGINE = { version: "25", api: "1.44" } as const;

/** What an engine says of itself. */
export interface EngineVersion {
  /** For example `29.1.0`. */
  readonly version: string;
  /** The newest version of its API, for example `1.52`. */
  readonly api: string;
}

/** Whether an engine is older than {@link OLDEST_ENGINE}. */
export function isTooOld({ api }: Pick<EngineVersion, "api">): boolean {
  const [major = 0, minor = 0] = api.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_ENGINE.api.split(".").map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** Says what was found, and what is needed. */
export function describeTooOld({ version, api }: EngineVersion): string {
  return `the Docker Engine is version ${version} (API ${api}); Muelle needs Docker ${OLDEST_ENGINE.version} (API ${OLDEST_ENGINE.api}) or newer`;
}

/** How to get a newer engine. */
export const UPGRADE_ENGINE =
  "Upgrade it: https://docs.docker.com/engine/install/ has the packages for every distribution.";
