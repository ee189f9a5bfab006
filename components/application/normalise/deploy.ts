import type { Deploy } from "../application-model.ts";
import { defaults } from "../defaults.ts";
import { parseDuration } from "../duration.ts";
import { parseSize } from "../size.ts";
import type { ServiceSpec } from "../spec.ts";
import { type Context, takeOr } from "./context.ts";

/** What is written where nothing is limited; in the normalised form it is infinite. */
const UNLIMITED = "none";

function cpusOf(cpus: number | typeof UNLIMITED | undefined): number | undefined {
  return cpus === UNLIMITED ? Infinity : cpus;
}

/**
 * Replicas, resources and the order of updates. Only one of a limit and its reservation given, the other's default
 * yields to it: a limit of 32m reserves 32m, and a reservation of 2g is also the limit.
 */
export function normaliseDeploy(
  context: Context,
  path: string,
  { deploy = {}, scale }: ServiceSpec,
  ownsVolume: boolean,
): Deploy {
  const { limits = {}, reservations = {} } = deploy.resources ?? {};
  const memory = (kind: "limits" | "reservations", size: string | undefined, otherwise: number) =>
    takeOr(context, `${path}.deploy.resources.${kind}.memory`, size, parseSize, otherwise);

  const reserved = {
    cpus: reservations.cpus ?? Math.min(defaults.deploy.reservations.cpus, cpusOf(limits.cpus) ?? Infinity),
    memory: memory("reservations", reservations.memory, defaults.deploy.reservations.memory),
  };
  const limited = {
    cpus: cpusOf(limits.cpus) ?? Math.max(defaults.deploy.limits.cpus, reserved.cpus),
    memory:
      limits.memory === UNLIMITED
        ? Infinity
        : memory("limits", limits.memory, Math.max(defaults.deploy.limits.memory, reserved.memory)),
    pids: limits.pids ?? defaults.deploy.limits.pids,
  };
  return {
    replicas: deploy.replicas ?? scale?.min ?? defaults.deploy.replicas,
    resources: {
      limits: limited,
      reservations:
        reservations.memory === undefined
          ? { ...reserved, memory: Math.min(reserved.memory, limited.memory) }
          : reserved,
    },
    updateConfig: {
      order:
        deploy.updateConfig?.order ??
        (ownsVolume ? defaults.deploy.orderOnVolumeOfItsOwn : defaults.deploy.order),
      monitor: takeOr(
        context,
        `${path}.deploy.updateConfig.monitor`,
        deploy.updateConfig?.monitor,
        parseDuration,
        defaults.deploy.monitor,
      ),
    },
  };
}
