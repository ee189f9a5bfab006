import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tryRun, run } from "../../base/run.ts";
import type { Recipe } from "./recipes.ts";

/** Paths of documentation that no container reads. */
const EXCLUDED = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/info/*", "/usr/share/locale/*"];

/** Makes the file system of a recipe from Debian packages, as a tar archive. */
export async function makeSystem(recipe: Recipe, archive: string, workFolder: string): Promise<void> {
  const args = [
    "--quiet",
    `--variant=${recipe.variant}`,
    `--include=${recipe.packages.join(",")}`,
    // Between two releases the newest one's index may be past its date.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    ...EXCLUDED.map((path) => `--dpkgopt=path-exclude=${path}`),
    ...hooks(recipe, workFolder),
    recipe.suite,
    archive,
    ...sources(recipe.suite, await debianArchives()),
  ];
  await run(`making the base system of ${recipe.image}`, "mmdebstrap", args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

/** A package's scripts keep a user and a file that are there already; that fixes the user's number. */
function hooks({ user, seed = {} }: Recipe, workFolder: string): readonly string[] {
  const append = (file: string, line: string): string =>
    `--essential-hook=echo '${line}' >> "$1/etc/${file}"`;
  const users =
    user === undefined
      ? []
      : [
          append("passwd", `${user.name}:x:${user.id}:${user.id}:${user.name}:${user.home}:/bin/sh`),
          append("group", `${user.name}:x:${user.id}:`),
        ];
  const seeds = Object.entries(seed).map(([path, content]) => {
    const draft = join(workFolder, "seed", path);
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(draft, `${content}\n`);
    return `--essential-hook=mkdir -p "$1/${dirname(path)}" && cp '${draft}' "$1/${path}"`;
  });
  return [...users, ...seeds];
}

/** Where this machine gets its Debian packages from. */
interface DebianArchives {
  readonly main?: string;
  readonly security?: string;
}

/** The machine's own Debian mirrors, which are those it can reach. */
async function debianArchives(): Promise<DebianArchives> {
  const { stdout } = await tryRun("apt-get", [
    "indextargets",
    "--format",
    "$(ORIGIN) $(RELEASE) $(REPO_URI)",
    "Created-By: Packages",
  ]);
  const targets = stdout.split("\n").map((line) => line.split(" "));
  const find = (matches: (release: string) => boolean): string | undefined =>
    targets.find(
      ([origin, release]) => origin === "Debian" && release !== undefined && matches(release),
    )?.[2];
  const main = find((release) => !release.includes("-"));
  const security = find((release) => release.endsWith("-security"));
  return { ...(main === undefined ? {} : { main }), ...(security === undefined ? {} : { security }) };
}

/** The lines of sources.list; without a known mirror mmdebstrap takes Debian's own. */
function sources(suite: Recipe["suite"], { main, security }: DebianArchives): readonly string[] {
  if (main === undefined) return [];
  const released = suite === "trixie";
  return [
    `deb ${main} ${suite} main`,
    ...(released ? [`deb ${main} ${suite}-updates main`] : []),
    ...(released && security !== undefined ? [`deb ${security} ${suite}-security main`] : []),
  ];
}
