import * as v from "valibot";
import type { SetupContext } from "../setup/context.ts";
import { knownRegistry, registryAnswers } from "../registry/registry.ts";
import { hostPort, LISTENERS } from "./addresses.ts";
import { INGRESS_CLASS } from "./addons/traefik.ts";
import { ADDONS } from "./binaries/go-programs.ts";
import { programs } from "./binaries/install.ts";
import { COMPONENT_NAMES } from "./control-plane.ts";
import { get, type Kubectl } from "./kubectl.ts";
import { clusterLayout, type ClusterLayout } from "./layout.ts";
import { isRunning } from "./process/identity.ts";
import { readRecord } from "./process/record.ts";
import { logFile } from "./process/supervisor.ts";
import { askNameServer } from "./ready.ts";

/** One line of the status. */
export interface StatusLine {
  readonly name: string;
  readonly healthy: boolean;
  readonly detail: string;
}

/** Everything that is to be said of the cluster. */
export async function clusterStatus({ folders: { cache } }: SetupContext): Promise<readonly StatusLine[]> {
  const layout = clusterLayout(cache);
  const kubectl = { command: programs(cache).kubernetes.kubectl, kubeconfig: layout.kubeconfig };
  return [
    ...COMPONENT_NAMES.map((name) => componentLine(layout, name)),
    await nodeLine(kubectl),
    ...(await addonLines(kubectl)),
    await dnsLine(),
    await registryLine(cache),
  ];
}

/** How to use the cluster: what does not depend on its health. */
export function usage({ folders: { cache } }: SetupContext): readonly string[] {
  const { kubeconfig, logs } = clusterLayout(cache);
  return [
    `kubeconfig  ${kubeconfig} (context muelle)`,
    `ingress     http://${hostPort(LISTENERS.ingressHttp)} and https://${hostPort(LISTENERS.ingressHttps)} ` +
      `(ingressClassName and GatewayClass ${INGRESS_CLASS})`,
    "storage     StorageClass standard",
    `kubectl     ${programs(cache).kubernetes.kubectl}`,
    `logs        ${logs}`,
  ];
}

/** As it is printed: aligned columns. */
export function renderStatus(lines: readonly StatusLine[]): readonly string[] {
  const width = Math.max(...lines.map(({ name }) => name.length));
  return lines.map(
    ({ name, healthy, detail }) => `${healthy ? "ok  " : "DOWN"}  ${name.padEnd(width)}  ${detail}`,
  );
}

function componentLine(layout: ClusterLayout, name: string): StatusLine {
  const record = readRecord(layout.processes, name);
  if (record === undefined) return { name, healthy: false, detail: "not started" };
  return isRunning(record)
    ? { name, healthy: true, detail: `process ${record.pid} since ${record.since}` }
    : { name, healthy: false, detail: `has ended; its log is ${logFile(layout, name)}` };
}

const NODES = v.object({
  items: v.array(
    v.object({
      status: v.object({
        nodeInfo: v.object({ kubeletVersion: v.string(), containerRuntimeVersion: v.string() }),
        conditions: v.array(v.object({ type: v.string(), status: v.string() })),
      }),
    }),
  ),
});

async function nodeLine(kubectl: Kubectl): Promise<StatusLine> {
  const name = "node";
  const answer = await get(kubectl, ["nodes", "--output=json"]);
  if (answer === undefined) return { name, healthy: false, detail: "the API server does not answer" };
  const status = v.parse(NODES, JSON.parse(answer)).items[0]?.status;
  if (status === undefined) return { name, healthy: false, detail: "it has not registered" };
  const healthy = status.conditions.some(({ type, status: value }) => type === "Ready" && value === "True");
  const { kubeletVersion, containerRuntimeVersion } = status.nodeInfo;
  return { name, healthy, detail: `Kubernetes ${kubeletVersion}, ${containerRuntimeVersion}` };
}

const DEPLOYMENTS = v.object({
  items: v.array(
    v.object({
      metadata: v.object({ name: v.string() }),
      status: v.object({ availableReplicas: v.optional(v.number(), 0) }),
    }),
  ),
});

async function addonLines(kubectl: Kubectl): Promise<readonly StatusLine[]> {
  const answer = await get(kubectl, ["deployments", "--all-namespaces", "--output=json"]);
  const found = answer === undefined ? [] : v.parse(DEPLOYMENTS, JSON.parse(answer)).items;
  return ADDONS.map(({ name, version }) => {
    const available = found.find(({ metadata }) => metadata.name === name)?.status.availableReplicas ?? 0;
    return {
      name,
      healthy: available > 0,
      detail: available > 0 ? version : `${version}, no pod is available`,
    };
  });
}

async function dnsLine(): Promise<StatusLine> {
  const problem = await askNameServer();
  return { name: "service", healthy: problem === undefined, detail: problem ?? "kube-dns answers" };
}

async function registryLine(cache: string): Promise<StatusLine> {
  const registry = await knownRegistry(cache);
  const healthy = registry !== undefined && (await registryAnswers(registry));
  return { name: "registry", healthy, detail: registry?.host ?? "never set up" };
}
