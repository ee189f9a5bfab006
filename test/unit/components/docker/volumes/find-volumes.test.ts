import { describe, expect, it } from "vitest";
import type { ExistingVolume } from "../../../../../components/docker/volumes/existing-volume.ts";
import { findVolumes, type FoundVolumes } from "../../../../../components/docker/volumes/find-volumes.ts";
import type { VolumeSpec } from "../../../../../components/application/index.ts";
import { application } from "../../../../support/builders.ts";

const identity = { application: "shop", stack: "dev" };

function labelsOf(stack: string, rest: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { "muelle.application": "shop", "muelle.stack": stack, ...rest };
}

function existing(
  name: string,
  volume: string,
  { stack = "dev", usedBy }: { readonly stack?: string; readonly usedBy?: string } = {},
): ExistingVolume {
  return {
    name,
    labels: labelsOf(stack, { "com.docker.compose.volume": volume }),
    created: new Date("2026-11-01"),
    users: usedBy === undefined ? [] : [{ name: `shop-db-${usedBy}`, labels: labelsOf(usedBy) }],
  };
}

function find(
  volumes: Readonly<Record<string, VolumeSpec>>,
  engine: readonly ExistingVolume[],
): FoundVolumes {
  return findVolumes(application({ volumes }), identity, engine);
}

function namesOf({ found }: FoundVolumes): Record<string, string> {
  return Object.fromEntries(Object.entries(found).map(([volume, { name }]) => [volume, name]));
}

describe("findVolumes", () => {
  it("finds a volume by its labels, whatever the engine calls it", () => {
    const engine = [existing("shop-data-volume-1a2b3c4", "data"), existing("x", "data", { stack: "prod" })];
    const result = find({ data: {} }, engine);
    expect(namesOf(result)).toEqual({ data: "shop-data-volume-1a2b3c4" });
    expect(result).toMatchObject({ fresh: [], left: [], faults: [], warnings: [] });
  });

  it("takes its labels as they are", () => {
    expect(find({ data: {} }, [existing("shop-dev_data", "data")]).found["data"]?.labels).toEqual([
      { label: "com.docker.compose.volume", value: "data" },
      { label: "muelle.application", value: "shop" },
      { label: "muelle.stack", value: "dev" },
    ]);
  });

  it("prefers the name of today to a volume in use, and that to the others", () => {
    const used = existing("used", "data", { usedBy: "dev" });
    const engine = [existing("old", "data"), used, existing("shop-dev_data", "data")];
    expect(namesOf(find({ data: {} }, engine))).toEqual({ data: "shop-dev_data" });
    expect(namesOf(find({ data: {} }, engine.slice(0, 2)))).toEqual({ data: "used" });
  });

  it("finds the volume of a stack that was renamed by who uses it", () => {
    const engine = [existing("shop-old_data", "data", { stack: "old", usedBy: "dev" })];
    expect(namesOf(find({ data: {} }, engine))).toEqual({ data: "shop-old_data" });
  });

  it("finds a renamed volume under its former name, also where a new one is there already", () => {
    const engine = [existing("shop-dev_data", "data"), existing("shop-dev_files", "files")];
    const result = find({ files: { renamedFrom: "data" } }, engine);
    expect(namesOf(result)).toEqual({ files: "shop-dev_data" });
    expect(result.left.map(({ name }) => name)).toEqual(["shop-dev_files"]);
  });

  it("takes a volume of another stack by the engine's own name", () => {
    const engine = [existing("shop-old_data", "data", { stack: "old" })];
    expect(namesOf(find({ data: { renamedFrom: "shop-old_data" } }, engine))).toEqual({
      data: "shop-old_data",
    });
  });

  it("tells which volumes the application has no longer, and no others", () => {
    const prober = existing("shop-prober-volume-1", "prober");
    const engine = [
      existing("shop-dev_data", "data"),
      { ...prober, labels: { ...prober.labels, "muelle.service": "prober" } },
      { name: "somebody's", labels: {}, created: undefined, users: [] },
    ];
    expect(find({ files: {} }, engine)).toMatchObject({
      fresh: [{ name: "files" }],
      left: [
        {
          volume: "data",
          what: "the volume shop-dev_data",
          removal: "docker volume rm shop-dev_data",
          fate: undefined,
        },
      ],
    });
  });

  it("says that an older version's volume may be deleted", () => {
    expect(find({}, [existing("shop-data-volume-1a2b3c4", "data")]).left[0]?.fate).toBe(
      "an older version of Muelle made it, and this update deletes it unless one of this version came before",
    );
  });

  it.each([
    [{ "muelle.application": "shop-dev", "muelle.stack": "x" }, "the application shop-dev in the stack x"],
    [{ "com.docker.compose.project": "shop-dev" }, "the Compose project shop-dev"],
    [{}, "nobody that Muelle knows"],
  ])("refuses a volume of the wanted name with the labels %j", (labels, owner) => {
    const other = { name: "shop-dev_data", labels, created: undefined, users: [] };
    expect(find({ data: {} }, [other]).faults).toEqual([
      {
        path: "volumes.data",
        message: `the volume shop-dev_data is there already and belongs to ${owner}`,
        hint: "Choose another name for it in `volumes`, or remove what is there: docker volume rm shop-dev_data",
      },
    ]);
  });

  it("refuses a volume that another stack uses", () => {
    const engine = [existing("shop-dev_data", "data", { usedBy: "staging" })];
    expect(find({ data: {} }, engine).faults).toMatchObject([
      {
        path: "volumes.data",
        message:
          "the volume shop-dev_data is in use by the container shop-db-staging, of the application shop in the stack staging",
      },
    ]);
  });

  it("refuses a former name that there never was, but not in a new stack", () => {
    const volumes = { data: {}, files: { renamedFrom: "dta" } };
    expect(find(volumes, [existing("shop-dev_data", "data")]).faults).toEqual([
      {
        path: "volumes.files.renamedFrom",
        message: "there is no volume dta of this application and stack; there are: data",
        hint: "did you mean data?",
      },
    ]);
    expect(find(volumes, []).faults).toEqual([]);
  });

  it("tells of a volume that a stack of another name left", () => {
    expect(find({ data: {} }, [existing("shop-old_data", "data", { stack: "old" })]).warnings).toEqual([
      "volumes.data: it begins empty; the application shop in the stack old left the volume shop-old_data, which nobody " +
        'uses: to go on with it, say volumes: { data: { renamedFrom: "shop-old_data" } }',
    ]);
  });
});
