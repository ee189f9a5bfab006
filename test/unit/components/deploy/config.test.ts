import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../../../../components/deploy/config.ts";
import { mockPulumi, valueOf } from "../../../support/mocks.ts";

beforeEach(async () => {
  await mockPulumi();
});

function configure(values: Readonly<Record<string, string>>): ReturnType<typeof readConfig> {
  pulumi.runtime.setAllConfig({ ...values });
  return readConfig();
}

describe("readConfig", () => {
  it("has the defaults of Pulumi.yaml", () => {
    expect(configure({})).toMatchObject({
      config: {
        platform: "docker",
        application: "photos",
        port: 8080,
        address: "127.0.0.1",
        services: {},
        profiles: [],
        registry: undefined,
        secrets: {},
      },
      faults: [],
    });
  });

  it("reads overrides as they are", () => {
    const { config } = configure({ "muelle:services": '{"web":{"environment":{"PROBE":2}}}' });
    expect(config.services).toEqual({ web: { environment: { PROBE: 2 } } });
  });

  it("keeps secrets secret", async () => {
    const { config } = configure({ "muelle:secrets": '{"db_password":"hunter2"}' });
    const secret = config.secrets["db_password"];
    if (secret === undefined) throw new Error("the secret is not there");
    expect(await pulumi.isSecret(secret)).toBe(true);
    expect(await valueOf(secret)).toBe("hunter2");
  });

  it.each(["0", "65536", "80.5", "eighty"])("rejects the port %s", (port) => {
    expect(configure({ "muelle:port": port }).faults).toEqual([
      {
        path: "muelle:port",
        message: `expected a port from 1 to 65535, got ${port}`,
        hint: "pulumi config set muelle:port 8080",
      },
    ]);
  });

  it("rejects what should be an object and is none, and tells every fault at once", () => {
    const { faults } = configure({
      "muelle:services": "web",
      "muelle:profiles": '{"a":1}',
      "muelle:secrets": '"db_password"',
      "muelle:port": "x",
    });
    expect(faults.map(({ path }) => path)).toEqual([
      "muelle:port",
      "muelle:services",
      "muelle:profiles",
      "muelle:secrets",
    ]);
  });

  it("tells no secret in a fault", () => {
    const { faults } = configure({ "muelle:secrets": "hunter2" });
    expect(faults.map(({ path }) => path)).toEqual(["muelle:secrets"]);
    expect(JSON.stringify(faults)).not.toContain("hunter2");
  });
});
