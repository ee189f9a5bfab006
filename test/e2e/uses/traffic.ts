import { join } from "node:path";
import { expect } from "vitest";
import type { UnderLoad } from "../../support/load/under-load.ts";
import type { Project } from "../../support/project.ts";

const FOLDER = join("applications", "traffic");

/** The description of the test application `traffic`, in a copy of the project. */
export const APPLICATION = join(FOLDER, "application.ts");

/** The quick health check of the test application, and the same with all times left to Muelle. */
export const HEALTH_OF_THE_TEST = 'path: "/health" }, interval: "2s", retries: 2 }';
export const HEALTH_AT_DEFAULTS = 'path: "/health" } }';

/** What a replica says of itself. */
export interface Who {
  readonly host: string;
  readonly version: string;
  readonly probe: string;
  /** Length of its secret. */
  readonly token: number;
}

/** Asks who answers. @param entry - where the application is served */
export async function who(entry: string): Promise<Who> {
  const response = await fetch(`${entry}/`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.json()) as Who;
}

/** Changes the source of the image. */
export function changeSource(project: Project, text: string): Promise<void> {
  return project.write(join(FOLDER, "server", "version.txt"), `${text}\n`);
}

/** That every request was answered, and that no WebSocket and no stream broke off. */
export function expectNothingFailed({ load, held }: UnderLoad): void {
  expect(load.failures).toEqual({});
  expect(held.broken).toEqual({});
  expect(held.received).toBeGreaterThan(10);
}

/** A version that cannot serve: how it comes about, how it goes, and what `pulumi up` has to say of it. */
export interface BadVersion {
  readonly what: string;
  readonly breakIt: () => Promise<void>;
  readonly mendIt: () => Promise<void>;
  readonly says: readonly (string | RegExp)[];
}

/** What a platform says of a version that cannot serve. */
export type BadVersionTexts = Readonly<
  Record<"sick" | "crashing" | "dying" | "missing", readonly (string | RegExp)[]>
>;

const DOCKERFILE = join(FOLDER, "server", "Dockerfile");
const UNWATCHED = "deploy: { replicas: 3 }";
const WATCHED = 'deploy: { replicas: 3, updateConfig: { monitor: "7s" } }';
const LAST_STEP = "USER 10001";
const FAILING_STEP = `RUN echo no such luck; exit 7\n${LAST_STEP}`;

/**
 * Every kind of bad version of `traffic`.
 *
 * @param project - asked for when a version is made, not before
 * @param missingImage - an image that is in no registry
 */
export function badVersions(
  project: () => Project,
  missingImage: string,
  texts: BadVersionTexts,
): readonly BadVersion[] {
  const variable = (what: string, name: string, says: BadVersion["says"]): BadVersion => ({
    what,
    breakIt: () => project().set(`services.web.environment.${name}`, "yes"),
    mendIt: () => project().unset(`services.web.environment.${name}`),
    says,
  });
  return [
    variable("never healthy", "SICK", texts.sick),
    variable("crashes at start", "CRASH", ["crashing at start, as the environment says", ...texts.crashing]),
    {
      what: "healthy, and dies after 5 s",
      breakIt: async () => {
        await project().edit(APPLICATION, UNWATCHED, WATCHED);
        await project().set("services.web.environment.DIE_AFTER", "5");
      },
      mendIt: async () => {
        await project().edit(APPLICATION, WATCHED, UNWATCHED);
        await project().unset("services.web.environment.DIE_AFTER");
      },
      says: ["dying, as the environment says", ...texts.dying],
    },
    {
      what: "image that cannot be pulled",
      breakIt: () => project().set("services.web.image", missingImage),
      mendIt: () => project().unset("services.web.image"),
      says: texts.missing,
    },
    {
      what: "image that cannot be built",
      breakIt: () => project().edit(DOCKERFILE, LAST_STEP, FAILING_STEP),
      mendIt: () => project().edit(DOCKERFILE, FAILING_STEP, LAST_STEP),
      says: ["the build failed at [runtime", "no such luck", "exit code: 7"],
    },
  ];
}

/** Brings a bad version up, sees it refused with its reason, and brings the good one up again, whatever happens. */
export async function tryBadVersion(
  project: Project,
  bad: BadVersion,
  afterwards: () => Promise<void>,
): Promise<void> {
  await bad.breakIt();
  try {
    const { code, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    for (const text of bad.says) expect(output).toMatch(text);
    await afterwards();
  } finally {
    await bad.mendIt();
    await project.up();
  }
}
