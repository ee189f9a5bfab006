import { describe, expect, it } from "vitest";
import { UNKNOWN, type Autonaming } from "../../../../../tools/airgap/providers/kit/index.ts";
import { nameOf, type Manifest } from "../../../../../tools/airgap/providers/kubernetes/manifest/manifest.ts";
import { withName } from "../../../../../tools/airgap/providers/kubernetes/plan/naming.ts";

const unnamed: Manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { labels: { a: "b" } } };

function named(news: Manifest, olds: Manifest = {}, autonaming?: Autonaming, seed = 1, name = "settings") {
  const randomSeed = new Uint8Array([seed]);
  return withName(news, olds, { name, urn: "urn:1", randomSeed, autonaming });
}

describe("the name of an object", () => {
  it("is the program's, where it gives one", () => {
    const news = { ...unnamed, metadata: { name: "mine" } };
    expect(named(news)).toBe(news);
  });

  it("is generated from the logical name otherwise, and the object says so", () => {
    const result = named(unnamed);
    expect(nameOf(result)).toMatch(/^settings-[0-9a-f]{8}$/);
    expect(result["metadata"]).toStrictEqual({
      labels: { a: "b" },
      name: nameOf(result),
      annotations: { "pulumi.com/autonamed": "true" },
    });
  });

  it("is generated for an empty name too", () => {
    expect(nameOf(named({ ...unnamed, metadata: { name: "" } }))).toMatch(/^settings-/);
  });

  it("is the same for the same step, and another for another", () => {
    expect(nameOf(named(unnamed))).toBe(nameOf(named(unnamed)));
    expect(nameOf(named(unnamed, {}, undefined, 2))).not.toBe(nameOf(named(unnamed)));
  });

  it("never gets longer than the API allows", () => {
    expect(nameOf(named(unnamed, {}, undefined, 1, "x".repeat(300)))).toHaveLength(253);
  });

  it("keeps a generated name over updates", () => {
    const olds = named(unnamed);
    expect(nameOf(named(unnamed, olds, undefined, 2))).toBe(nameOf(olds));
  });

  it("is not taken over from a name that the program gave and gives no more", () => {
    const olds = { ...unnamed, metadata: { name: "mine" } };
    expect(named(unnamed, olds)).toBe(unnamed);
  });

  it("is left alone where it is not known yet", () => {
    const metadata: Manifest = { name: UNKNOWN };
    const news = { ...unnamed, metadata };
    expect(named(news)).toBe(news);
  });

  it("is what the stack's autonaming proposes", () => {
    expect(nameOf(named(unnamed, {}, { mode: "propose", proposedName: "dev-settings" }))).toBe(
      "dev-settings",
    );
  });

  it("rejects a missing name where autonaming is off", () => {
    expect(() => named(unnamed, {}, { mode: "disable", proposedName: "" })).toThrow(
      "metadata.name: is required, as pulumi:autonaming is disabled for this resource",
    );
  });
});
