import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { ImageBuilder } from "../../../../../airgap/providers/docker-build/builder.ts";
import { image } from "../../../../../airgap/providers/docker-build/image.ts";
import type { Context, Properties } from "../../../../../airgap/providers/kit/index.ts";
import { sdkDoc, sdkFields } from "./sdk-types.ts";

const DIGEST = "sha256:7d0a";
const PUSHED = "r.example.com/web:1";

let folder: string;
let warnings: string[];
/** What the registry says when it is asked for an image. */
let registry: () => Promise<boolean>;
let asked: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muelle-image-"));
  writeFileSync(join(folder, "Dockerfile"), "FROM scratch");
  warnings = [];
  asked = [];
  registry = () => Promise.resolve(true);
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
});

/** Checked inputs of an image that is built from the folder. */
function inputs(given: Properties = {}): Properties {
  const result = image.check({ push: false, buildOnPreview: false, context: { location: folder }, ...given });
  expect(result.faults).toEqual([]);
  return result.inputs;
}

function context(): Context<ImageBuilder> {
  return {
    connection: {
      build: ({ push, load, exports }) => Promise.resolve(push || load || exports ? DIGEST : ""),
      isPushed: (reference) => {
        asked.push(reference);
        return registry();
      },
    },
    name: "web",
    log: { status: () => undefined, warn: (message) => warnings.push(message) },
    signal: new AbortController().signal,
    timeout: 0,
  };
}

async function created(given: Properties = {}) {
  const checked = inputs(given);
  return { inputs: checked, ...(await image.create(checked, context())) };
}

/** Holds a test to what the SDK's documentation says: it fails when that says something else. */
function documented(field: string, ...sentences: readonly string[]): void {
  const all = [...sdkFields("image.d.ts", "ImageArgs"), ...sdkFields("image.d.ts", "Image")];
  const doc = all.find(({ name }) => name === field)?.doc;
  for (const sentence of sentences) expect(doc).toContain(sentence);
}

describe("an image, as the SDK documents it", () => {
  it("is neither pushed nor loaded by default, and takes the default network", () => {
    documented("push", "Defaults to `false`.");
    documented("load", "Defaults to `false`.");
    documented("network", "Defaults to `default`.");
    expect(inputs()).toMatchObject({ load: false, pull: false, noCache: false, network: "default" });
  });

  it("is built from the current directory, and the Dockerfile in its context, where nothing is said", () => {
    documented("context", "Defaults to the current directory.");
    const { inputs: checked } = image.check({ push: false, buildOnPreview: false });
    expect(checked["dockerfile"]).toEqual({ location: "Dockerfile" });
  });

  it("has a tag with its digest as `ref` once it is pushed", async () => {
    documented("ref", "a single fully-qualified tag including the build's digest");
    const { outputs } = await created({ push: true, tags: ["web:1", PUSHED] });
    expect(outputs).toMatchObject({ ref: `${PUSHED}@${DIGEST}`, digest: DIGEST });
  });

  it("has a tag as `ref` where it was not exported, and nothing where it has none", async () => {
    documented(
      "ref",
      "this will take on a value of one of those tags",
      "empty if the image had no exports and no",
    );
    expect((await created({ tags: ["web:1", PUSHED] })).outputs["ref"]).toBe("web:1");
    expect((await created()).outputs["ref"]).toBe("");
  });

  it("has no `digest` where it was not exported, and a warning says so", async () => {
    documented("digest", "Empty if the image was not exported.");
    expect(sdkDoc("image.d.ts", "Image")).toContain(
      "if an image is configured without exports you will see a warning",
    );
    const { id, outputs } = await created();
    expect({ id, digest: outputs["digest"] }).toEqual({ id: "web", digest: "" });
    expect(warnings).toEqual([expect.stringContaining("nothing is pushed, loaded or exported")]);
    warnings = [];
    expect((await created({ load: true })).id).toBe(DIGEST);
    expect(warnings).toEqual([]);
  });

  it("may have to be rebuilt where `contextHash` changes, and only then", async () => {
    documented("contextHash", "determine if an image _may_ need to be re-built");
    const { inputs: olds, outputs } = await created({ load: true });
    const diff = () => [...image.diff({ oldInputs: olds, oldOutputs: outputs, news: olds })];
    expect(diff()).toEqual([]);
    writeFileSync(join(folder, "file"), "new");
    expect(diff()).toEqual([["contextHash", "update"]]);
  });

  it("has every input among its outputs, in the preview and after the build", async () => {
    const { inputs: checked, outputs } = await created({
      load: true,
      tags: ["web:1"],
      secrets: { token: "x" },
    });
    expect(outputs).toMatchObject(checked);
    expect(await image.update(checked, context())).toEqual(outputs);
    expect(Object.keys(image.preview(checked)).sort()).toEqual(Object.keys(outputs).sort());
  });
});

describe("a refresh of an image, as the SDK documents it", () => {
  it("asks the registry, and takes the image for gone where it is missing, so that an update pushes it", async () => {
    expect(sdkDoc("image.d.ts", "Image")).toContain(
      "query your registries during `refresh` to ensure the expected tags exist. If any are missing a subsequent",
    );
    const state = await created({ push: true, tags: [PUSHED] });
    expect(await image.read(state, context())).toEqual(state);
    registry = () => Promise.resolve(false);
    expect(await image.read(state, context())).toBeUndefined();
    expect(asked).toEqual([`${PUSHED}@${DIGEST}`, `${PUSHED}@${DIGEST}`]);
  });

  it("leaves the state as it is where the registry does not answer, with a warning", async () => {
    const state = await created({ push: true, tags: [PUSHED] });
    registry = () => Promise.reject(new Error("connection refused"));
    expect(await image.read(state, context())).toEqual(state);
    expect(warnings).toEqual([expect.stringContaining("connection refused")]);
  });

  it("asks nobody about an image that is on no registry", async () => {
    const state = await created({ load: true, tags: [PUSHED] });
    expect(await image.read(state, context())).toEqual(state);
    expect(asked).toEqual([]);
  });
});

/** Where the stand-in does not do what the SDK documents, and says so or is not asked. */
describe("an image, other than the SDK documents it", () => {
  it("is not built in a preview, and the program must say that it does not want that", () => {
    documented("buildOnPreview", "Defaults to `true` as a safeguard");
    const { faults } = image.check({ push: false, context: { location: folder } });
    expect(faults).toEqual([
      { path: "buildOnPreview", message: "the stand-in builds nothing in a preview: set it to false" },
    ]);
  });

  it("is not built from what lies elsewhere, as a remote context", () => {
    const location = "https://example.com/Dockerfile";
    const { faults } = image.check({ push: false, buildOnPreview: false, context: { location } });
    expect(faults[0]?.message).toContain("from local files only");
  });

  it("is not taken off its registry when it is deleted: the components retain it in any case", async () => {
    expect(sdkDoc("image.d.ts", "Image")).toContain("it will _attempt_ to also delete any pushed tags");
    await image.delete(await created({ push: true, tags: [PUSHED] }), context());
    expect(asked).toEqual([]);
  });

  it("is not imported", async () => {
    const state = { id: DIGEST, inputs: {}, outputs: {} };
    await expect(image.read(state, context())).rejects.toThrow("does not support the import of an image");
  });
});
