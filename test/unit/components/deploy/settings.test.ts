import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readKubernetesConfig } from "../../../../components/deploy/kubernetes-config.ts";
import { readSettings } from "../../../../components/deploy/settings.ts";
import type { ApplicationArgs } from "../../../../components/index.ts";
import { mockPulumi, valueOf } from "../../../support/mocks.ts";

beforeEach(async () => {
  await mockPulumi();
});

function configure(
  values: Readonly<Record<string, string>>,
  args?: ApplicationArgs,
): ReturnType<typeof readSettings> {
  pulumi.runtime.setAllConfig({ ...values });
  return readSettings(args);
}

/** What Pulumi.yaml has for a stack that says nothing, as Pulumi hands it to the program. */
function defaultsOfProject(): Record<string, string> {
  const file = join(import.meta.dirname, "../../../../Pulumi.yaml");
  const { config } = parse(readFileSync(file, "utf8")) as {
    readonly config: Readonly<Record<string, { readonly default: unknown }>>;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, { default: value }]) => [
      `muelle:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

describe("readSettings", () => {
  it("has defaults", () => {
    expect(configure({})).toEqual({
      settings: {
        platform: "docker",
        platformPath: "muelle:platform",
        port: 8080,
        address: "127.0.0.1",
        services: {},
        profiles: [],
        registry: undefined,
        deleteVolumes: false,
        protectData: false,
        secrets: {},
      },
      faults: [],
    });
  });

  it("has the same defaults as Pulumi.yaml, which other projects do not have", () => {
    const without = [configure({}), readKubernetesConfig()];
    const { faults, settings } = configure(defaultsOfProject());
    expect([{ settings, faults }, readKubernetesConfig()]).toEqual(without);
  });

  it("reads overrides as they are", () => {
    const { settings } = configure({ "muelle:services": '{"web":{"environment":{"PROBE":2}}}' });
    expect(settings.services).toEqual({ web: { environment: { PROBE: 2 } } });
  });

  it("prefers the program's arguments to the stack's configuration", () => {
    const { settings } = configure(
      { "muelle:port": "8081", "muelle:address": "0.0.0.0", "muelle:registry": "registry.example/stack" },
      { docker: { port: 9000 }, registry: "registry.example/program", profiles: ["debug"] },
    );
    expect(settings).toMatchObject({
      port: 9000,
      address: "0.0.0.0",
      registry: "registry.example/program",
      profiles: ["debug"],
    });
  });

  it("keeps secrets secret, and prefers those of the program", async () => {
    const { settings } = configure(
      { "muelle:secrets": '{"db_password":"hunter2","token":"configured"}' },
      { secrets: { token: pulumi.output("made") } },
    );
    const secrets = Object.values(settings.secrets);
    expect(await Promise.all(secrets.map(valueOf))).toEqual(["hunter2", "made"]);
    expect(await Promise.all(secrets.map(pulumi.isSecret))).toEqual([true, true]);
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

  it("rejects an argument where it stands, and does not say how to configure it", () => {
    expect(configure({}, { docker: { port: 0 } }).faults).toEqual([
      { path: "docker.port", message: "expected a port from 1 to 65535, got 0" },
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
