import type { Resource } from "../../../policies/index.ts";

type Props = Readonly<Record<string, unknown>>;

/** A resource of a type, with what a test is about. */
export function resource(type: string, props: Props = {}, name = "web"): Resource {
  return { urn: `urn:pulumi:dev::muelle::${type}::${name}`, type, name, props };
}

/** A container of the Docker Engine that keeps to every rule, with some changes. */
export function dockerContainer(changes: Props = {}): Resource {
  return resource("docker:index/container:Container", {
    image: "web:1",
    mustRun: true,
    user: "10001:10001",
    envs: ["PORT=8000"],
    memory: 512,
    cpus: "1",
    securityOpts: ["no-new-privileges:true"],
    healthcheck: { tests: ["CMD", "true"] },
    ports: [{ internal: 80, external: 8080, ip: "127.0.0.1" }],
    ...changes,
  });
}

const DIGEST = "registry.example.com/web@sha256:0123";

/** A container of a pod that keeps to every rule, with some changes. */
export function podContainer(changes: Props = {}): Props {
  return {
    name: "web",
    image: DIGEST,
    env: [{ name: "PORT", value: "8000" }],
    resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "100m", memory: "64Mi" } },
    readinessProbe: { httpGet: { port: 8000 } },
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      capabilities: { drop: ["ALL"] },
    },
    ...changes,
  };
}

/** The specification of a pod that keeps to every rule, with some changes. */
export function podSpec(changes: Props = {}): Props {
  return {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, seccompProfile: { type: "RuntimeDefault" } },
    containers: [podContainer()],
    ...changes,
  };
}

/** A Deployment of two replicas that keeps to every rule but needs a budget beside it. */
export function deployment(pod: Props = podSpec(), spec: Props = { replicas: 2 }): Resource {
  return resource("kubernetes:apps/v1:Deployment", {
    metadata: { name: "web", namespace: "shop-prod" },
    spec: { ...spec, template: { metadata: { labels: { app: "web" } }, spec: pod } },
  });
}

/** A budget for the pods of {@link deployment}. */
export function budget(labels: Props = { app: "web" }): Resource {
  return resource("kubernetes:policy/v1:PodDisruptionBudget", {
    metadata: { name: "web", namespace: "shop-prod" },
    spec: { selector: { matchLabels: labels } },
  });
}

/** An autoscaler of {@link deployment}. */
export function autoscaler(minReplicas: number): Resource {
  return resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", {
    metadata: { name: "web", namespace: "shop-prod" },
    spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas },
  });
}
