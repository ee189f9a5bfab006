import { describe, expect, it } from "vitest";
import { imageChanges } from "../../../../../airgap/providers/docker-build/image-changes.ts";
import { UNKNOWN, type Properties } from "../../../../../airgap/providers/kit/index.ts";

const SAME = { before: "1", now: "1" };
const BASE: Properties = { push: false, load: true, tags: ["a:1"], context: { location: "app" } };

function changed(
  olds: Properties,
  news: Properties,
  hashes: Parameters<typeof imageChanges>[2] = SAME,
): string[] {
  return [...imageChanges({ ...BASE, ...olds }, { ...BASE, ...news }, hashes).keys()];
}

describe("what leads to a build", () => {
  it("is nothing where nothing changed", () => {
    expect(changed({}, {})).toEqual([]);
  });

  it("is a changed input, in place", () => {
    const changes = imageChanges(BASE, { ...BASE, tags: ["a:2"] }, SAME);
    expect([...changes]).toEqual([["tags", "update"]]);
  });

  it("is an input that is new or gone", () => {
    expect([...imageChanges({ ...BASE, target: "a" }, { ...BASE, labels: { a: "1" } }, SAME)]).toEqual([
      ["target", "delete"],
      ["labels", "add"],
    ]);
  });

  it("is not the same in another order of keys, or a default spelt out", () => {
    const labels = { a: "1", b: "2" };
    expect(changed({ labels }, { labels: { b: "2", a: "1" }, noCache: false, network: "default" })).toEqual(
      [],
    );
  });

  it("is tags in another order: the first one is the image's reference", () => {
    expect(changed({ tags: ["a:1", "b:1"] }, { tags: ["b:1", "a:1"] })).toEqual(["tags"]);
  });

  it("is what a preview does not know", () => {
    expect(changed({ buildArgs: { A: "1" } }, { buildArgs: { A: UNKNOWN } })).toEqual(["buildArgs"]);
  });

  it("is a changed file", () => {
    expect(changed({}, {}, { before: "1", now: "2" })).toEqual(["contextHash"]);
  });

  it("is not a file that a preview cannot know yet", () => {
    expect(changed({}, {}, { before: "1", now: undefined })).toEqual([]);
  });

  it("is a wish for newer base images, every time", () => {
    expect(changed({ pull: true }, { pull: true })).toEqual(["contextHash"]);
    expect(changed({ pull: true, load: false }, { pull: true, load: false })).toEqual([]);
  });

  it("is another account or registry, but not another password", () => {
    const registry = { address: "r.example.com", username: "ci", password: "1" };
    expect(changed({ registries: [registry] }, { registries: [{ ...registry, password: "2" }] })).toEqual([]);
    expect(changed({ registries: [registry] }, { registries: [{ ...registry, username: "me" }] })).toEqual([
      "registries",
    ]);
  });

  it("is another secret, unless it is to be ignored and was there before", () => {
    const ignoring = { ignoreSecretsInDiffCalculation: ["token"] };
    expect(changed({ secrets: { token: "1" } }, { secrets: { token: "2" } })).toEqual(["secrets"]);
    expect(changed({ secrets: { token: "1" } }, { secrets: { token: "2" }, ...ignoring })).toEqual([]);
    expect(changed({ secrets: {} }, { secrets: { token: "2" }, ...ignoring })).toEqual(["secrets"]);
  });

  it("is not how the build is run", () => {
    expect(changed({}, { exec: true })).toEqual([]);
  });
});
