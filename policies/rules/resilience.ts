import { isDockerContainer, runs } from "../read/docker.ts";
import { containersOf, namespaceOf, objectNameOf, podLabelsOf, serves } from "../read/kubernetes.ts";
import { at, fieldsOf, numberOf } from "../read/values.ts";
import { eachResource, type Finding, type Rule } from "../rule.ts";
import type { Resource } from "../resource.ts";

/** One service must not take what the others need. */
export const limits: Rule = {
  id: "limits",
  title: "Memory and processor are limited",
  reason: "a service without limits can take what all others on the machine or node need",
  source: "CIS Docker Benchmark 1.6, 5.11 and 5.12; Kubernetes: Resource Management for Pods and Containers",
  fix: "leave Muelle's defaults in place, or name deploy.resources.limits",
  check: eachResource((resource) => {
    if (isDockerContainer(resource)) {
      if (!runs(resource)) return [];
      const { memory, cpus, cpuQuota, cpuShares } = resource.props;
      return [
        ...((numberOf(memory) ?? 0) > 0 ? [] : ["the container has no limit of memory"]),
        ...([cpus, cpuQuota, cpuShares].every((limit) => limit === undefined)
          ? ["the container has no limit of processor"]
          : []),
      ];
    }
    return containersOf(resource).flatMap(({ name, spec }) =>
      [
        ["limits", "memory"],
        ["limits", "cpu"],
        ["requests", "memory"],
        ["requests", "cpu"],
      ]
        .filter((path) => at(spec, "resources", ...path) === undefined)
        .map((path) => `container ${name} has no resources.${path.join(".")}`),
    );
  }),
};

/** What does not say whether it works gets requests that it cannot answer. */
export const probes: Rule = {
  id: "probes",
  title: "What serves says whether it works",
  reason:
    "without a health check an update goes on over a version that does not work, and a hung one is never noticed",
  source:
    "CIS Docker Benchmark 1.6, 4.6 and 5.27; Kubernetes: Configure Liveness, Readiness and Startup Probes",
  fix: "give the service a healthcheck: http: { port } needs no curl in the image",
  check: eachResource((resource) => {
    if (isDockerContainer(resource))
      return runs(resource) &&
        resource.props["mustRun"] === true &&
        resource.props["healthcheck"] === undefined
        ? ["the container has no health check"]
        : [];
    if (!serves(resource)) return [];
    return containersOf(resource)
      .filter(({ init, spec }) => !init && spec["readinessProbe"] === undefined)
      .map(({ name }) => `container ${name} has no readinessProbe`);
  }),
};

/** One pod is none while its node is emptied. */
export const replicas: Rule = {
  id: "replicas",
  title: "What serves in production has two replicas and a disruption budget",
  reason:
    "one replica is none while its node is emptied or it is moved, and without a budget all may go at once",
  source: "Kubernetes: Specifying a Disruption Budget for your Application",
  fix: "set deploy.replicas or scale.min to 2 or more; a service with a volume of its own is excepted by its kind",
  check: (resources) =>
    resources
      .filter(({ type }) => type === "kubernetes:apps/v1:Deployment")
      .flatMap((deployment) =>
        faultsOf(deployment, resources).map((message): Finding => ({ resource: deployment, message })),
      ),
};

function faultsOf(deployment: Resource, resources: readonly Resource[]): readonly string[] {
  const fewest = fewestOf(deployment, resources);
  return [
    ...(fewest >= 2 ? [] : [`it has ${fewest} ${fewest === 1 ? "replica" : "replicas"}`]),
    ...(fewest < 2 || resources.some((budget) => protects(budget, deployment))
      ? []
      : ["no PodDisruptionBudget is for it"]),
  ];
}

/** Of an autoscaler where there is one. */
function fewestOf(deployment: Resource, resources: readonly Resource[]): number {
  const scaler = resources.find(
    (resource) =>
      resource.type === "kubernetes:autoscaling/v2:HorizontalPodAutoscaler" &&
      namespaceOf(resource) === namespaceOf(deployment) &&
      at(resource.props, "spec", "scaleTargetRef", "name") === objectNameOf(deployment),
  );
  if (scaler !== undefined) return numberOf(at(scaler.props, "spec", "minReplicas")) ?? 1;
  return numberOf(at(deployment.props, "spec", "replicas")) ?? 1;
}

function protects(budget: Resource, deployment: Resource): boolean {
  if (budget.type !== "kubernetes:policy/v1:PodDisruptionBudget") return false;
  if (namespaceOf(budget) !== namespaceOf(deployment)) return false;
  const labels = podLabelsOf(deployment);
  const wanted = Object.entries(fieldsOf(at(budget.props, "spec", "selector", "matchLabels")));
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}
