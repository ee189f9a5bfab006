import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ApplicationSpec, defineApplication } from "../../../../components/application/index.ts";
import { verdictsOf } from "../../../../tools/reference/verdicts.ts";
import { changes, ENVIRONMENT, writeFiles } from "./changes.ts";
import { docker } from "../../../../components/deploy/docker.ts";
import { kubernetes } from "../../../../components/deploy/kubernetes.ts";
import { configured, type Output, outputOf } from "./output.ts";

const folder = mkdtempSync(join(tmpdir(), "muelle-fidelity-"));

beforeAll(() => {
  writeFiles(folder);
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Fields without which an application is refused. */
const PERMISSIONS: readonly string[] = ["services.*.notSecret", "services.*.allowRoot"];

/** Fields that a platform does not carry out, of which a preview says nothing since nobody loses by it. */
const UNSAID: readonly string[] = ["Docker services.*.expose"];

describe.each([docker, kubernetes])("nothing is dropped in silence on $title:", (platform) => {
  const plain = { name: "shop", services: { web: { image: "web:1" } } };
  const verdicts = verdictsOf(configured(platform).fidelity(defineApplication(plain)));
  const known = new Map<string, Promise<Output>>();

  /** Many changes begin with the same application. */
  function outputOnce(spec: ApplicationSpec): Promise<Output> {
    const key = JSON.stringify(spec);
    const output = known.get(key) ?? outputOf(platform, spec, folder);
    known.set(key, output);
    return output;
  }

  it("an application that is the same is deployed in the same way", async () => {
    expect(await outputOf(platform, plain, folder)).toEqual(await outputOf(platform, plain, folder));
  });

  it.each(changes)("%s", async (path, change) => {
    const before = await outputOnce(change.before);
    const after = await outputOnce(change.after);
    expect([before.isRefused, after.isRefused]).toEqual([PERMISSIONS.includes(path), false]);
    const isDone = before.resources !== after.resources;
    const [whole = ""] = path.replace("services.*", "services.web").replace(".*", ".data").split(".*");
    const isSaid = [...before.notes, ...after.notes].some((note) => whole.startsWith(note.path));
    if (verdicts.get(path)?.verdict === "exact") expect(isDone, "a change of it changes nothing").toBe(true);
    else if (UNSAID.includes(`${platform.title} ${path}`)) expect([isDone, isSaid]).toEqual([false, false]);
    else expect(isDone || isSaid, "a change of it changes nothing, and no note says why").toBe(true);
  });
});
