import type { types } from "@pulumi/kubernetes";
import type { WorkloadPlan } from "./plan.ts";
import { VOLUME_FOLDER, writtenVolumes } from "./pod-volumes.ts";
import { containerSecurityContext, NOBODY } from "./security-context.ts";

type Container = types.input.core.v1.Container;

/** What runs before a service's container, in this order. */
export function initContainers(plan: WorkloadPlan): Container[] {
  return [...prepareVolumes(plan), ...waitForDependencies(plan)];
}

/**
 * Gives each volume a folder that belongs to the service's user, as on Docker. The root of a volume belongs to root
 * on every cluster, and databases want a folder of their own; nobody may change owners here, so the user makes it.
 */
function prepareVolumes(plan: WorkloadPlan): Container[] {
  const volumes = writtenVolumes(plan.service);
  if (volumes.length === 0 || plan.user === undefined) return [];
  return [
    {
      ...toolbox(plan, "prepare-volumes"),
      command: ["mkdir", "-p", "-m", "0775"],
      args: volumes.map((volume) => `/volumes/${volume}/${VOLUME_FOLDER}`),
      volumeMounts: volumes.map((volume) => ({
        name: `volume-${volume}`,
        mountPath: `/volumes/${volume}`,
      })),
    },
  ];
}

/** A Service leads somewhere only while one of its pods is ready, so a connection says that one is. */
const WAIT = [
  'for endpoint in "$@"; do',
  '  until nc -w 2 "${endpoint%:*}" "${endpoint##*:}" -e true 2>/dev/null; do',
  '    echo "waiting for $endpoint"; sleep 1',
  "  done",
  "done",
].join("\n");

/**
 * Keeps a pod from starting before its dependencies answer, when Pulumi deploys and at every later start. What has no
 * port to ask Pulumi waits for, and what runs to its end: what that did stays done.
 */
function waitForDependencies(plan: WorkloadPlan): Container[] {
  if (plan.waitsFor.length === 0) return [];
  const container = toolbox(plan, "wait-for-dependencies");
  return [
    {
      ...container,
      command: ["sh", "-c", WAIT, "wait-for-dependencies"],
      args: plan.waitsFor.map(({ service, port }) => `${service}:${port}`),
      securityContext: {
        ...containerSecurityContext(true),
        runAsUser: NOBODY.uid,
        runAsGroup: NOBODY.gid,
      },
    },
  ];
}

function toolbox({ settings }: WorkloadPlan, name: string): Container {
  return {
    name,
    image: settings.toolbox,
    imagePullPolicy: "IfNotPresent",
    resources: {
      requests: { cpu: "10m", memory: "16Mi" },
      limits: { cpu: "100m", memory: "32Mi" },
    },
    securityContext: containerSecurityContext(true),
  };
}
