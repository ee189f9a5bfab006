import type { CustomTimeouts } from "@pulumi/pulumi";
import type { Service } from "../../application/index.ts";
import type { KubernetesSettings } from "../settings.ts";
import { type WorkloadPlan } from "./plan.ts";
import { startBudget } from "./probes.ts";
import { seconds } from "./seconds.ts";

/** Time for what no health check knows of, in seconds: finding a node, pulling the image, waiting for dependencies. */
const SURROUNDINGS = 120;

/** A rolling update with 25% more replicas goes in at most this many steps. */
const STEPS = 4;

/** Time for a service that runs to its end, in seconds. */
const COMPLETION = 600;

/** How long a rollout may go without a further replica becoming ready, in seconds. */
export function progressDeadline(service: Service, { progressDeadlineSeconds }: KubernetesSettings): number {
  return progressDeadlineSeconds ?? SURROUNDINGS + startBudget(service);
}

/** How long Pulumi waits for a workload until it calls the update failed. */
export function workloadTimeouts({ kind, service, settings }: WorkloadPlan): CustomTimeouts {
  if (kind === "Job") return timeouts(SURROUNDINGS + COMPLETION, SURROUNDINGS + COMPLETION);
  const stop = seconds(service.stopGracePeriod);
  const once = progressDeadline(service, settings);
  // All but the last of the steps are those of replicas that work, which take much less than they may.
  const rolling = kind === "Deployment" ? (STEPS - 1) * (SURROUNDINGS / 4) : stop;
  return timeouts(once, once + rolling);
}

function timeouts(create: number, update: number): CustomTimeouts {
  return { create: `${create}s`, update: `${update}s`, delete: "5m" };
}
