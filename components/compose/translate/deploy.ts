import { formatDuration } from "../../application/duration.ts";
import { formatSize } from "../../application/size.ts";
import type { DeploySpec, LimitsSpec, ResourcesSpec, ServiceSpec, Size } from "../../application/spec.ts";
import type { ComposeService } from "../model/compose-file.ts";
import type { Context, Subject } from "./context.ts";
import { given, unlessEmpty } from "./given.ts";

/** The engine's period of sharing out processors, in microseconds. */
const CPU_PERIOD = 100_000;

/** How many replicas, with what resources, and how they are replaced. */
export function deployOf({ service }: Subject): DeploySpec {
  const replicas = service.scale ?? service.deploy?.replicas;
  return given({
    replicas: replicas === undefined || replicas === 1 ? undefined : replicas,
    resources: given({ limits: limitsOf(service), reservations: unlessEmpty(reservationsOf(service)) }),
    updateConfig: unlessEmpty(updateOf(service)),
  });
}

/** What a file does not limit is not limited. */
function limitsOf(service: ComposeService): LimitsSpec {
  const limits = service.deploy?.resources?.limits;
  const cpus = positive(service.cpus) ?? positive(limits?.cpus) ?? quotaOf(service);
  return given({
    cpus: cpus ?? ("none" as const),
    memory: sizeOf(service.mem_limit) ?? sizeOf(limits?.memory) ?? ("none" as const),
    pids: positive(service.pids_limit) ?? positive(limits?.pids),
  });
}

function quotaOf({ cpu_quota: quota, cpu_period: period }: ComposeService): number | undefined {
  const share = positive(quota);
  return share === undefined ? undefined : share / (positive(period) ?? CPU_PERIOD);
}

function reservationsOf(service: ComposeService): ResourcesSpec {
  const reservations = service.deploy?.resources?.reservations;
  return given({
    cpus: positive(reservations?.cpus),
    memory: sizeOf(service.mem_reservation) ?? sizeOf(reservations?.memory),
  });
}

function updateOf(service: ComposeService): NonNullable<DeploySpec["updateConfig"]> {
  const { order, monitor } = service.deploy?.update_config ?? {};
  // What a database keeps in a folder of the host is no more for two than what it keeps in a volume.
  const writes = (service.volumes ?? []).some(
    ({ type, read_only: isReadOnly, source = "" }) =>
      type === "bind" && isReadOnly !== true && !source.endsWith(".sock"),
  );
  return given({
    order: order ?? (writes ? ("stop-first" as const) : undefined),
    monitor: monitor === undefined || monitor === 0 ? undefined : formatDuration(Math.ceil(monitor)),
  });
}

/** Zero and less are no limit. */
function positive(amount: number | undefined): number | undefined {
  return amount === undefined || amount <= 0 ? undefined : amount;
}

function sizeOf(bytes: number | undefined): Size | undefined {
  const amount = positive(bytes);
  return amount === undefined ? undefined : formatSize(amount);
}

const RESTARTS: Readonly<Record<string, NonNullable<ServiceSpec["restart"]>>> = {
  "": "no",
  no: "no",
  none: "no",
  "on-failure": "on-failure",
  always: "always",
  any: "always",
  "unless-stopped": "unless-stopped",
};

/** What happens when the process ends, as Compose has it: `deploy` wins. */
export function restartOf({ service, at }: Subject, { report }: Context): Pick<ServiceSpec, "restart"> {
  const policy = service.deploy?.restart_policy;
  const written = policy === undefined ? (service.restart ?? "no") : (policy.condition ?? "any");
  const [word = "", most] = written.split(":");
  const steps = policy === undefined ? [...at, "restart"] : [...at, "deploy", "restart_policy", "condition"];
  if (most !== undefined)
    report.say(steps, { verdict: "approximated", reason: "it is tried again and again, not so many times" });
  const restart = RESTARTS[word];
  if (restart !== undefined) return { restart };
  report.say(steps, {
    verdict: "refused",
    reason: `not a way to restart: ${JSON.stringify(written)}`,
    hint: "no, always, on-failure or unless-stopped",
  });
  return {};
}
