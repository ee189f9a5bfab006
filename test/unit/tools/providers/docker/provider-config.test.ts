import { describe, expect, it } from "vitest";
import { addressOf } from "../../../../../tools/airgap/providers/docker/engine/connect.ts";
import { withTag } from "../../../../../tools/airgap/providers/docker/engine/pull.ts";
import {
  configFaults,
  readConfig,
} from "../../../../../tools/airgap/providers/docker/engine/provider-config.ts";
import {
  credentialsOf,
  registryHost,
  registryOf,
} from "../../../../../tools/airgap/providers/docker/engine/registry-auth.ts";
import { digestOf } from "../../../../../tools/airgap/providers/docker/remote-image.ts";

describe("the provider's configuration", () => {
  it("comes as texts, with JSON in those that are no texts", () => {
    const config = {
      version: "5.2.0",
      registryAuth: '[{"address":"r.test"}]',
      disableDockerDaemonCheck: "true",
    };
    expect(configFaults(config)).toStrictEqual([]);
    expect(readConfig(config)).toMatchObject({
      registryAuth: [{ address: "r.test" }],
      disableDockerDaemonCheck: true,
    });
  });

  it("rejects a Docker context, saying what to set instead", () => {
    expect(configFaults({ context: "remote" })).toStrictEqual([
      {
        path: "docker.context",
        message:
          "the stand-in does not support this field: set docker:host to the address that `docker context inspect` shows",
      },
    ]);
  });

  it.each(["ssh://host", "/var/run/docker.sock", "unix://relative"])("rejects the host %s", (host) => {
    expect(configFaults({ host })).toStrictEqual([
      { path: "docker.host", message: "must be unix:///path/to/docker.sock or tcp://host:port" },
    ]);
  });

  it("says where the engine listens", () => {
    expect(addressOf("unix:///run/d.sock")).toStrictEqual({ socketPath: "/run/d.sock" });
    expect(addressOf("tcp://10.0.0.1:2376")).toStrictEqual({ host: "10.0.0.1", port: 2376 });
    expect(addressOf("tcp://10.0.0.1")).toStrictEqual({ host: "10.0.0.1", port: 2375 });
    expect(() => addressOf("ssh://me@there")).toThrow("the stand-in does not support ssh://");
  });
});

describe("an image's registry", () => {
  it.each([
    ["nginx:1.30", "registry-1.docker.io"],
    ["library/nginx", "registry-1.docker.io"],
    ["localhost/a", "localhost"],
    ["127.0.0.1:5000/a/b:1", "127.0.0.1:5000"],
    ["ghcr.io/a/b@sha256:1", "ghcr.io"],
  ])("of %s is %s", (image, registry) => {
    expect(registryOf(image)).toBe(registry);
  });

  it("is compared without scheme and path, Docker Hub by any of its names", () => {
    expect(registryHost("https://ghcr.io/v2/")).toBe("ghcr.io");
    expect(registryHost("https://index.docker.io/v1/")).toBe("registry-1.docker.io");
  });

  it("is logged in to with what is configured", async () => {
    const { registryAuth } = readConfig({
      registryAuth: JSON.stringify([
        { address: "https://a.test", username: "me", password: "geheim" },
        {
          address: "b.test",
          configFileContent: JSON.stringify({
            auths: { "https://b.test/v1/": { auth: btoa("you:pass:word") } },
          }),
        },
        { address: "c.test", authDisabled: true },
      ]),
    });
    expect([...(await credentialsOf(registryAuth ?? []))]).toStrictEqual([
      ["a.test", { username: "me", password: "geheim", serveraddress: "https://a.test" }],
      ["b.test", { username: "you", password: "pass:word", serveraddress: "b.test" }],
    ]);
  });

  it("rejects a configuration file without a login for it", async () => {
    const { registryAuth } = readConfig({
      registryAuth: JSON.stringify([{ address: "b.test", configFileContent: '{"credsStore": "desktop"}' }]),
    });
    await expect(credentialsOf(registryAuth ?? [])).rejects.toThrow(
      "docker:registryAuth: configFileContent holds no login for b.test (the stand-in runs no credential helpers)",
    );
  });
});

describe("an image's reference", () => {
  it.each([
    ["nginx", "nginx:latest"],
    ["nginx:1.30", "nginx:1.30"],
    ["127.0.0.1:5000/a", "127.0.0.1:5000/a:latest"],
    ["a@sha256:1", "a@sha256:1"],
  ])("%s is pulled as %s", (name, pulled) => {
    expect(withTag(name)).toBe(pulled);
  });

  it("has the digest of its own repository, else any, else none", () => {
    expect(digestOf(["a@sha256:1", "r.test:5000/b@sha256:2"], "r.test:5000/b:1.0")).toBe(
      "r.test:5000/b@sha256:2",
    );
    expect(digestOf(["a@sha256:1"], "b")).toBe("a@sha256:1");
    expect(digestOf([], "b")).toBe("");
  });
});
