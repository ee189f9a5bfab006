import { literal } from "../../../components/kubernetes/translate/literal.ts";
import type { V1Container, V1Pod, V1PodTemplateSpec } from "@kubernetes/client-node";

/** By this label a pod of a one-off command is told from a service's replicas. */
export const ONE_OFF = "muelle.oneoff";

/**
 * What keeps traffic from a one-off pod. It carries its service's labels, since network policies know what it may
 * reach by them, and so the Service would choose it too, if it ever were ready: nobody ever sets this condition.
 */
const NEVER_READY = "muelle.oneoff/serves";

/** Labels by which controllers would take a pod for theirs. */
const CONTROLLERS_LABEL = /^(?:pod-template-hash|controller-uid|job-name|batch\.kubernetes\.io\/.*)$/;

/** What a one-off pod is made for. */
export interface OneOff {
  readonly name: string;
  /** Name of the service, and of its container. */
  readonly service: string;
  readonly command: readonly string[];
  /** Whether a person types into it. */
  readonly tty: boolean;
}

/**
 * A pod for a one-off command, made like one of the service's: image, environment, secrets, volumes, limits and
 * account are the same. It takes no traffic, has no probes, waits for nobody and is not started again.
 */
export function oneOffPod(template: V1PodTemplateSpec, oneOff: OneOff): V1Pod {
  const { metadata, spec } = template;
  if (spec === undefined) throw new Error(`the pods of ${oneOff.service} have no template`);
  const kept = structuredClone(spec);
  delete kept.topologySpreadConstraints;
  const labels = Object.entries(metadata?.labels ?? {}).filter(([label]) => !CONTROLLERS_LABEL.test(label));
  const containers = spec.containers.filter(({ name }) => name === oneOff.service);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: oneOff.name,
      labels: { ...Object.fromEntries(labels), [ONE_OFF]: "true" },
      annotations: { ...metadata?.annotations },
    },
    spec: Object.assign(kept, {
      restartPolicy: "Never",
      readinessGates: [{ conditionType: NEVER_READY }],
      initContainers: (spec.initContainers ?? []).filter(({ name }) => name !== "wait-for-dependencies"),
      containers: (containers.length > 0 ? containers : spec.containers.slice(0, 1)).map((container) =>
        oneOffContainer(container, oneOff),
      ),
    }),
  };
}

function oneOffContainer(container: V1Container, { command, tty }: OneOff): V1Container {
  const kept = structuredClone(container);
  delete kept.livenessProbe;
  delete kept.readinessProbe;
  delete kept.startupProbe;
  delete kept.lifecycle;
  delete kept.ports;
  return Object.assign(kept, { args: command.map(literal), stdin: true, stdinOnce: true, tty });
}
