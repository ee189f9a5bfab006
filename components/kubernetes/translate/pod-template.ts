import type { types } from "@pulumi/kubernetes";
import type { Resources } from "../../application/index.ts";
import { isLabelValue, objectLabels } from "../labels.ts";
import { translateEnvironment } from "./environment.ts";
import { initContainers } from "./init-containers.ts";
import { literal } from "./literal.ts";
import { optional, unlessEmpty } from "./optional.ts";
import type { WorkloadBindings, WorkloadPlan } from "./plan.ts";
import { podVolumes } from "./pod-volumes.ts";
import { translateProbes } from "./probes.ts";
import { byteQuantity, cpuQuantity } from "./quantity.ts";
import { seconds } from "./seconds.ts";
import { containerSecurityContext, podSecurityContext } from "./security-context.ts";
import { containerSettings, podSettings, securitySettings } from "./settings.ts";
import { topologySpread } from "./topology-spread.ts";
import { volumeAffinity, volumeLabels } from "./volume-affinity.ts";

/**
 * How long a replica serves on after it was told to go, in seconds: the time that Ingress controllers and nodes get
 * to learn that it takes no more requests.
 */
export const DRAIN_SECONDS = 5;

/** The pods of a service. */
export function podTemplate(
  plan: WorkloadPlan,
  bindings: WorkloadBindings,
): types.input.core.v1.PodTemplateSpec {
  const { service, kind } = plan;
  const { volumes, volumeMounts } = podVolumes(plan, bindings);
  return {
    metadata: podMetadata(plan),
    spec: {
      serviceAccountName: service.name,
      automountServiceAccountToken: false,
      // Otherwise every Service of the namespace becomes half a dozen environment variables.
      enableServiceLinks: false,
      // Kubernetes' own init reaps zombies then, and the process gets its signals as it does under Docker's.
      ...(service.init ? { shareProcessNamespace: true } : {}),
      ...(kind === "Job" ? { restartPolicy: service.restart === "no" ? "Never" : "OnFailure" } : {}),
      terminationGracePeriodSeconds: drainSeconds(plan) + seconds(service.stopGracePeriod, 1),
      ...podSettings(service),
      securityContext: { ...podSecurityContext(plan.user), ...securitySettings(service) },
      ...optional("affinity", volumeAffinity(plan)),
      ...unlessEmpty("topologySpreadConstraints", topologySpread(plan)),
      ...unlessEmpty("initContainers", initContainers(plan)),
      containers: [container(plan, bindings, volumeMounts)],
      ...unlessEmpty("volumes", volumes),
    },
  };
}

function podMetadata(plan: WorkloadPlan): types.input.meta.v1.ObjectMeta {
  const { identity, service } = plan;
  const own = Object.entries(service.labels);
  const annotations = own.filter(([, value]) => !isLabelValue(value));
  return {
    labels: {
      ...Object.fromEntries(own.filter(([, value]) => isLabelValue(value))),
      ...objectLabels(identity, service.name),
      ...volumeLabels(plan),
    },
    annotations: {
      ...Object.fromEntries(annotations),
      "kubectl.kubernetes.io/default-container": service.name,
    },
  };
}

function container(
  plan: WorkloadPlan,
  bindings: WorkloadBindings,
  volumeMounts: types.input.core.v1.VolumeMount[],
): types.input.core.v1.Container {
  const { service } = plan;
  const { limits, reservations } = service.deploy.resources;
  const drain = drainSeconds(plan);
  return {
    name: service.name,
    image: bindings.image,
    imagePullPolicy: "IfNotPresent",
    ...optional("command", service.entrypoint?.map(literal)),
    ...optional("args", service.command?.map(literal)),
    ...optional("workingDir", service.workingDir),
    ...unlessEmpty("env", translateEnvironment(service, bindings)),
    ...unlessEmpty("ports", containerPorts(plan)),
    ...containerSettings(service),
    resources: {
      requests: { cpu: cpuQuantity(reservations.cpus), memory: byteQuantity(reservations.memory) },
      ...translateLimits(limits),
    },
    securityContext: containerSecurityContext(service.readOnly, service.capAdd),
    ...(plan.kind === "Job" ? {} : translateProbes(service)),
    ...(drain === 0 ? {} : { lifecycle: { preStop: { sleep: { seconds: drain } } } }),
    ...unlessEmpty("volumeMounts", volumeMounts),
  };
}

/** Nothing where nothing is limited: an empty object would be a difference to what the cluster keeps. */
function translateLimits({
  cpus,
  memory,
}: Resources): Pick<types.input.core.v1.ResourceRequirements, "limits"> {
  const limits = {
    ...(Number.isFinite(cpus) ? { cpu: cpuQuantity(cpus) } : {}),
    ...(Number.isFinite(memory) ? { memory: byteQuantity(memory) } : {}),
  };
  return Object.keys(limits).length === 0 ? {} : { limits };
}

/** What is replaced stop-first must not hold up its successor, and what nobody reaches has nobody to wait for. */
export function drainSeconds({ kind, service }: WorkloadPlan): number {
  const rolls = kind === "Deployment" && service.deploy.updateConfig.order === "start-first";
  return rolls && service.expose.length > 0 ? DRAIN_SECONDS : 0;
}

function containerPorts({ service, kind }: WorkloadPlan): types.input.core.v1.ContainerPort[] {
  if (kind === "Job") return [];
  return servicePorts(service).map(({ name, port, protocol }) => ({ name, containerPort: port, protocol }));
}

/** A port that other pods may reach. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

/** The ports of a service by the names that its manifests use. */
export function servicePorts({ expose, ports }: WorkloadPlan["service"]): ServicePort[] {
  return expose.flatMap((port) => {
    const published = ports.filter(({ target }) => target === port).map(({ protocol }) => protocol);
    const protocols = published.length === 0 ? ["tcp" as const] : [...new Set(published)].sort();
    return protocols.map((protocol): ServicePort => ({
      name: `${protocol}-${port}`,
      port,
      protocol: protocol === "tcp" ? "TCP" : "UDP",
    }));
  });
}
