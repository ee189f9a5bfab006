import { run, tryRun } from "../../base/run.ts";

const QUIET = { DEBIAN_FRONTEND: "noninteractive" };

let updated: Promise<void> | undefined;

/**
 * Refreshes apt's lists of packages, once. One source that does not answer spoils nothing: what is missing shows when
 * a package is asked for.
 */
export function updateApt(): Promise<void> {
  updated ??= tryRun("apt-get", ["update"], { env: { ...process.env, ...QUIET } }).then(() => undefined);
  return updated;
}

/**
 * Installs Debian packages, without what they merely recommend.
 *
 * @throws MuelleError with apt's own words
 */
export async function installPackages(
  packages: readonly string[],
  onLine: (line: string) => void,
): Promise<void> {
  await updateApt();
  await run(
    `installing ${packages.join(", ")} with apt-get`,
    "apt-get",
    ["install", "--yes", "--no-install-recommends", ...packages],
    { env: { ...process.env, ...QUIET }, onLine },
  );
}
