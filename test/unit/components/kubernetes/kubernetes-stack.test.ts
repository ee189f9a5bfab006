import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { type ApplicationSpec, defineApplication } from "../../../../components/application/index.ts";
import {
  type BindFiles,
  KubernetesStack,
  type KubernetesStackArgs,
} from "../../../../components/kubernetes/index.ts";
import type { KubernetesSettings } from "../../../../components/kubernetes/settings.ts";
import { mockPulumi, type RecordedResource, type MockedRecording, valueOf } from "../../../support/mocks.ts";
import { settings } from "./support.ts";

const spec: ApplicationSpec = {
  name: "shop",
  services: {
    web: {
      image: "web:1",
      dependsOn: {
        db: { condition: "service_healthy" },
        migrate: { condition: "service_completed_successfully" },
      },
      healthcheck: { http: { port: 8000 } },
      secrets: ["token"],
      configs: ["settings"],
      route: { port: 8000 },
      scale: { min: 2, max: 5, cpu: 50 },
    },
    migrate: { image: "web:1", restart: "no", dependsOn: { db: { condition: "service_healthy" } } },
    worker: {
      image: "web:1",
      deploy: { replicas: 3 },
      dependsOn: { web: { condition: "service_started" } },
    },
    db: {
      image: "postgres:17",
      expose: [5432],
      volumes: ["data:/var/lib/postgresql/data"],
      healthcheck: { test: ["CMD", "pg_isready"] },
    },
  },
  volumes: { data: {} },
  secrets: { token: {} },
  configs: { settings: { content: "colour=blue" } },
};

interface Given {
  readonly services?: ApplicationSpec["services"];
  readonly folders?: ReadonlyMap<string, BindFiles>;
  readonly volumes?: ApplicationSpec["volumes"];
  readonly args?: Partial<KubernetesStackArgs>;
}

async function deploy(
  changes: Partial<KubernetesSettings> = {},
  { services = spec.services, folders = new Map(), volumes = { data: {} }, args = {} }: Given = {},
): Promise<{ stack: KubernetesStack; recording: MockedRecording }> {
  const recording = await mockPulumi({
    stack: "prod",
    outputs: (type, name) =>
      type === "kubernetes:networking.k8s.io/v1:Ingress"
        ? { status: { loadBalancer: { ingress: [{ ip: "192.0.2.7" }] } } }
        : { name },
  });
  const user = { type: "number", user: { uid: 1000, gid: 1000 } } as const;
  const stack = new KubernetesStack("shop", {
    application: defineApplication({ ...spec, services, volumes }),
    stack: "prod",
    namespace: "shop-prod",
    settings: settings(changes),
    users: { web: user, migrate: user, worker: user, db: user },
    folders,
    secrets: { token: "t0ken" },
    registry: undefined,
    ...args,
  });
  return { stack, recording };
}

/** Names of the resources of a kind. */
async function named(recording: MockedRecording, kind: string): Promise<string[]> {
  const all = await recording.resources();
  return all.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ name }) => name);
}

function at(resource: RecordedResource, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    resource.inputs,
  );
}

