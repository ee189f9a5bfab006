import { describe, expect, it } from "vitest";
import { translateDeployment } from "../../../../../components/kubernetes/translate/deployment.ts";
import { translateAutoscaler } from "../../../../../components/kubernetes/translate/horizontal-pod-autoscaler.ts";
import { translateJob } from "../../../../../components/kubernetes/translate/job.ts";
import { translateDisruptionBudget } from "../../../../../components/kubernetes/translate/pod-disruption-budget.ts";
import { podTemplate } from "../../../../../components/kubernetes/translate/pod-template.ts";
import { translateServiceAccount } from "../../../../../components/kubernetes/translate/service-account.ts";
import { translateStatefulSet } from "../../../../../components/kubernetes/translate/stateful-set.ts";
import { workloadTimeouts } from "../../../../../components/kubernetes/translate/timeouts.ts";
import { application, service } from "../../../../support/builders.ts";
import { bindings, planOf, selectorOf, webLabels, webPlan } from "../support.ts";

/** Makes the provider put right what others have changed. */
const takesBack = { "pulumi.com/patchForce": "true" };
const metadata = { name: "web", namespace: "shop-prod", labels: webLabels, annotations: takesBack };

describe("a service that stays up", () => {
  it("is a Deployment that starts new replicas before the old go", () => {
    const plan = webPlan({ deploy: { replicas: 3 } });
    expect(plan.kind).toBe("Deployment");
    expect(translateDeployment(plan, bindings)).toEqual({
      metadata,
      spec: {
        replicas: 3,
        selector: { matchLabels: selectorOf("web") },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
        revisionHistoryLimit: 3,
        progressDeadlineSeconds: 150,
        template: podTemplate(plan, bindings),
      },
    });
  });

  it("stops the old replicas first where it says so", () => {
    const plan = webPlan({ deploy: { updateConfig: { order: "stop-first" } } });
    expect(translateDeployment(plan, bindings).spec).toMatchObject({ strategy: { type: "Recreate" } });
  });

  it("watches new replicas for as long as the application says, within the deadline", () => {
    const deploy = { updateConfig: { monitor: "2500ms" } } as const;
    expect(translateDeployment(webPlan({ deploy }), bindings).spec).toMatchObject({
      minReadySeconds: 3,
      progressDeadlineSeconds: 153,
    });
    expect(translateDeployment(webPlan({ deploy, route: { port: 80 } }), bindings).spec).toMatchObject({
      minReadySeconds: 3,
      progressDeadlineSeconds: 156,
    });
  });

  it("leaves the number of replicas to the autoscaler where there is one", () => {
    const plan = webPlan({ scale: { min: 2, max: 5, cpu: 70, memory: 80 } });
    expect(translateDeployment(plan, bindings).spec).not.toHaveProperty("replicas");
    const resource = (name: string, averageUtilization: number): object => ({
      type: "Resource",
      resource: { name, target: { type: "Utilization", averageUtilization } },
    });
    expect(translateAutoscaler(plan, bindings)).toEqual({
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [resource("cpu", 70), resource("memory", 80)],
      },
    });
    expect(translateAutoscaler(webPlan(), bindings)).toBeUndefined();
  });

  it("loses one replica at a time when nodes are emptied, unless it has only one", () => {
    expect(translateDisruptionBudget(webPlan({ deploy: { replicas: 2 } }), bindings)).toEqual({
      metadata,
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: "AlwaysAllow",
        selector: { matchLabels: selectorOf("web") },
      },
    });
    expect(translateDisruptionBudget(webPlan({ scale: { max: 9, cpu: 50 } }), bindings)).toBeUndefined();
  });
});

describe("a service that alone writes to a volume", () => {
  const volumes = { volumes: { data: {} } };

  it("is a StatefulSet, of which no two pods ever run, and that a good version mends", () => {
    const plan = webPlan({ volumes: ["data:/data"] }, volumes);
    expect(plan.kind).toBe("StatefulSet");
    expect(translateStatefulSet(plan, bindings)).toEqual({
      metadata,
      spec: {
        serviceName: "web",
        replicas: 1,
        selector: { matchLabels: selectorOf("web") },
        podManagementPolicy: "Parallel",
        updateStrategy: { type: "RollingUpdate" },
        revisionHistoryLimit: 3,
        template: podTemplate(plan, bindings),
      },
    });
  });

  it("is a Deployment where it says that replicas can share the volume, or only reads it", () => {
    const shared = webPlan(
      { volumes: ["data:/data"], deploy: { replicas: 2, updateConfig: { order: "start-first" } } },
      volumes,
    );
    expect(shared.kind).toBe("Deployment");
    expect(webPlan({ volumes: ["data:/data:ro"] }, volumes).kind).toBe("Deployment");
  });
});

