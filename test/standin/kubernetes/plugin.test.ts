import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { types } from "@pulumi/kubernetes";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Properties } from "../../../tools/airgap/providers/kit/index.ts";
import { needCluster } from "../../support/cluster.ts";
import { Plugin } from "../support/plugin.ts";
import { CONFIG } from "./support/namespace.ts";

const TYPE = "kubernetes:core/v1:ConfigMap";

/** Runs something against a plugin of its own. */
async function withPlugin<T>(config: Properties, use: (plugin: Plugin) => Promise<T>): Promise<T> {
  const plugin = await Plugin.start("kubernetes", config);
  try {
    return await use(plugin);
  } finally {
    plugin.stop();
  }
}

/** What creating, or previewing, an object says. */
function attempt(config: Properties, preview: boolean, type = TYPE): Promise<unknown> {
  return withPlugin(config, (plugin) =>
    plugin.create(type, "it", { metadata: { name: "it" } }, { preview }),
  ).catch(String);
}

describe("the kubernetes stand-in", () => {
  beforeAll(async () => {
    await needCluster();
  });

  it("answers for the version of the SDK that is installed", async () => {
    const path = join(import.meta.dirname, "../../../node_modules/@pulumi/kubernetes/package.json");
    const { version } = JSON.parse(readFileSync(path, "utf8")) as { version: string };
    expect(await withPlugin(CONFIG, (plugin) => plugin.version())).toBe(version);
  });

  it.each([true, false])("says that the cluster does not answer (preview: %s)", async (preview) => {
    const kubeconfig = JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "a", cluster: { server: "https://127.0.0.1:59999" } }],
      users: [{ name: "a", user: {} }],
      contexts: [{ name: "a", context: { cluster: "a", user: "a" } }],
      "current-context": "a",
    });
    expect(await attempt({ kubeconfig }, preview)).toContain(
      "configured Kubernetes cluster is unreachable: unable to load the version of the API server at " +
        "https://127.0.0.1:59999: connect ECONNREFUSED 127.0.0.1:59999",
    );
  });

  it("says that the kubeconfig is none, and not what is in it", async () => {
    expect(await attempt({ kubeconfig: "token: geheim\n" }, true)).toBe(
      "Error: 2 UNKNOWN: configured Kubernetes cluster is unreachable: failed to parse the kubeconfig: " +
        "kubernetes:kubeconfig is neither a file nor a kubeconfig",
    );
  });

  it("says that the context is not there", async () => {
    expect(await attempt({ ...CONFIG, context: "other" }, true)).toBe(
      "Error: 2 UNKNOWN: configured Kubernetes cluster is unreachable: the kubeconfig has no context other; it has muelle",
    );
  });

  it("takes the resources of a cluster that is gone out of the state where it is told so", async () => {
    const gone = { ...CONFIG, context: "other" };
    const resource = { type: TYPE, name: "it", id: "default/it", inputs: {}, outputs: {} };
    await expect(withPlugin(gone, (plugin) => plugin.delete(resource))).rejects.toThrow(
      "take it out of the state with PULUMI_K8S_DELETE_UNREACHABLE=true",
    );
    const told = { ...gone, deleteUnreachable: "true" };
    await withPlugin(told, (plugin) => plugin.delete(resource));
    expect(await withPlugin(told, (plugin) => plugin.read(resource))).toBeUndefined();
  });

  it("says no to what is no object of the API", async () => {
    expect(await attempt(CONFIG, true, "kubernetes:helm.sh/v3:Release")).toContain(
      "does not support the resource type kubernetes:helm.sh/v3:Release",
    );
  });

  it("says that the cluster knows no such kind", async () => {
    expect(await attempt(CONFIG, false, "kubernetes:example.org/v1:Widget")).toContain(
      'no matches for kind "Widget" in version "example.org/v1"',
    );
  });
});

describe("what the API server thinks of an object", () => {
  let plugin: Plugin;
  beforeAll(async () => {
    await needCluster();
    plugin = await Plugin.start("kubernetes", CONFIG);
  });
  afterAll(() => {
    plugin.stop();
  });

  it("is told by the preview: a value that it refuses", async () => {
    const args = {
      metadata: { name: "standin-preview" },
      spec: { ports: [{ port: 99_999, targetPort: 80 }], selector: { a: "b" } },
    } satisfies Pick<types.input.core.v1.Service, "metadata" | "spec">;
    await expect(plugin.create("kubernetes:core/v1:Service", "it", args, { preview: true })).rejects.toThrow(
      'cannot create v1/Service default/standin-preview: Service "standin-preview" is invalid: ' +
        "spec.ports[0].port: Invalid value: 99999: must be between 1 and 65535, inclusive",
    );
  });

  it("is told by the preview: a field that it does not know", async () => {
    const args = { metadata: { name: "standin-preview" }, data: {}, dta: {} };
    await expect(plugin.create(TYPE, "it", args, { preview: true })).rejects.toThrow('unknown field "dta"');
  });

  it("is not asked where the namespace is yet to be made", async () => {
    const args = { metadata: { name: "a", namespace: "standin-not-there" }, data: { b: "c" } };
    const { id, outputs } = await plugin.create(TYPE, "it", args, { preview: true });
    expect(id).toBe("");
    expect(outputs).toMatchObject({ data: { b: "c" } });
  });

  it("leaves nothing behind", async () => {
    const args = { metadata: { name: "standin-preview" }, data: { b: "c" } };
    await plugin.create(TYPE, "it", args, { preview: true });
    const resource = { type: TYPE, name: "it", id: "default/standin-preview", inputs: {}, outputs: {} };
    expect(await plugin.read(resource)).toBeUndefined();
  });
});
