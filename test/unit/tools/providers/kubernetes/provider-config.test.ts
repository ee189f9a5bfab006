import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UNKNOWN, type Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { diffConfig } from "../../../../../tools/airgap/providers/kubernetes/cluster/diff-config.ts";
import { loadKubeconfig } from "../../../../../tools/airgap/providers/kubernetes/cluster/load-kubeconfig.ts";
import {
  configFaults,
  readConfig,
} from "../../../../../tools/airgap/providers/kubernetes/cluster/provider-config.ts";

/** A kubeconfig with a context for each server, the first of them the current one. */
function kubeconfig(servers: Readonly<Record<string, string>>, token = "t0ken"): string {
  const names = Object.keys(servers);
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: names.map((name) => ({ name, cluster: { server: servers[name] } })),
    users: [{ name: "me", user: { token } }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: "me" } })),
    "current-context": names[0],
  });
}

const TWO = kubeconfig({ a: "https://a.test:6443", b: "https://b.test:6443" });

describe("the provider's configuration", () => {
  it("is read from what the SDK hands over as JSON", () => {
    const config = {
      kubeconfig: "~/k",
      context: "a",
      enableSecretMutable: "true",
      deleteUnreachable: "false",
    };
    expect(configFaults(config)).toStrictEqual([]);
    expect(readConfig(config)).toMatchObject({
      kubeconfig: "~/k",
      context: "a",
      enableSecretMutable: true,
      deleteUnreachable: false,
    });
  });

  it("leaves a text that looks like JSON a text", () => {
    expect(readConfig({ clusterIdentifier: "1" }).clusterIdentifier).toBe("1");
  });

  it("takes what is empty for not given", () => {
    expect(readConfig({ kubeconfig: "", namespace: "" })).toMatchObject({
      kubeconfig: undefined,
      namespace: undefined,
    });
  });

  it.each<[string, Properties, string]>([
    [
      "client-side apply",
      { enableServerSideApply: "false" },
      "kubernetes.enableServerSideApply: cannot be false: the stand-in creates anew and applies server-side only",
    ],
    [
      "rendering",
      { renderYamlToDirectory: "out" },
      "kubernetes.renderYamlToDirectory: the stand-in does not support this field: the stand-in renders no YAML",
    ],
    [
      "a switch that is none",
      { enablePatchForce: "perhaps" },
      "kubernetes.enablePatchForce: must be true or false, not string",
    ],
  ])("rejects %s", (_, config, fault) => {
    expect(configFaults(config).map(({ path, message }) => `${path}: ${message}`)).toStrictEqual([fault]);
  });

  it("cannot be read before it is known", () => {
    expect(() => readConfig({ kubeconfig: UNKNOWN })).toThrow(
      "the kubernetes provider's configuration is not known in this preview",
    );
  });
});

describe("the kubeconfig", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "muelle-kubeconfig-"));
    vi.stubEnv("KUBECONFIG", undefined);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  async function server(choice: Partial<Record<"kubeconfig" | "context" | "cluster", string>>) {
    const { kubeconfig: given, context, cluster } = choice;
    return (await loadKubeconfig({ kubeconfig: given, context, cluster })).getCurrentCluster()?.server;
  }

  it("may be content, or a file", async () => {
    expect(await server({ kubeconfig: TWO })).toBe("https://a.test:6443");
    expect(await server({ kubeconfig: file("k", TWO) })).toBe("https://a.test:6443");
  });

  it("is the environment's where none is given, several files too", async () => {
    const one = file("one", kubeconfig({ a: "https://a.test:6443" }));
    const two = file("two", kubeconfig({ b: "https://b.test:6443" }));
    const again = file("again", kubeconfig({ a: "https://elsewhere.test:6443" }));
    vi.stubEnv("KUBECONFIG", [one, join(folder, "missing"), two, again].join(delimiter));
    expect(await server({ context: "b" })).toBe("https://b.test:6443");
    expect(await server({})).toBe("https://a.test:6443");
  });

  it("is used with the context, or the cluster, that is given", async () => {
    expect(await server({ kubeconfig: TWO, context: "b" })).toBe("https://b.test:6443");
    expect(await server({ kubeconfig: TWO, cluster: "b" })).toBe("https://b.test:6443");
  });

  it("rejects a context or a cluster that it has not", async () => {
    await expect(server({ kubeconfig: TWO, context: "c" })).rejects.toThrow(
      "the kubeconfig has no context c; it has a, b",
    );
    await expect(server({ kubeconfig: TWO, cluster: "c" })).rejects.toThrow(
      "the kubeconfig has no cluster c; it has a, b",
    );
  });

  it("rejects a file that is not there, and says where it looked", async () => {
    const missing = join(folder, "missing");
    await expect(server({ kubeconfig: missing })).rejects.toThrow(`there is no kubeconfig at ${missing}`);
  });

  it("rejects what is no kubeconfig without quoting it", async () => {
    const error = await server({ kubeconfig: "password: geheim\n  x" }).catch(String);
    expect(error).toBe(
      "Error: failed to parse the kubeconfig: kubernetes:kubeconfig is neither a file nor a kubeconfig",
    );
    const path = file("broken", "password: geheim\n  x");
    expect(await server({ kubeconfig: path }).catch(String)).toBe(
      `Error: failed to parse the kubeconfig: ${path} is none`,
    );
  });
});

describe("another configuration of the provider", () => {
  const moved = { kubeconfig: kubeconfig({ a: "https://elsewhere.test:6443" }) };

  it.each<[string, Properties, Properties, { changed: boolean; replaces: string[] }]>([
    ["the same", { kubeconfig: TWO }, { kubeconfig: TWO }, { changed: false, replaces: [] }],
    [
      "another token for the same cluster",
      { kubeconfig: TWO },
      { kubeconfig: kubeconfig({ a: "https://a.test:6443" }, "other") },
      { changed: true, replaces: [] },
    ],
    ["another cluster", { kubeconfig: TWO }, moved, { changed: true, replaces: ["kubeconfig"] }],
    [
      "another context",
      { kubeconfig: TWO, context: "a" },
      { kubeconfig: TWO, context: "b" },
      { changed: true, replaces: ["context"] },
    ],
    [
      "another cluster with the same identifier",
      { kubeconfig: TWO, clusterIdentifier: "x" },
      { ...moved, clusterIdentifier: "x" },
      { changed: true, replaces: [] },
    ],
    [
      "another identifier",
      { kubeconfig: TWO, clusterIdentifier: "x" },
      { kubeconfig: TWO, clusterIdentifier: "y" },
      { changed: true, replaces: ["clusterIdentifier"] },
    ],
    [
      "a kubeconfig that is not known yet",
      { kubeconfig: TWO },
      { kubeconfig: UNKNOWN },
      { changed: true, replaces: ["kubeconfig"] },
    ],
    [
      "another switch",
      { kubeconfig: TWO },
      { kubeconfig: TWO, deleteUnreachable: "true" },
      { changed: true, replaces: [] },
    ],
  ])("%s", async (_, olds, news, expected) => {
    expect(await diffConfig(olds, news)).toStrictEqual(expected);
  });
});
