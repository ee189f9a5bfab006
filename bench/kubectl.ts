import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kubectl, tryKubectl } from "../test/support/cluster.ts";
import type { Manifest } from "./manifests.ts";
import type { System } from "./system.ts";

/** kubectl with the same manifests in a namespace of its own. */
export class Kubectl implements System {
  readonly name = "kubectl";
  readonly namespace: string;
  readonly #directory: string;
  readonly #workloads: readonly string[];

  private constructor(directory: string, namespace: string, workloads: readonly string[]) {
    this.#directory = directory;
    this.namespace = namespace;
    this.#workloads = workloads;
  }

  /** @param from - the namespace that the manifests name */
  static async create(manifests: readonly Manifest[], from: string): Promise<Kubectl> {
    const directory = await mkdtemp(join(tmpdir(), "muelle-bench-kubectl-"));
    const namespace = `${from}-kubectl`;
    const write = async (file: string, items: readonly Manifest[]): Promise<void> => {
      const text = JSON.stringify({ apiVersion: "v1", kind: "List", items });
      await writeFile(join(directory, file), text.replaceAll(`"${from}"`, `"${namespace}"`), { mode: 0o600 });
    };
    await write(
      "namespace.json",
      manifests.filter(({ kind }) => kind === "Namespace"),
    );
    await write(
      "rest.json",
      manifests.filter(({ kind }) => kind !== "Namespace"),
    );
    const workloads = manifests
      .filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet")
      .map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`);
    return new Kubectl(directory, namespace, workloads);
  }

  async first(): Promise<void> {
    // As Pulumi does; and a picture's ConfigMap is too large to be kept in an annotation.
    await kubectl("apply", "--server-side", "--filename", join(this.#directory, "namespace.json"));
    await kubectl("apply", "--server-side", "--filename", join(this.#directory, "rest.json"));
    await this.#ready(this.#workloads);
  }

  async unchanged(): Promise<void> {
    const { code, stderr } = await tryKubectl("diff", "--server-side", "--filename", this.#directory);
    if (code !== 0) throw new Error(`kubectl diff ended with ${code}: ${stderr}`);
  }

  async scale(): Promise<void> {
    await kubectl("scale", "deployment/worker", "--replicas=10", "--namespace", this.namespace);
    await this.#ready(["deployment/worker"]);
  }

  async destroy(): Promise<void> {
    await kubectl("delete", "namespace", this.namespace, "--ignore-not-found", "--wait");
  }

  async remove(): Promise<void> {
    await this.destroy();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #ready(workloads: readonly string[]): Promise<void> {
    for (const workload of workloads)
      await kubectl("rollout", "status", workload, "--namespace", this.namespace, "--timeout=5m");
  }
}
