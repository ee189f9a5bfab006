import { describe, expect, it } from "vitest";
import { type ApplicationSpec, defineApplication } from "../../../../components/application/index.ts";
import { DockerStack, type DockerStackArgs } from "../../../../components/docker/index.ts";
import { mockPulumi, type RecordedResource, type MockedRecording, valueOf } from "../../../support/mocks.ts";

const spec: ApplicationSpec = {
  name: "shop",
  services: {
    web: {
      image: "web:1",
      dependsOn: {
        db: { condition: "service_healthy" },
        migrate: { condition: "service_completed_successfully" },
        cache: { condition: "service_started" },
      },
      healthcheck: { http: { port: 8000 } },
      secrets: ["token"],
      route: { port: 8000 },
      ports: ["6001-6002:5000"],
      deploy: { replicas: 2 },
    },
    migrate: { image: "web:1", dependsOn: { db: { condition: "service_healthy" } } },
    cache: { image: "redis:8.0" },
    db: {
      image: "postgres:17",
      volumes: ["data:/var/lib/postgresql/data"],
      healthcheck: { test: ["CMD", "pg_isready"] },
    },
  },
  volumes: { data: {} },
  secrets: { token: {} },
};

async function deploy(
  changes: Partial<ApplicationSpec> = {},
  args: Partial<DockerStackArgs> = {},
): Promise<{ stack: DockerStack; recording: MockedRecording }> {
  const recording = await mockPulumi({
    outputs: (type, name) => ({
      ...(type === "docker:index/remoteImage:RemoteImage" ? { imageId: `sha256:${name}` } : {}),
      ...(type.startsWith("docker:") ? { name: `${name}-1a2b` } : {}),
    }),
  });
  const application = defineApplication({ ...spec, ...changes });
  const stack = new DockerStack("shop", {
    application,
    stack: "dev",
    port: 8080,
    secrets: { token: "t0ken" },
    ...args,
  });
  return { stack, recording };
}

function replica(recording: MockedRecording, name: string): Promise<RecordedResource> {
  return recording.resource(name);
}