describe("KubernetesStack", () => {
  async function kept(given: Given): Promise<readonly string[]> {
    const { recording } = await deploy({}, given);
    return (await recording.resources()).flatMap(({ name, options }) =>
      options.retainOnDelete ? [name] : [],
    );
  }

  it("keeps the claims, and the namespace that holds one", async () => {
    expect(await kept({})).toEqual(["shop-data-volume", "shop-namespace"]);
    expect(await kept({ volumes: { data: { keep: false } } })).toEqual(["shop-kept-volumes"]);
    expect(await kept({ volumes: { data: { keep: false } }, args: { holdsOthers: true } })).toEqual([
      "shop-namespace",
    ]);
    expect(await kept({ args: { deleteVolumes: true, holdsOthers: true } })).toEqual(["shop-kept-volumes"]);
  });

  it("says at the end what stays", async () => {
    const { recording } = await deploy();
    expect((await recording.resource("shop-kept-volumes")).inputs).toEqual({
      what: "the namespace shop-prod with the volumes data",
      removal: "kubectl delete namespace shop-prod",
    });
  });

  it("leaves alone a namespace and a claim that Pulumi knows by another name", async () => {
    const { recording } = await deploy();
    expect((await recording.resource("shop-namespace")).options.ignoreChanges).toEqual(["metadata.name"]);
    expect((await recording.resource("shop-data-volume")).options.ignoreChanges).toEqual([
      "spec.accessModes",
      "spec.storageClassName",
      "metadata.name",
    ]);
  });

  it("mounts the claim that a renamed volume has", async () => {
    const { recording } = await deploy(
      {},
      {
        volumes: { data: { renamedFrom: "files" } },
        args: { foundClaims: { data: "files" }, isNamespaceCertain: true },
      },
    );
    expect((await recording.resource("shop-namespace")).options.ignoreChanges).toEqual([]);
    const claim = await recording.resource("shop-data-volume");
    expect(at(claim, "metadata", "name")).toBe("files");
    expect(claim.options.ignoreChanges).not.toContain("metadata.name");
    expect(claim.options.aliases).toEqual([
      "urn:pulumi:prod::muelle::muelle:kubernetes:KubernetesStack$kubernetes:core/v1:PersistentVolumeClaim::shop-files-volume",
    ]);
    expect(JSON.stringify((await recording.resource("shop-db-pods")).inputs)).toContain(
      '"claimName":"files"',
    );
  });

  it("makes of each service what suits it", async () => {
    const { recording } = await deploy();
    expect(await named(recording, "Deployment")).toEqual(["shop-web-pods", "shop-worker-pods"]);
    expect(await named(recording, "StatefulSet")).toEqual(["shop-db-pods"]);
    expect(await named(recording, "Job")).toEqual(["shop-migrate-pods"]);
    expect(await named(recording, "Service")).toEqual(["shop-db-service", "shop-web-service"]);
    expect(await named(recording, "HorizontalPodAutoscaler")).toEqual(["shop-web-autoscaler"]);
    expect(await named(recording, "PodDisruptionBudget")).toEqual([
      "shop-web-disruption-budget",
      "shop-worker-disruption-budget",
    ]);
    expect(await named(recording, "PersistentVolumeClaim")).toEqual(["shop-data-volume"]);
    expect(await named(recording, "Secret")).toEqual(["shop-web-secrets"]);
    expect(await named(recording, "ConfigMap")).toEqual(["shop-web-configs"]);
  });

  it("denies all traffic before anything runs, and allows each service its own", async () => {
    const { recording } = await deploy();
    expect(await named(recording, "NetworkPolicy")).toEqual([
      "shop-db-policy",
      "shop-default-deny",
      "shop-migrate-policy",
      "shop-web-policy",
      "shop-worker-policy",
    ]);
    const web = await recording.resource("shop-web-pods");
    expect(web.options.dependsOn).toEqual(
      expect.arrayContaining(["shop-web-policy", "shop-default-deny", "shop-web-account"]),
    );
  });

  it("starts services in the order of their dependencies", async () => {
    const { recording } = await deploy();
    const web = await recording.resource("shop-web-pods");
    expect(web.options.dependsOn).toContain("shop-migrate-pods");
    // What has a port is waited for by the pods themselves, at every start, and may start at the same time.
    expect(web.options.dependsOn).not.toContain("shop-db-pods");
    const [wait] = at(web, "spec", "template", "spec", "initContainers") as { args: string[] }[];
    expect(wait?.args).toEqual(["db:5432"]);
    const worker = await recording.resource("shop-worker-pods");
    expect(worker.options.dependsOn).toContain("shop-web-pods");
  });

  it("asks first for what the services need that others wait for", async () => {
    const { recording } = await deploy();
    const account = await recording.resource("shop-web-account");
    expect(account.options.dependsOn).toEqual(
      expect.arrayContaining(["shop-db-account", "shop-db-policy", "shop-db-service"]),
    );
    expect(account.options.dependsOn).not.toContain("shop-db-pods");
  });

  it("leaves the number of replicas to the autoscaler, and to nobody else", async () => {
    const { recording } = await deploy();
    const web = await recording.resource("shop-web-pods");
    expect(at(web, "spec", "replicas")).toBeUndefined();
    expect(web.options.ignoreChanges).toEqual(["spec.replicas"]);
    const worker = await recording.resource("shop-worker-pods");
    expect(at(worker, "spec", "replicas")).toBe(3);
    expect(worker.options.ignoreChanges).toEqual([]);
  });

  it("keeps secrets secret, and rolls the pods when one changes: its name is new then", async () => {
    const { recording } = await deploy();
    const secret = await recording.resource("shop-web-secrets");
    expect(secret.secrets).toEqual(["data"]);
    expect(at(secret, "immutable")).toBe(true);
    expect(at(secret, "metadata", "name")).toBeUndefined();
    const web = await recording.resource("shop-web-pods");
    expect(web.options.dependsOn).toContain("shop-web-secrets");
    expect(JSON.stringify(web.inputs)).not.toContain("t0ken");
  });

  it("holds the namespace to the restricted Pod Security Standard", async () => {
    const { recording } = await deploy();
    const namespace = await recording.resource("shop-namespace");
    expect(at(namespace, "metadata", "name")).toBe("shop-prod");
    expect(at(namespace, "metadata", "labels", "pod-security.kubernetes.io/enforce")).toBe("restricted");
  });

  it("opens a route by an Ingress once its service is ready, and tells its url", async () => {
    const { stack, recording } = await deploy({ ingressClass: "traefik" });
    expect(await valueOf(stack.url)).toBe("http://192.0.2.7");
    const ingress = await recording.resource("shop-routing-web");
    expect(at(ingress, "spec", "ingressClassName")).toBe("traefik");
    expect(ingress.options.dependsOn).toEqual(expect.arrayContaining(["shop-web-pods", "shop-web-service"]));
  });

  it("names the port in the url where it is not the usual one", async () => {
    const { stack } = await deploy({ ingressPort: 8000 });
    expect(await valueOf(stack.url)).toBe("http://192.0.2.7:8000");
  });

  it("opens a route by the Gateway API instead", async () => {
    const { recording } = await deploy({ ingress: "gateway", ingressClass: "traefik" });
    expect(await named(recording, "Ingress")).toEqual([]);
    expect(await named(recording, "Gateway")).toEqual(["shop-routing-gateway"]);
    const route = await recording.resource("shop-routing-web");
    expect(route.type).toBe("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute");
    expect(route.options.dependsOn).toEqual(
      expect.arrayContaining(["shop-routing-gateway", "shop-web-pods"]),
    );
  });

  it("opens nothing where that is asked for", async () => {
    const { stack, recording } = await deploy({ ingress: "none" });
    expect(await valueOf(stack.url)).toBeUndefined();
    expect(await named(recording, "Ingress")).toEqual([]);
  });

  describe("with folders of this machine", () => {
    const services = {
      web: { image: "web:1", volumes: ["/usr:/usr/in:ro"] },
      api: { image: "web:1", volumes: ["/usr:/in:ro", "/tmp:/other:ro"] },
    };
    const files = [{ path: "a.txt", content: "YQ==", executable: false }];

    it("copies each once, as it was read, whoever mounts it", async () => {
      const folders = new Map<string, BindFiles>([
        ["/usr", { type: "files", single: false, files }],
        ["/tmp", { type: "files", single: false, files: [] }],
      ]);
      const { recording } = await deploy({}, { services, folders });
      expect(await named(recording, "ConfigMap")).toEqual(["shop-folder-1", "shop-folder-2"]);
      expect(at(await recording.resource("shop-folder-1"), "binaryData")).toEqual({ "a.txt": "YQ==" });
    });

    it("fails where one cannot be copied, rather than leaving the mount out", async () => {
      const folders = new Map<string, BindFiles>([["/usr", { type: "refused", reason: "it is too large" }]]);
      await expect(deploy({}, { services, folders })).rejects.toThrow(
        "The application cannot be deployed.\n  services.web.volumes[0]: it is too large",
      );
    });
  });

  it("tells what became of each service", async () => {
    const { stack } = await deploy();
    expect(await valueOf(pulumi.output(stack.services))).toEqual({
      db: { kind: "StatefulSet", replicas: 1, image: "postgres:17" },
      migrate: { kind: "Job", replicas: 1, image: "web:1" },
      web: { kind: "Deployment", replicas: "2-5", image: "web:1" },
      worker: { kind: "Deployment", replicas: 3, image: "web:1" },
    });
  });
});
