import type { Node } from "../tree/node.ts";
import { fileReference, ulimits } from "./build.ts";
import type { Codec, Reading } from "./codec.ts";
import { listOf, mapOf, object, oneOrMore, orNull, orShort, texts, textOrTexts } from "./collections.ts";
import { command } from "./command.ts";
import { device, mount } from "./mounts.ts";
import { deviceRequest } from "./resources.ts";
import {
  bytes,
  duration,
  flag,
  integer,
  keptFlag,
  number,
  oneOf,
  optOut,
  text,
  textLike,
  textOrNull,
  textOrNumber,
} from "./scalars.ts";
import { hosts, labels, options, variables } from "./variables.ts";

/** What services, networks and volumes may be called. */
export const nameForm = /^[a-zA-Z0-9._-]+$/;

/** Values by names, or a list of names that have none. */
export function namesOr<T>(codec: Codec<T>, valueOfName: T): Codec<Readonly<Record<string, T>>> {
  const long = mapOf(codec, nameForm);
  return {
    read: (node, reading) =>
      node.kind === "list"
        ? Object.fromEntries(namesIn(node.items, reading).map((name) => [name, valueOfName]))
        : long.read(node, reading),
    write: (value) => long.write(value),
  };
}

function namesIn(items: readonly Node[], reading: Reading): readonly string[] {
  return items.flatMap((item, index) => {
    const name = reading.part(index, item, text);
    if (name !== undefined) reading.note(name, item);
    return name === undefined ? [] : [name];
  });
}

const network = object({
  aliases: texts,
  driver_opts: options,
  gw_priority: integer,
  interface_name: text,
  ipv4_address: text,
  ipv6_address: text,
  link_local_ips: texts,
  mac_address: text,
  priority: integer,
});

const envFile = orShort(object({ path: text, required: optOut, format: text }, ["path"]), (path) => ({
  ok: true,
  value: { path, required: true },
}));

const allGpus: Codec<readonly { readonly count?: number }[]> = {
  read: (node, reading) =>
    node.kind === "scalar" && node.value === "all" ? [{ count: -1 }] : gpus.read(node, reading),
  write: (value) => gpus.write(value),
};
const gpus = listOf(deviceRequest);

/** Compose writes the keys of these in capitals. */
function inCapitals<T extends object>(codec: Codec<T>): Codec<T> {
  return {
    read: (node, reading) => codec.read(node, reading),
    write: (value) => {
      const entries = Object.entries(codec.write(value) ?? {});
      return Object.fromEntries(
        entries.map(([key, each]) => [key.charAt(0).toUpperCase() + key.slice(1), each]),
      );
    },
  };
}

const throttles = listOf(inCapitals(object({ path: text, rate: bytes })));

const blockInputOutput = object({
  weight: integer,
  weight_device: listOf(inCapitals(object({ path: text, weight: integer }))),
  device_read_bps: throttles,
  device_read_iops: throttles,
  device_write_bps: throttles,
  device_write_iops: throttles,
});

/**
 * What can be said of every container: that of a service, of a job, and of what runs before a service starts.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
export const containerFields = {
  annotations: labels,
  blkio_config: blockInputOutput,
  cap_add: texts,
  cap_drop: texts,
  cgroup: oneOf(["host", "private"]),
  cgroup_parent: text,
  command,
  configs: listOf(fileReference),
  cpu_count: integer,
  cpu_percent: number,
  cpu_period: integer,
  cpu_quota: integer,
  cpu_rt_period: integer,
  cpu_rt_runtime: integer,
  cpu_shares: integer,
  cpus: number,
  cpuset: text,
  credential_spec: object({ config: text, file: text, registry: text }),
  device_cgroup_rules: texts,
  devices: listOf(device),
  dns: textOrTexts,
  dns_opt: texts,
  dns_search: textOrTexts,
  domainname: text,
  entrypoint: command,
  env_file: hidden(oneOrMore(envFile)),
  environment: variables,
  extra_hosts: hosts,
  gpus: allGpus,
  group_add: listOf(textOrNumber),
  hostname: text,
  image: text,
  init: keptFlag,
  ipc: text,
  isolation: text,
  label_file: textOrTexts,
  labels,
  logging: object({ driver: text, options }),
  mac_address: text,
  mem_limit: bytes,
  mem_reservation: bytes,
  mem_swappiness: bytes,
  memswap_limit: bytes,
  models: namesOr(orNull(object({ endpoint_var: text, model_var: text })), null),
  network_mode: text,
  networks: namesOr(orNull(network), null),
  oom_kill_disable: flag,
  oom_score_adj: integer,
  pid: textOrNull,
  pids_limit: integer,
  platform: text,
  privileged: flag,
  pull_policy: textLike(
    /^(?:always|never|build|if_not_present|missing|refresh|daily|weekly|every_(?:[0-9]+[wdhms])+)$/,
    "always, never, build, missing, if_not_present, refresh, daily, weekly or every_<duration>",
  ),
  pull_refresh_after: text,
  read_only: flag,
  runtime: text,
  secrets: listOf(fileReference),
  security_opt: texts,
  shm_size: bytes,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: options,
  sysctls: labels,
  tmpfs: textOrTexts,
  ulimits,
  use_api_socket: flag,
  user: text,
  userns_mode: text,
  uts: text,
  volumes: listOf(mount),
  volumes_from: texts,
  working_dir: text,
} as const;

/** Files of variables end in `environment`; `docker compose config` does not write where they came from. */
function hidden<T>(codec: Codec<T>): Codec<T> {
  return { read: (node, reading) => codec.read(node, reading), write: () => undefined };
}
