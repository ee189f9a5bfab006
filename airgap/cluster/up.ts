import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { formatElapsed } from "../../base/elapsed.ts";
import { startRegistry } from "../registry/registry.ts";
import type { SetupContext } from "../setup/context.ts";
import { allAddons } from "./addons/all.ts";
import { CALICO_ACCESS, CALICO_SETTINGS, calicoFiles } from "./addons/calico.ts";
import { gatewayApiFiles } from "./addons/gateway-api.ts";
import type { Addon } from "./addons/manifest.ts";
import { NODE_NAME } from "./addresses.ts";
import { installPrograms, programs } from "./binaries/install.ts";
import type { Component, ComponentContext } from "./components/index.ts";
import { hasNameServer, writeSharedFiles } from "./config-files.ts";
import { startOrder } from "./control-plane.ts";
import { createBridge } from "./host/bridge.ts";
import { mountHierarchies } from "./host/cgroup-mounts.ts";
import { createCgroups } from "./host/cgroups.ts";
import { linkPlugins } from "./host/cni-plugins.ts";
import { openFirewall } from "./host/firewall.ts";
import { applyKernelSettings } from "./host/kernel-settings.ts";
import { checkMachine } from "./host/preflight.ts";
import { pushClusterImages } from "./images/cluster-images.ts";
import { apply, applyFiles, waitFor, type Kubectl } from "./kubectl.ts";
import { clusterLayout, type ClusterLayout } from "./layout.ts";
import { ensureComponent } from "./process/supervisor.ts";
import { waitForService } from "./ready.ts";

/** A component that needs longer does not work. */
const START_SECONDS = 60;
/** Pods that need longer do not work. */
const READY_SECONDS = 120;

/** Brings the cluster up, or what is missing of it, and waits until it works. */
export async function bringUp(context: SetupContext): Promise<void> {
  const { cache } = context.folders;
  const layout = clusterLayout(cache);
  const isNew = !existsSync(layout.folder);
  if (isNew) await checkMachine();
  await installPrograms(context);
  const since = Date.now();
  await writeSharedFiles(layout);
  const registry = await startRegistry(cache);
  const images = await context.progress.run("images of the cluster's own pods", () =>
    pushClusterImages(cache, registry),
  );
  await prepareMachine(layout, programs(cache).cniPlugins);
  const components = { layout, programs: programs(cache), registry: registry.host, pauseImage: images.pause };
  const kubectl = { command: components.programs.kubernetes.kubectl, kubeconfig: layout.kubeconfig };
  const addons = allAddons({ images, storage: layout.storage, forwards: hasNameServer(layout) });
  await context.progress.run("control plane and node", () => startComponents(components, kubectl, addons));
  await context.progress.run("the cluster's own pods", () => waitForAddons(kubectl, addons));
  context.progress.line(
    `The cluster is ${isNew ? "up" : "complete"} (${formatElapsed(Date.now() - since)}).`,
  );
}

async function prepareMachine(layout: ClusterLayout, plugins: readonly string[]): Promise<void> {
  linkPlugins(layout.cni.plugins, plugins);
  applyKernelSettings(layout.restore);
  await mountHierarchies(layout.cgroupMounts);
  createCgroups();
  await createBridge();
  await openFirewall();
  await mkdir(layout.storage, { recursive: true });
}

async function startComponents(
  context: ComponentContext,
  kubectl: Kubectl,
  addons: readonly Addon[],
): Promise<void> {
  const { store, runtime, rest, policies } = startOrder(context);
  const ensure = (component: Component): Promise<void> =>
    ensureComponent(context.layout, component, START_SECONDS);
  const startStore = async (): Promise<void> => {
    for (const component of store) await ensure(component);
  };
  await Promise.all([ensure(runtime), startStore()]);
  const startNetwork = async (): Promise<void> => {
    await applyNetwork(kubectl);
    await ensure(policies);
    await apply(
      kubectl,
      "creating the cluster's own pods",
      addons.flatMap(({ manifests }) => manifests),
    );
  };
  await Promise.all([...rest.map(ensure), startNetwork()]);
}

async function applyNetwork(kubectl: Kubectl): Promise<void> {
  await apply(kubectl, "letting the pods' network in", CALICO_ACCESS);
  await applyFiles(kubectl, "defining Calico's settings and the Gateway API", [
    ...(await calicoFiles()),
    ...(await gatewayApiFiles()),
  ]);
  await apply(kubectl, "setting up the pods' network", CALICO_SETTINGS);
}

async function waitForAddons(kubectl: Kubectl, addons: readonly Addon[]): Promise<void> {
  await waitFor(kubectl, [`node/${NODE_NAME}`], "Ready", READY_SECONDS);
  await Promise.all(
    addons.map(({ namespace, deployment }) =>
      waitFor(kubectl, ["deployment", deployment, `--namespace=${namespace}`], "Available", READY_SECONDS),
    ),
  );
  await waitFor(kubectl, ["apiservice/v1beta1.metrics.k8s.io"], "Available", READY_SECONDS);
  await waitForService(READY_SECONDS);
}
