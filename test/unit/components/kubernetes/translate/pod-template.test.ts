import { describe, expect, it } from "vitest";
import { podTemplate } from "../../../../../components/kubernetes/translate/pod-template.ts";
import { application, service } from "../../../../support/builders.ts";
import { bindings, planOf, webLabels, webPlan } from "../support.ts";

const restricted = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: false,
  capabilities: { drop: ["ALL"] },
};

describe("podTemplate", () => {
  it("has the defaults of production", () => {
    expect(podTemplate(webPlan(), bindings)).toEqual({
      metadata: {
        labels: webLabels,
        annotations: { "kubectl.kubernetes.io/default-container": "web" },
      },
      spec: {
        serviceAccountName: "web",
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        shareProcessNamespace: true,
        terminationGracePeriodSeconds: 10,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          fsGroupChangePolicy: "OnRootMismatch",
          seccompProfile: { type: "RuntimeDefault" },
        },
        containers: [
          {
            name: "web",
            image: "web:1",
            imagePullPolicy: "IfNotPresent",
            resources: {
              requests: { cpu: "100m", memory: "64Mi" },
              limits: { cpu: "1", memory: "512Mi" },
            },
            securityContext: restricted,
          },
        ],
      },
    });
  });

  it("serves on for five seconds before it stops, in addition to the grace period", () => {
    const { spec } = podTemplate(webPlan({ expose: [80], stopGracePeriod: "1500ms" }), bindings);
    expect(spec).toMatchObject({
      terminationGracePeriodSeconds: 7,
      containers: [{ lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
    });
  });

  it("does not hold up the successor of a service that is replaced stop-first", () => {
    const { spec } = podTemplate(
      webPlan({ expose: [80], deploy: { updateConfig: { order: "stop-first" } } }),
      bindings,
    );
    expect(spec).toMatchObject({ terminationGracePeriodSeconds: 10 });
    expect(JSON.stringify(spec)).not.toContain("preStop");
  });

  it("takes commands and variables as they are, where Kubernetes would replace parts of them", () => {
    const plan = webPlan({
      entrypoint: ["/entry", "$(date)"],
      command: ["run", "$$x", "$HOME"],
      workingDir: "/srv",
      environment: { PATTERN: "$(NAME)", EMPTY: "" },
    });
    expect(podTemplate(plan, bindings).spec).toMatchObject({
      containers: [
        {
          command: ["/entry", "$$(date)"],
          args: ["run", "$$$x", "$HOME"],
          workingDir: "/srv",
          env: [
            { name: "EMPTY", value: "" },
            { name: "PATTERN", value: "$$(NAME)" },
          ],
        },
      ],
    });
  });

  it("makes labels that Kubernetes does not take annotations, and keeps its own", () => {
    const plan = webPlan({
      labels: { team: "shop", note: "any text, really", "app.kubernetes.io/name": "other" },
    });
    expect(podTemplate(plan, bindings).metadata).toEqual({
      labels: { ...webLabels, team: "shop" },
      annotations: { note: "any text, really", "kubectl.kubernetes.io/default-container": "web" },
    });
  });

  it("adds the one capability that the standard allows", () => {
    const plan = webPlan({ capAdd: ["NET_BIND_SERVICE"], readOnly: true });
    expect(podTemplate(plan, bindings).spec).toMatchObject({
      containers: [
        {
          securityContext: {
            readOnlyRootFilesystem: true,
            capabilities: { add: ["NET_BIND_SERVICE"], drop: ["ALL"] },
          },
        },
      ],
    });
  });

  it("runs without an init where the service says so", () => {
    expect(podTemplate(webPlan({ init: false }), bindings).spec).not.toHaveProperty("shareProcessNamespace");
  });

  it("leaves the user to the image where nobody knows it, but never root", () => {
    const plan = { ...webPlan(), user: undefined };
    expect(podTemplate(plan, bindings).spec).toHaveProperty("securityContext", {
      runAsNonRoot: true,
      fsGroup: 10_001,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("waits at each start for the dependencies that should be healthy and can be reached", () => {
    const shop = application({
      services: {
        web: service({
          dependsOn: {
            db: { condition: "service_healthy" },
            cache: { condition: "service_started" },
            worker: { condition: "service_healthy" },
            migrate: { condition: "service_completed_successfully" },
          },
        }),
        db: service({ expose: [5432], healthcheck: { test: ["CMD", "pg_isready"] } }),
        cache: service({ expose: [6379] }),
        worker: service({ healthcheck: { test: ["CMD", "true"] } }),
        migrate: service({}),
      },
    });
    const { spec } = podTemplate(planOf(shop, "web", { toolbox: "mirror/busybox:1" }), bindings);
    expect(spec).toMatchObject({
      initContainers: [
        {
          name: "wait-for-dependencies",
          image: "mirror/busybox:1",
          args: ["db:5432"],
          securityContext: {
            ...restricted,
            readOnlyRootFilesystem: true,
            runAsUser: 65_534,
            runAsGroup: 65_534,
          },
        },
      ],
    });
  });

  it("spreads replicas over zones and nodes, and a single one over nothing", () => {
    const { spec } = podTemplate(webPlan({ deploy: { replicas: 2 } }), bindings);
    const constraint = {
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: {
        matchLabels: { "app.kubernetes.io/name": "web", "app.kubernetes.io/instance": "shop-prod" },
      },
      matchLabelKeys: ["pod-template-hash"],
    };
    expect(spec).toHaveProperty("topologySpreadConstraints", [
      { ...constraint, topologyKey: "topology.kubernetes.io/zone" },
      { ...constraint, topologyKey: "kubernetes.io/hostname" },
    ]);
    expect(podTemplate(webPlan(), bindings).spec).not.toHaveProperty("topologySpreadConstraints");
  });

  it("names a port by its protocol", () => {
    const plan = webPlan({ expose: [80], ports: ["53:53/udp", "53:53"] });
    expect(podTemplate(plan, bindings).spec).toMatchObject({
      containers: [
        {
          ports: [
            { name: "tcp-53", containerPort: 53, protocol: "TCP" },
            { name: "udp-53", containerPort: 53, protocol: "UDP" },
            { name: "tcp-80", containerPort: 80, protocol: "TCP" },
          ],
        },
      ],
    });
  });
});
