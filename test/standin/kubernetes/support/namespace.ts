import { randomBytes } from "node:crypto";
import type { Properties } from "../../../../tools/airgap/providers/kit/index.ts";
import { apply, kubectl, layout, needCluster, tryKubectl } from "../../../support/cluster.ts";
import { Plugin } from "../../support/plugin.ts";

/** The image that the tests run: small, with a shell. */
export const IMAGE = "busybox:1.37-musl";

/** The kubeconfig of the cluster, as the provider's configuration gives it. */
export const CONFIG = { kubeconfig: layout.kubeconfig, context: "muelle" };

/** A namespace on the real cluster, which one test file has to itself. */
export class TestNamespace {
  readonly name = `standin-${randomBytes(4).toString("hex")}`;

  /** Brings a cluster up where none is. @throws with what it said where that fails: these tests never skip */
  static async create(): Promise<TestNamespace> {
    await needCluster();
    const namespace = new TestNamespace();
    await kubectl("create", "namespace", namespace.name);
    return namespace;
  }

  plugin(): Promise<Plugin> {
    return Plugin.start("kubernetes", { ...CONFIG, namespace: this.name });
  }

  kubectl(...args: readonly string[]): Promise<string> {
    return kubectl("--namespace", this.name, ...args);
  }

  /** One field of an object, by a JSONPath; empty where it has none. */
  field(object: string, path: string): Promise<string> {
    return this.kubectl("get", object, `--output=jsonpath={${path}}`);
  }

  /** Applies objects as somebody else. */
  apply(...objects: readonly Properties[]): Promise<void> {
    return apply(...objects);
  }

  async exists(object: string): Promise<boolean> {
    return (await tryKubectl("--namespace", this.name, "get", object)).code === 0;
  }

  /** Removes it with everything that is in it; for the end of a test file, after failures too. */
  async remove(): Promise<void> {
    await kubectl("delete", "namespace", this.name, "--ignore-not-found", "--wait=true", "--timeout=120s");
  }
}
