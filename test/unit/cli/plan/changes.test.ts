import { describe, expect, it } from "vitest";
import { changesBetween } from "../../../../cli/plan/changes.ts";
import type { SavedResource } from "../../../../cli/plan/saved-plan.ts";

function deployment(image: string, more: Record<string, unknown> = {}): SavedResource {
  return {
    type: "kubernetes:apps/v1:Deployment",
    name: "web-pods",
    inputs: { spec: { containers: [{ name: "web", image }], ...more } },
  };
}

const SECRET: SavedResource = { type: "kubernetes:core/v1:Secret", name: "web-secrets", inputs: {} };

describe("changesBetween", () => {
  it("finds nothing between equal plans", () => {
    expect(changesBetween([deployment("web:1"), SECRET], [SECRET, deployment("web:1")])).toEqual([]);
  });

  it("names what is new and what is gone", () => {
    const kinds = changesBetween([SECRET], [deployment("web:1")]).map(({ kind, name }) => `${kind} ${name}`);
    expect(kinds).toEqual(["created web-pods", "removed web-secrets"]);
  });

  it("names each property that is other than before by its path, deep in lists too", () => {
    const [change] = changesBetween(
      [deployment("web:1", { replicas: 2 })],
      [deployment("web:2", { "a.b/c": true })],
    );
    expect(change?.properties).toEqual([
      { path: "spec.containers[0].image", before: "web:1", after: "web:2" },
      { path: "spec.replicas", before: 2, after: undefined },
      { path: 'spec["a.b/c"]', before: undefined, after: true },
    ]);
  });
});
