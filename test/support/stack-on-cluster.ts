import { kubectl, tryKubectl } from "./cluster.ts";
import type { RunResult } from "../../base/run.ts";

/** What is read of a pod. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly containerStatuses?: readonly { readonly restartCount: number }[];
  };
}

/** What the cluster knows of one stack, which has a namespace of its own. */
export class StackOnCluster {
  readonly namespace: string;

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** kubectl in the stack's namespace. */
  kubectl(...args: readonly string[]): Promise<string> {
    return kubectl("--namespace", this.namespace, ...args);
  }

  /** kubectl that may fail. */
  tryKubectl(...args: readonly string[]): Promise<RunResult> {
    return tryKubectl("--namespace", this.namespace, ...args);
  }

  /** An object, or a list of them. */
  async get<T>(...args: readonly string[]): Promise<T> {
    return JSON.parse(await this.kubectl("get", ...args, "--output=json")) as T;
  }

  /** One field of an object, by a JSONPath. */
  field(object: string, path: string): Promise<string> {
    return this.kubectl("get", object, `--output=jsonpath={${path}}`);
  }

  /** The pods of a service that are not on their way out, by name. */
  async podsOf(service: string): Promise<Pod[]> {
    const { items } = await this.get<{ items: (Pod & { metadata: { deletionTimestamp?: string } })[] }>(
      "pods",
      `--selector=muelle.service=${service}`,
    );
    return items.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  }

  /** Names of the pods of a service, sorted. */
  async podNamesOf(service: string): Promise<string[]> {
    return (await this.podsOf(service)).map(({ metadata }) => metadata.name).sort();
  }

  /** Runs a command in a service's first pod. */
  async exec(service: string, ...command: readonly string[]): Promise<RunResult> {
    const [pod] = await this.podNamesOf(service);
    if (pod === undefined) throw new Error(`${service} has no pod`);
    return this.tryKubectl("exec", pod, "--", ...command);
  }

  /** Whether the namespace is there. */
  async exists(): Promise<boolean> {
    return (await kubectl("get", "namespaces", "--output=name"))
      .split("\n")
      .includes(`namespace/${this.namespace}`);
  }
}