describe("a service that runs to its end", () => {
  it("is a Job with a name of its own for each version, tried once", () => {
    const plan = webPlan({ restart: "no" });
    expect(plan.kind).toBe("Job");
    expect(translateJob(plan, bindings)).toEqual({
      metadata: {
        namespace: "shop-prod",
        labels: webLabels,
        annotations: { "pulumi.com/replaceUnready": "true" },
      },
      spec: { completions: 1, parallelism: 1, backoffLimit: 0, template: podTemplate(plan, bindings) },
    });
    expect(podTemplate(plan, bindings).spec).toMatchObject({ restartPolicy: "Never" });
  });

  it("is tried again where it may be", () => {
    const shop = application({
      services: {
        web: service({ dependsOn: { migrate: { condition: "service_completed_successfully" } } }),
        migrate: service({ restart: "on-failure" }),
      },
    });
    const plan = planOf(shop, "migrate");
    expect(translateJob(plan, bindings).spec).toMatchObject({ backoffLimit: 6 });
    expect(podTemplate(plan, bindings).spec).toMatchObject({ restartPolicy: "OnFailure" });
  });

  it("is no Job where nobody waits for its end and it is started again after a failure", () => {
    expect(webPlan({ restart: "on-failure" }).kind).toBe("Deployment");
  });

  it("has neither autoscaler nor disruption budget nor probes", () => {
    const plan = webPlan({ restart: "no", healthcheck: { test: ["CMD", "true"] } });
    expect(translateAutoscaler(plan, bindings)).toBeUndefined();
    expect(translateDisruptionBudget(plan, bindings)).toBeUndefined();
    expect(JSON.stringify(podTemplate(plan, bindings))).not.toContain("Probe");
  });
});

describe("a service's account", () => {
  it("has no token, and pulls with the stack's credentials", () => {
    expect(translateServiceAccount(webPlan(), bindings, ["pull-1"])).toEqual({
      metadata,
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: "pull-1" }],
    });
    expect(translateServiceAccount(webPlan(), bindings)).toEqual({
      metadata,
      automountServiceAccountToken: false,
    });
  });
});

describe("workloadTimeouts", () => {
  it("gives a service the time that its health check allows, and what surrounds it two minutes more", () => {
    const plan = webPlan({
      healthcheck: { http: { port: 80 }, startPeriod: "60s", retries: 1, timeout: "9500ms" },
    });
    expect(workloadTimeouts(plan)).toEqual({ create: "190s", update: "280s", delete: "5m" });
  });

  it("gives it the time of what it waits for as well", () => {
    const healthcheck = { http: { port: 80 }, startPeriod: "60s", retries: 1, timeout: "9500ms" } as const;
    const within = application({
      services: {
        db: service({ healthcheck, expose: [80] }),
        api: service({ healthcheck, expose: [80], dependsOn: { db: { condition: "service_healthy" } } }),
        web: service({ healthcheck, dependsOn: { api: { condition: "service_healthy" } } }),
      },
    });
    expect(planOf(within, "db").waitBudget).toBe(0);
    expect(planOf(within, "web").waitBudget).toBe(140);
    expect(workloadTimeouts(planOf(within, "web"))).toMatchObject({ create: "330s" });
  });

  it("gives a service the time that the stack says", () => {
    const plan = webPlan({}, {}, { progressDeadlineSeconds: 40 });
    expect(workloadTimeouts(plan)).toEqual({ create: "40s", update: "130s", delete: "5m" });
  });

  it("gives a service that runs to its end ten minutes", () => {
    expect(workloadTimeouts(webPlan({ restart: "no" }))).toEqual({
      create: "720s",
      update: "720s",
      delete: "5m",
    });
  });
});
