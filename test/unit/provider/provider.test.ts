import { describe, expect, it } from "vitest";
import { VERSION } from "../../../base/package.ts";
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

describe("the version of the plugin muelle", () => {
  function check(news: object): Promise<unknown> {
    if (provider.check === undefined) throw new Error("the provider has no check");
    return provider.check(urn, {}, news);
  }

  it("is the package's, in what it says of itself and in its schema", async () => {
    expect(provider.version).toBe(VERSION);
    expect(JSON.parse((await provider.getSchema?.()) ?? "")).toMatchObject({
      name: "muelle",
      version: VERSION,
    });
  });

  it("is checked against the program's and not kept among the inputs", async () => {
    expect(await check({ ...inputs, packageVersion: VERSION })).toEqual({ inputs, failures: [] });
  });

  it.each([
    ["9.9.9", "is of version 9.9.9"],
    [undefined, "is an earlier one"],
  ])("fails the preview of a program of another version: %s", async (packageVersion, words) => {
    expect(await check({ ...inputs, packageVersion })).toEqual({
      inputs,
      failures: [
        {
          property: "packageVersion",
          reason:
            `the program's npm package muelle ${words}, and the plugin muelle that Pulumi found is of version ` +
            `${VERSION}. Pulumi took it from plugins.providers in Pulumi.yaml or from the PATH: remove it there, or ` +
            "let both be of one version.",
        },
      ],
    });
  });
});