describe("DockerStack", () => {
  it("keeps volumes with data, and not those that can be made anew", async () => {
    const { recording } = await deploy({ volumes: { data: {}, cache: { keep: false } } });
    const kept = (await recording.resources()).flatMap(({ name, options }) =>
      options.retainOnDelete ? [name] : [],
    );
    expect(kept).toEqual(["shop-data-volume"]);
    expect((await recording.resource("shop-kept-volumes")).inputs).toEqual({
      what: "the volume shop-data-volume-1a2b",
      removal: "docker volume rm shop-data-volume-1a2b",
    });
  });

  it("lets all volumes go where the stack says so, and then says nothing at the end", async () => {
    const { recording } = await deploy({}, { deleteVolumes: true });
    const kept = (await recording.resources()).flatMap(({ name, options }) =>
      options.retainOnDelete ? [name] : [],
    );
    expect(kept).toEqual(["shop-kept-volumes"]);
  });

  it("gives a volume a name that lasts, and leaves alone one that Pulumi knows by another", async () => {
    const { recording } = await deploy();
    const { inputs, options } = await recording.resource("shop-data-volume");
    expect(inputs["name"]).toBe("shop-dev_data");
    expect(options.ignoreChanges).toEqual(["name", "labels"]);
  });

  it("takes a volume that is there, with its name and labels", async () => {
    const labels = [{ label: "muelle.stack", value: "old" }];
    const { recording } = await deploy({}, { foundVolumes: { data: { name: "shop-old_data", labels } } });
    const { inputs, options } = await recording.resource("shop-data-volume");
    expect(inputs).toMatchObject({ name: "shop-old_data", labels });
    expect(options.ignoreChanges).toEqual(["labels"]);
  });

  it("knows a volume by the name that it had", async () => {
    const { recording } = await deploy({ volumes: { data: { renamedFrom: "files" } } });
    expect((await recording.resource("shop-data-volume")).options.aliases).toEqual([
      "urn:pulumi:dev::muelle::muelle:docker:DockerStack$docker:index/volume:Volume::shop-files-volume",
    ]);
  });

  it("waits for each dependency in the condition that was asked for", async () => {
    const { recording } = await deploy();
    const { options } = await replica(recording, "shop-web-1");
    expect(options.dependsOn).toEqual(
      expect.arrayContaining(["shop-db-readiness", "shop-migrate-readiness", "shop-cache-1"]),
    );
    expect(options.dependsOn).not.toContain("shop-cache-readiness");
  });

  it("creates the new replicas before it removes the old, but never two writers of one volume", async () => {
    const { recording } = await deploy();
    expect((await replica(recording, "shop-web-1")).options.deleteBeforeReplace).toBe(false);
    expect((await replica(recording, "shop-db-1")).options.deleteBeforeReplace).toBe(true);
  });

  it("waits for health as the engine tells it, and for completion of one-shot services", async () => {
    const { recording } = await deploy();
    expect((await recording.resource("shop-db-readiness")).inputs).toEqual({
      service: "services.db",
      containers: ["shop-db-1-id"],
      condition: "healthy",
      interval: 500,
      timeout: 61_500,
      monitor: 0,
    });
    expect((await recording.resource("shop-migrate-readiness")).inputs).toMatchObject({
      condition: "completed",
    });
    expect((await recording.resource("shop-cache-readiness")).inputs).toMatchObject({ condition: "running" });
  });

  it("tells nginx of the replicas by name, and only once they are ready", async () => {
    const { recording } = await deploy();
    const { inputs, options } = await recording.resource("shop-load-balancer-configuration");
    expect(inputs["servers"]).toEqual({
      "web-8000-http": ["shop-web-1-1a2b:8000", "shop-web-2-1a2b:8000"],
    });
    expect(options.dependsOn).toContain("shop-web-readiness");
    const ports = await recording.resource("shop-load-balancer-ports-configuration");
    expect(ports.inputs["servers"]).toEqual({
      "web-6001-tcp": ["shop-web-1-1a2b:5000"],
      "web-6002-tcp": ["shop-web-2-1a2b:5000"],
    });
    expect(ports.options.dependsOn).toContain("shop-web-readiness");
  });

  it("publishes ports on loopback by load balancers alone, those of the routes apart from the others", async () => {
    const { recording } = await deploy();
    const all = await recording.resources();
    const published = all.flatMap(({ name, inputs: { ports } }) =>
      ports === undefined ? [] : [[name, ports]],
    );
    expect(Object.fromEntries(published)).toEqual({
      "shop-load-balancer-container": [{ internal: 8080, external: 8080, ip: "127.0.0.1", protocol: "tcp" }],
      // In the order in which the engine lists them.
      "shop-load-balancer-ports-container": [
        { internal: 6001, external: 6001, ip: "127.0.0.1", protocol: "tcp" },
        { internal: 6002, external: 6002, ip: "127.0.0.1", protocol: "tcp" },
      ],
    });
  });

  it("hands secrets over as secrets", async () => {
    const { recording } = await deploy();
    const { secrets, inputs } = await replica(recording, "shop-web-1");
    expect(secrets).toEqual(["uploads"]);
    expect(inputs["uploads"]).toEqual([
      { file: "/run/secrets/token", content: "t0ken", permissions: "0444" },
    ]);
  });

  it("pulls an image once, however many services use it, and keeps it", async () => {
    const { recording } = await deploy();
    const images = (await recording.resources()).filter(({ type }) => type.endsWith(":RemoteImage"));
    expect(images.map(({ inputs }) => [inputs["name"], inputs["keepLocally"]]).sort()).toEqual([
      ["busybox:1.37-musl", true],
      ["nginx:1.30", true],
      ["postgres:17", true],
      ["redis:8.0", true],
      ["web:1", true],
    ]);
  });

  it("labels networks, volumes and containers with application and stack", async () => {
    const { recording } = await deploy();
    const labelled = (await recording.resources()).filter(({ type }) =>
      /^docker:.*:(Container|Network|Volume)$/.test(type),
    );
    expect(labelled).toHaveLength(13);
    for (const { name, inputs } of labelled)
      expect(inputs["labels"], name).toEqual(
        expect.arrayContaining([
          { label: "muelle.application", value: "shop" },
          { label: "muelle.stack", value: "dev" },
          { label: "com.docker.compose.project", value: "shop-dev" },
        ]),
      );
  });

  it("makes neither load balancer nor prober where nothing needs them", async () => {
    const { stack, recording } = await deploy({ services: { cache: { image: "redis:8.0" } } });
    const types = new Set((await recording.resources()).map(({ type }) => type));
    expect(types).not.toContain("muelle:docker:LoadBalancer");
    expect(types).not.toContain("muelle:docker:Prober");
    expect(stack.url).toBeUndefined();
  });

  it("publishes no port for routes where there are none", async () => {
    const { stack, recording } = await deploy({
      services: { cache: { image: "redis:8.0", ports: ["6379:6379"] } },
    });
    const containers = (await recording.resources()).filter(({ inputs }) => inputs["ports"] !== undefined);
    expect(containers.map(({ name }) => name)).toEqual(["shop-load-balancer-ports-container"]);
    expect(stack.url).toBeUndefined();
  });

  it("tells the url of the routes, whichever ports are published beside them", async () => {
    const web = { image: "web:1", route: { port: 8000 }, ports: ["6001:5000"] };
    const { stack, recording } = await deploy({ services: { web } });
    const balancers = (await recording.resources()).filter(({ type }) => type.endsWith(":LoadBalancer"));
    expect(balancers.map(({ name }) => name)).toEqual(["shop-load-balancer", "shop-load-balancer-ports"]);
    expect(stack.url && (await valueOf(stack.url))).toBe("http://127.0.0.1:8080");
  });

  it("keeps zero replicas at zero", async () => {
    const { recording } = await deploy({
      services: { web: { image: "web:1", route: { port: 8000 }, deploy: { replicas: 0 } } },
    });
    const { inputs } = await recording.resource("shop-load-balancer-configuration");
    expect(inputs["servers"]).toEqual({ "web-8000-http": [] });
  });

  it("tells the url, the replicas and the images", async () => {
    const { stack, recording } = await deploy();
    await recording.resources();
    expect(stack.url && (await valueOf(stack.url))).toBe("http://127.0.0.1:8080");
    expect(stack.services["web"]?.replicas).toBe(2);
    expect(stack.images["db"] && (await valueOf(stack.images["db"]))).toBe("sha256:shop-images-db");
  });
});
