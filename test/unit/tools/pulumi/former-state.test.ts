import { describe, expect, it } from "vitest";
import { formerObjectFaults, lostVolumeFaults } from "../../../../tools/pulumi/former-state.ts";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";

describe("formerObjectFaults", () => {
  it("refuses objects that the stand-in made, which the provider would make anew", () => {
    const resources = [
      { type: DEPLOYMENT, outputs: { __fieldManager: "pulumi" } },
      { type: "docker:index/volume:Volume", id: "data", outputs: {} },
    ];
    const [fault, ...more] = formerObjectFaults("prod", resources);
    expect(more).toEqual([]);
    expect(fault?.path).toBe("stack prod");
    expect(fault?.message).toContain("its 1 objects anew, and what is on their volumes would be lost");
    expect(fault?.hint).toContain("pulumi stack rm prod --force --preserve-config");
  });

  it("takes the provider's own", () => {
    const outputs = { __fieldManager: "pulumi", __initialApiVersion: "apps/v1" };
    expect(formerObjectFaults("prod", [{ type: DEPLOYMENT, outputs }])).toEqual([]);
  });
});

describe("lostVolumeFaults", () => {
  const volume = (id: string) => ({ type: "docker:index/volume:Volume", id, outputs: {} });

  it("refuses a volume that the engine does not have, since Docker would make an empty one", () => {
    const resources = [volume("shop-data-1"), volume("shop-results-1")];
    expect(lostVolumeFaults("dev", resources, new Set(["shop-results-1"]))).toEqual([
      {
        path: "volume shop-data-1",
        message: "the stack dev keeps data in it, but this Docker Engine does not have it",
        hint:
          "An engine that was started before keeps its own volumes, as in /var/lib/docker: start that one, and save " +
          "them. To go on without what was in it: pulumi refresh -s dev",
      },
    ]);
  });

  it("takes volumes that are there", () => {
    expect(lostVolumeFaults("dev", [volume("shop-data-1")], new Set(["shop-data-1"]))).toEqual([]);
  });
});
