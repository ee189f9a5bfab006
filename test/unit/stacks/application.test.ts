import { describe, expect, it } from "vitest";
import { loadApplication } from "../../../stacks/application.ts";
import type { StackConfig } from "../../../components/deploy/config.ts";

function config(changes: Partial<StackConfig> = {}): StackConfig {
  return {
    platform: "docker",
    application: "photos",
    port: 8080,
    address: "127.0.0.1",
    services: {},
    profiles: [],
    registry: undefined,
    secrets: {},
    ...changes,
  };
}

describe("loadApplication", () => {
  it("loads an application from its folder and applies the stack's overrides", async () => {
    const { application, faults } = await loadApplication(
      config({ services: { worker: { replicas: 5 }, web: { environment: { PROBE: 2 } } } }),
    );
    expect(faults).toEqual([]);
    const web = application?.services.find(({ name }) => name === "web");
    const worker = application?.services.find(({ name }) => name === "worker");
    expect([web?.environment["PROBE"], worker?.deploy.replicas]).toEqual([{ type: "value", value: "2" }, 5]);
  });

  it("rejects an application that is not there, and says which are", async () => {
    const { application, faults } = await loadApplication(config({ application: "photo" }));
    expect(application).toBeUndefined();
    expect(faults).toMatchObject([{ path: "muelle:application", message: "no such application: photo" }]);
    expect(faults[0]?.hint).toMatch(/^The folder applications\/ has: .*photos/);
  });

  it("rejects overrides of what is not there, all at once", async () => {
    const { faults } = await loadApplication(
      config({ services: { wbe: { replicas: 2 }, worker: { replicas: -1 } } }),
    );
    expect(faults.map(({ path }) => path).sort()).toEqual([
      "muelle:services.wbe",
      "muelle:services.worker.replicas",
    ]);
  });
});
