import type { Codec } from "./codec.ts";
import { always, listOf, object, orNothing, texts } from "./collections.ts";
import {
  bytes,
  duration,
  durationOrNone,
  integer,
  keptInteger,
  keptText,
  number,
  oneOf,
  text,
} from "./scalars.ts";
import { labels } from "./variables.ts";

/** How many devices; -1 is all of them. */
const deviceCount: Codec<number> = {
  read: (node, reading) =>
    node.kind === "scalar" && node.text.toLowerCase() === "all" ? -1 : integer.read(node, reading),
  write: (value) => integer.write(value),
};

const deviceRequestFields = {
  capabilities: texts,
  driver: text,
  count: deviceCount,
  device_ids: texts,
  options: labels,
};

/** Devices, of which a driver picks some that fit. */
export const deviceRequest = object(deviceRequestFields);
const reservedDevices = object(deviceRequestFields, ["capabilities"]);

const genericResource = object({
  discrete_resource_spec: object({ kind: keptText, value: keptInteger }),
});

const updateConfig = object({
  parallelism: keptInteger,
  delay: durationOrNone,
  failure_action: text,
  monitor: durationOrNone,
  max_failure_ratio: number,
  order: oneOf(["start-first", "stop-first"]),
});

/**
 * How a service is to be run on more than one machine, and what it may use.
 * @see https://github.com/compose-spec/compose-spec/blob/main/deploy.md
 */
export const deploy = orNothing(
  object({
    mode: text,
    endpoint_mode: text,
    replicas: keptInteger,
    labels,
    update_config: updateConfig,
    rollback_config: updateConfig,
    resources: always(
      object({
        limits: object({ cpus: number, memory: bytes, pids: integer }),
        reservations: object({
          cpus: number,
          memory: bytes,
          generic_resources: listOf(genericResource),
          devices: listOf(reservedDevices),
        }),
      }),
      {},
    ),
    restart_policy: object({ condition: text, delay: duration, max_attempts: keptInteger, window: duration }),
    placement: always(
      object({
        constraints: texts,
        preferences: listOf(object({ spread: text })),
        max_replicas_per_node: integer,
      }),
      {},
    ),
  }),
);
