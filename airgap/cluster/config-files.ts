import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hostPort, LISTENERS } from "./addresses.ts";
import { podResolvConf } from "./host/name-servers.ts";
import { renderKubeconfig } from "./kubeconfig.ts";
import type { ClusterLayout } from "./layout.ts";
import { pemFiles, writePki } from "./pki/write.ts";

/** systemd-resolved's own file has the real servers where /etc/resolv.conf has its address on loopback. */
const RESOLV_CONFS = ["/etc/resolv.conf", "/run/systemd/resolve/resolv.conf"];

/** Components that talk to the API server with the certificate of their own name. */
const CLIENTS = ["kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet", "calico"];

/** The kubeconfig of a component. */
export function componentKubeconfig({ config }: ClusterLayout, component: string): string {
  return join(config, `${component}.kubeconfig`);
}

/** The resolv.conf of pods that use the machine's name servers, such as CoreDNS. */
export function resolvConf({ config }: ClusterLayout): string {
  return join(config, "resolv.conf");
}

/** Whether pods have a name server for names outside of the cluster. */
export function hasNameServer(layout: ClusterLayout): boolean {
  return readFileSync(resolvConf(layout), "utf8") !== "";
}

/** Writes what several components read: certificates, kubeconfigs, resolv.conf. Keys are for this user only. */
export async function writeSharedFiles(layout: ClusterLayout): Promise<void> {
  await mkdir(layout.folder, { recursive: true, mode: 0o700 });
  await mkdir(layout.config, { recursive: true, mode: 0o700 });
  await writePki(layout.pki);
  for (const name of CLIENTS) await writeKubeconfig(layout, name, name, componentKubeconfig(layout, name));
  await writeKubeconfig(layout, "muelle", "admin", layout.kubeconfig);
  const sources = RESOLV_CONFS.filter((path) => existsSync(path)).map((path) => readFileSync(path, "utf8"));
  await writeFile(resolvConf(layout), podResolvConf(sources));
}

async function writeKubeconfig(
  { pki }: ClusterLayout,
  name: string,
  certificateName: string,
  path: string,
): Promise<void> {
  const { certificate, key } = pemFiles(pki, certificateName);
  const kubeconfig = renderKubeconfig({
    server: `https://${hostPort(LISTENERS.api)}`,
    name,
    authority: await readFile(pemFiles(pki, "ca").certificate, "utf8"),
    certificate: await readFile(certificate, "utf8"),
    key: await readFile(key, "utf8"),
  });
  await writeFile(path, kubeconfig, { mode: 0o600 });
}
