import { existsSync, readFileSync } from "node:fs";
import { podProcesses } from "../../../airgap/cluster/host/cgroups.ts";
import { interfaceNames } from "../../../airgap/cluster/host/bridge.ts";
import { mountsBelow } from "../../../airgap/cluster/host/mounts.ts";
import { runningProcesses } from "../../../airgap/cluster/process/identity.ts";
import { run, tryRun } from "../../../base/run.ts";
import { layout } from "../../support/cluster.ts";

/** What a cluster changes on its machine. */
export interface Traces {
  readonly processes: readonly string[];
  readonly mounts: readonly string[];
  readonly interfaces: readonly string[];
  readonly rules: readonly string[];
  readonly ipSets: readonly string[];
  readonly routes: readonly string[];
  readonly files: readonly string[];
}

/** A machine on which there never was a cluster. */
export const NO_TRACES: Traces = {
  processes: [],
  mounts: [],
  interfaces: [],
  rules: [],
  ipSets: [],
  routes: [],
  files: [],
};

const FILES = [
  layout.folder,
  "/var/lib/cni/results",
  "/var/log/containers",
  "/var/lib/kubelet/device-plugins",
  "/sys/fs/cgroup/muelle-cluster",
  "/sys/fs/cgroup/memory/muelle-cluster",
  "/sys/fs/cgroup/cpuset/muelle-cluster",
];

const SETTINGS = [
  "net/ipv4/ip_forward",
  "net/ipv4/conf/all/route_localnet",
  "net/bridge/bridge-nf-call-iptables",
  "net/netfilter/nf_conntrack_max",
  "vm/overcommit_memory",
  "kernel/panic",
  "kernel/panic_on_oops",
];

/** Everything of the cluster that is on this machine now. */
export async function traces(): Promise<Traces> {
  const rules = `${await run("iptables-save", "iptables-save", [])}\n${(await tryRun("ip6tables-save", [])).stdout}`;
  const links = interfaceNames(await run("ip link", "ip", ["-o", "link", "show"]));
  const routes = await run("ip route", "ip", ["-4", "route", "show"]);
  return {
    processes: [
      ...runningProcesses()
        .filter(({ args }) => args.some((argument) => argument.includes(`${layout.folder}/`)))
        .map(({ executable }) => executable),
      ...podProcesses().map(String),
    ],
    mounts: mountsBelow(readFileSync("/proc/self/mountinfo", "utf8"), layout.folder),
    interfaces: links.filter((name) => /^(?:cali|muelle)/.test(name)),
    rules: rules.split("\n").filter((line) => /KUBE-|MUELLE-|CNI-|cali[-:]/.test(line)),
    ipSets: (await tryRun("ipset", ["list", "-name"])).stdout
      .split("\n")
      .filter((name) => name.startsWith("cali")),
    routes: routes.split("\n").filter((line) => line.startsWith("10.97.")),
    files: FILES.filter((path) => existsSync(path)),
  };
}

/** The kernel's settings that a cluster may change. */
export function kernelSettings(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    SETTINGS.filter((name) => existsSync(`/proc/sys/${name}`)).map((name) => [
      name,
      readFileSync(`/proc/sys/${name}`, "utf8").trim(),
    ]),
  );
}
