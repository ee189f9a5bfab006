import type { ServiceTable } from "./paths.ts";
import { approximated, exact, refused, unless } from "./rule.ts";

const FINE = "a finer point of how resources are shared out; it is left out";
const SWARM = "only Swarm knows it";
const DEVICES = "Muelle gives no devices to containers";
const ONE_BY_ONE = "all replicas are replaced in one update, which fails as a whole";

/** What becomes of the fields of `deploy`, and of those that limit what a service uses. */
export const deployFields = {
  scale: exact("`deploy.replicas`"),
  "deploy.replicas": exact("`deploy.replicas`"),
  "deploy.mode": approximated(
    "it runs as often as `replicas` says, not once on every machine",
    undefined,
    unless("replicated"),
  ),
  "deploy.endpoint_mode": approximated(SWARM),
  "deploy.labels": approximated("labels of a service that Swarm alone has; those of `labels` are kept"),
  "deploy.placement": approximated("where replicas run is up to the engine or the cluster"),
  "deploy.update_config.order": exact("`deploy.updateConfig.order`"),
  "deploy.update_config.monitor": exact("`deploy.updateConfig.monitor`"),
  "deploy.update_config.parallelism": approximated(ONE_BY_ONE),
  "deploy.update_config.delay": approximated(ONE_BY_ONE),
  "deploy.update_config.failure_action": approximated(ONE_BY_ONE),
  "deploy.update_config.max_failure_ratio": approximated(ONE_BY_ONE),
  "deploy.rollback_config": approximated(ONE_BY_ONE),
  "deploy.restart_policy.condition": exact("`restart`"),
  "deploy.restart_policy.delay": approximated("how long to wait is up to the engine or the cluster"),
  "deploy.restart_policy.max_attempts": approximated("it is tried again and again"),
  "deploy.restart_policy.window": approximated("how long to wait is up to the engine or the cluster"),
  "deploy.resources.limits.cpus": exact("`deploy.resources.limits.cpus`; not limited where it is left out"),
  "deploy.resources.limits.memory": exact(
    "`deploy.resources.limits.memory`; not limited where it is left out",
  ),
  "deploy.resources.limits.pids": exact("`deploy.resources.limits.pids`"),
  "deploy.resources.reservations.cpus": exact("`deploy.resources.reservations.cpus`"),
  "deploy.resources.reservations.memory": exact("`deploy.resources.reservations.memory`"),
  "deploy.resources.reservations.generic_resources": approximated(SWARM),
  "deploy.resources.reservations.devices": refused(DEVICES, "run it outside, and reach it over the network"),
  gpus: refused(DEVICES, "run it outside, and reach it over the network"),
  cpus: exact("`deploy.resources.limits.cpus`"),
  mem_limit: exact("`deploy.resources.limits.memory`"),
  mem_reservation: exact("`deploy.resources.reservations.memory`"),
  pids_limit: exact("`deploy.resources.limits.pids`"),
  cpu_quota: exact("`deploy.resources.limits.cpus`, as its share of `cpu_period`"),
  cpu_period: exact("what `cpu_quota` is a share of"),
  cpu_count: approximated("only Windows knows it"),
  cpu_percent: approximated("only Windows knows it"),
  cpu_shares: approximated(FINE),
  cpuset: approximated(FINE),
  blkio_config: approximated(FINE),
  memswap_limit: approximated("there is as much swap as memory, where the engine can limit it"),
  mem_swappiness: approximated(FINE),
  oom_kill_disable: approximated(FINE),
  oom_score_adj: approximated(FINE),
  cpu_rt_period: refused("Muelle gives no real-time priority", "run it outside"),
  cpu_rt_runtime: refused("Muelle gives no real-time priority", "run it outside"),
} satisfies Partial<ServiceTable>;
