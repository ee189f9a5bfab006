import { join } from "node:path";

/** Where the cluster keeps its files: everything is below one folder, which `down` removes. */
export interface ClusterLayout {
  /** Removed by `down`. */
  readonly folder: string;
  /** Logs survive `down`, to be read afterwards. */
  readonly logs: string;
  readonly kubeconfig: string;
  readonly pki: string;
  /** What the components are told: configuration files, kubeconfigs. */
  readonly config: string;
  /** Process ids with their start times. */
  readonly processes: string;
  /** What was changed on the machine, to change it back. */
  readonly restore: string;
  /** Which hierarchies of control groups were mounted. */
  readonly cgroupMounts: string;
  readonly etcd: string;
  readonly kubelet: string;
  readonly containerd: ContainerdLayout;
  readonly cni: CniLayout;
  /** Persistent volumes. */
  readonly storage: string;
  /** Held by `up` and `down`; outside of the folder that `down` removes. */
  readonly lock: string;
}

/** containerd's folders. */
export interface ContainerdLayout {
  readonly root: string;
  readonly state: string;
  readonly socket: string;
}

/** Folders of the pods' network. */
export interface CniLayout {
  readonly config: string;
  readonly addresses: string;
  /** Links to the plugins: containerd looks in one folder. */
  readonly plugins: string;
}

/** The layout below the per-user cache. */
export function clusterLayout(cache: string): ClusterLayout {
  const folder = join(cache, "cluster");
  const containerd = join(folder, "containerd");
  return {
    folder,
    logs: join(cache, "cluster-logs"),
    kubeconfig: join(folder, "kubeconfig"),
    pki: join(folder, "pki"),
    config: join(folder, "config"),
    processes: join(folder, "processes"),
    restore: join(folder, "restore.json"),
    cgroupMounts: join(folder, "cgroup-mounts.json"),
    etcd: join(folder, "etcd"),
    kubelet: join(folder, "kubelet"),
    containerd: {
      root: join(containerd, "root"),
      state: join(containerd, "state"),
      socket: join(containerd, "containerd.sock"),
    },
    cni: {
      config: join(folder, "cni", "net.d"),
      addresses: join(folder, "cni", "addresses"),
      plugins: join(folder, "cni", "plugins"),
    },
    storage: join(folder, "storage"),
    lock: join(cache, "cluster.lock"),
  };
}
