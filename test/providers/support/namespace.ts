import { randomBytes } from "node:crypto";
import { kubectl, layout, needCluster, tryKubectl } from "../../support/cluster.ts";
import { TestStack } from "./stack.ts";

/** The image that the tests run: small, with a shell. */
export const IMAGE = "busybox:1.37-musl";

/** An image that no registry has. */
export const NO_IMAGE = "127.0.0.1:5000/none:1";

/** A namespace on the real cluster, which one test file has to itself. */
export class TestNamespace {
  readonly name = `providers-${randomBytes(4).toString("hex")}`;

  /** Brings a cluster up where none is. @throws with what it said where that fails: these tests never skip */
  static async create(): Promise<TestNamespace> {
    await needCluster();
    const namespace = new TestNamespace();
    await kubectl("create", "namespace", namespace.name);
    return namespace;
  }

  /** A stack that finds the cluster. */
  stack(): Promise<TestStack> {
    return TestStack.create("kubernetes", { KUBECONFIG: layout.kubeconfig });
  }

  /** Source that all programs begin with: options `on` this namespace, a pod template, and a workload that has one. */
  start(name = this.name): string {
    return `
      const provider = new kubernetes.Provider("cluster", { context: "muelle", namespace: "${name}" });
      const on = { provider };
      const sleep = ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"];
      const pod = (app, container = {}, spec = {}) => ({
        metadata: { labels: { app } },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [{ name: "main", image: "${IMAGE}", command: sleep, ...container }],
          ...spec,
        },
      });
      const web = (app, container = {}, more = {}) => ({
        metadata: { name: app },
        spec: { selector: { matchLabels: { app } }, template: pod(app, container), ...more },
      });
    `;
  }

  kubectl(...args: readonly string[]): Promise<string> {
    return kubectl("--namespace", this.name, ...args);
  }

  /** One field of an object, by a JSONPath; empty where it has none. */
  field(object: string, path: string): Promise<string> {
    return this.kubectl("get", object, `--output=jsonpath={${path}}`);
  }

  async exists(object: string): Promise<boolean> {
    return (await tryKubectl("--namespace", this.name, "get", object)).code === 0;
  }

  /** Removes it with everything that is in it; for the end of a test file, after failures too. */
  async remove(): Promise<void> {
    await kubectl("delete", "namespace", this.name, "--ignore-not-found", "--wait=true", "--timeout=120s");
  }
}
