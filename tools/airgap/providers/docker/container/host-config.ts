import type { HostConfig } from "dockerode";
import type { ContainerInputs } from "./fields.ts";
import { portBindings } from "./ports.ts";
import { binds, mountSettings, volumesFrom } from "./volumes.ts";

const MEGABYTE = 1024 * 1024;
const NANO = 1e9;

/** What the container may use of its host, as the engine takes it. */
export function hostConfig(inputs: ContainerInputs): HostConfig {
  const volumes = inputs.volumes ?? [];
  return {
    ...resources(inputs),
    ...security(inputs),
    AutoRemove: inputs.rm,
    // Not left to the engine's default: the real provider says false as well.
    Init: inputs.init ?? false,
    RestartPolicy: restartPolicy(inputs),
    NetworkMode: inputs.networkMode,
    PortBindings: portBindings(inputs.ports ?? []),
    PublishAllPorts: inputs.publishAllPorts ?? false,
    Binds: binds(volumes),
    VolumesFrom: volumesFrom(volumes),
    Mounts: (inputs.mounts ?? []).map(mountSettings),
    Tmpfs: { ...inputs.tmpfs },
    ExtraHosts: (inputs.hosts ?? []).map(({ host, ip }) => `${host}:${ip}`),
    Dns: [...(inputs.dns ?? [])],
    DnsOptions: [...(inputs.dnsOpts ?? [])],
    DnsSearch: [...(inputs.dnsSearches ?? [])],
    LogConfig: { Type: inputs.logDriver ?? "", Config: { ...inputs.logOpts } },
    Sysctls: { ...inputs.sysctls },
    ...(inputs.pidMode === undefined ? {} : { PidMode: inputs.pidMode }),
    ...(inputs.ipcMode === undefined ? {} : { IpcMode: inputs.ipcMode }),
  };
}

/** The restart policy; updatable in place. */
export function restartPolicy(inputs: ContainerInputs): { Name: string; MaximumRetryCount: number } {
  return { Name: inputs.restart, MaximumRetryCount: inputs.maxRetryCount ?? 0 };
}

/** The limits that can be changed in place. Sizes are given in megabytes, -1 is no limit of swap. */
export function updatableResources(inputs: ContainerInputs): HostConfig {
  const { memory, memoryReservation, memorySwap, cpuShares, cpuSet } = inputs;
  return {
    Memory: (memory ?? 0) * MEGABYTE,
    MemoryReservation: memoryReservation * MEGABYTE,
    CpuShares: cpuShares ?? 0,
    CpusetCpus: cpuSet ?? "",
    ...(memorySwap === undefined ? {} : { MemorySwap: memorySwap > 0 ? memorySwap * MEGABYTE : memorySwap }),
  };
}

function resources(inputs: ContainerInputs): HostConfig {
  const { cpus, cpuPeriod, cpuQuota, shmSize, ulimits } = inputs;
  return {
    ...updatableResources(inputs),
    // `cpus` has precedence over period and quota: the engine refuses them together.
    ...(cpus === undefined
      ? { CpuPeriod: cpuPeriod ?? 0, CpuQuota: cpuQuota ?? 0 }
      : { NanoCpus: Math.round(Number(cpus) * NANO) }),
    ...(shmSize === undefined ? {} : { ShmSize: shmSize * MEGABYTE }),
    Ulimits: (ulimits ?? []).map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
  };
}

function security(inputs: ContainerInputs): HostConfig {
  const options = [...(inputs.securityOpts ?? [])];
  // The engine does not know this option: its clients turn it into empty lists of hidden paths.
  const unconfined = options.includes("systempaths=unconfined");
  return {
    Privileged: inputs.privileged ?? false,
    ReadonlyRootfs: inputs.readOnly,
    CapAdd: [...(inputs.capabilities?.adds ?? [])],
    CapDrop: [...(inputs.capabilities?.drops ?? [])],
    GroupAdd: [...(inputs.groupAdds ?? [])],
    SecurityOpt: options.filter((option) => option !== "systempaths=unconfined"),
    ...(unconfined ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
  };
}
