import { describe, expect, it } from "vitest";
import { configFaults, readConfig } from "../../../../../airgap/providers/docker-build/provider-config.ts";

describe("the provider's configuration", () => {
  it("is empty by default", () => {
    expect(readConfig({ version: "0.0.22" })).toEqual({ host: undefined, registries: [] });
    expect(configFaults({ version: "0.0.22" })).toEqual([]);
  });

  it("takes a host, and registries as the JSON text in which the engine sends them", () => {
    const config = { host: "tcp://127.0.0.1:1", registries: '[{"address":"r.example.com","username":"ci"}]' };
    expect(configFaults(config)).toEqual([]);
    expect(readConfig(config)).toEqual({
      host: "tcp://127.0.0.1:1",
      registries: [{ address: "r.example.com", username: "ci", password: undefined }],
    });
  });

  it("rejects what it does not know", () => {
    expect(configFaults({ hots: "x" })).toEqual([
      { path: "hots", message: "the stand-in does not support this setting" },
    ]);
    expect(configFaults({ registries: "[{}]" })).toEqual([
      { path: "registries[0].address", message: "is required: a string" },
    ]);
  });
});
