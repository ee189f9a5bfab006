import { describe, expect, it } from "vitest";
import { provider } from "../../../provider/provider.ts";
import { UNKNOWN } from "../../support/mocks.ts";

const urn = "urn:pulumi:dev::muelle::muelle:docker:DockerStack$muelle:docker:Readiness::shop-web-readiness";

const inputs = {
  service: "services.web",
  containers: ["a"],
  condition: "healthy",
  interval: 500,
  timeout: 60_000,
};

function diff(news: object): Promise<unknown> {
  if (provider.diff === undefined) throw new Error("the provider has no diff");
  return provider.diff("id", urn, inputs, news);
}

describe("the provider muelle", () => {
  it("sees no change where nothing changed", async () => {
    expect(await diff({ ...inputs })).toMatchObject({ changes: false });
  });

  it("updates and never replaces, so that nothing that depends on it is replaced either", async () => {
    expect(await diff({ ...inputs, containers: ["b"] })).toEqual({
      changes: true,
      replaces: [],
      stables: [],
      deleteBeforeReplace: false,
    });
  });

  it("sees a change where a value is not known yet", async () => {
    expect(await diff({ ...inputs, containers: UNKNOWN })).toMatchObject({ changes: true });
  });

  it("rejects a resource that it does not have", async () => {
    await expect(provider.create?.("urn:pulumi:dev::muelle::muelle:docker:Wish::w", {})).rejects.toThrow(
      'the provider "muelle" has no resource muelle:docker:Wish',
    );
  });

  it.each([
    [{ ...inputs, condition: "happy" }, "condition: expected running, healthy or completed, got happy"],
    [{ ...inputs, containers: "a" }, "containers: expected a list, got string"],
    [{ ...inputs, containers: [1] }, "containers[0]: expected a string"],
    [{ ...inputs, timeout: "1s" }, "timeout: expected a number, got string"],
  ])("rejects what no component sends", async (wrong, message) => {
    await expect(provider.create?.(urn, wrong)).rejects.toThrow(message);
  });
});
