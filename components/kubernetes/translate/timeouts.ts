import type { CustomTimeouts } from "@pulumi/pulumi";
import type { ApplicationModel, Service } from "../../application/index.ts";
import type { KubernetesSettings } from "../settings.ts";
import { waitSeconds, type WorkloadPlan } from "./plan.ts";
import { startSeconds, watchTime } from "./probes.ts";
import { seconds } from "./seconds.ts";

/** Time for what no health check knows of, in seconds: finding a node, pulling the image. */
const SURROUNDINGS = 120;

/** A rolling update with 25% more replicas goes in at most this many steps. */
const STEPS = 4;

/** Time for a service that runs to its end, in seconds. */
const COMPLETION = 600;

/** How long a rollout may go without a further replica becoming ready, in seconds. */
export function progressDeadline({
  service,
  settings,
  waitBudget,
}: Pick<WorkloadPlan, "service" | "settings" | "waitBudget">): number {
  const once = settings.progressDeadlineSeconds ?? SURROUNDINGS + waitBudget + startSeconds(service);
  // A replica that is watched is not ready meanwhile, and the API wants the deadline to be later than that.
  return once + watchTime(service);
}

/** How long a pod has to be ready before the next old one goes; left out where that is no time. */
export function minReady({ deploy }: Service): { readonly minReadySeconds?: number } {
  const { monitor } = deploy.updateConfig;
  return monitor === 0 ? {} : { minReadySeconds: seconds(monitor) };
}

/** That time for each service of an application. */
export function patience(
  application: ApplicationModel,
  settings: KubernetesSettings,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    application.services.map((service) => [
      service.name,
      progressDeadline({ service, settings, waitBudget: waitSeconds(application, service) }),
    ]),
  );
}

/** How long Pulumi waits for a workload until it calls the update failed. */
export function workloadTimeouts(plan: WorkloadPlan): CustomTimeouts {
  const { kind, service } = plan;
  if (kind === "Job") return timeouts(SURROUNDINGS + COMPLETION, SURROUNDINGS + COMPLETION);
  const stop = seconds(service.stopGracePeriod);
  const once = progressDeadline(plan);
  // All but the last of the steps are those of replicas that work, which take much less than they may.
  const rolling = kind === "Deployment" ? (STEPS - 1) * (SURROUNDINGS / 4) : stop;
  return timeouts(once, once + rolling);
}

function timeouts(create: number, update: number): CustomTimeouts {
  return { create: `${create}s`, update: `${update}s`, delete: "5m" };
}
