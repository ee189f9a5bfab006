import { describe, expect, it } from "vitest";
import { Application, type ApplicationSpec, defineApplication } from "../../../../components/index.ts";
import { DockerStack } from "../../../../components/docker/index.ts";
import {
  bindFolders,
  defaultSettings,
  imageUsers,
  KubernetesStack,
} from "../../../../components/kubernetes/index.ts";
import { Provider } from "@pulumi/kubernetes";
import { mockPulumi, type RecordedResource } from "../../../support/mocks.ts";

const spec: ApplicationSpec = {
  name: "shop",
  services: {
    web: {
      image: "nginx:1",
      user: "1000:1000",
      route: { port: 80 },
      dependsOn: { db: { condition: "service_healthy" } },
      healthcheck: { http: { port: 80, path: "/" } },
    },
    db: {
      image: "postgres:17",
      user: "999:999",
      healthcheck: { test: ["CMD", "pg_isready"] },
      volumes: ["data:/data"],
      secrets: ["password"],
    },
  },
  volumes: { data: {} },
  secrets: { password: {} },
};
const application = defineApplication(spec);
const secrets = { password: "hunter2" };

/** What stood in a program before there was an Application, by the address that the engine knows it by. */
async function before(create: () => void): Promise<readonly string[]> {
  const recording = await mockPulumi({ outputs: (_, name) => ({ name }) });
  create();
  return (await recording.resources()).map(({ urn }) => urn);
}

async function now(platform: "docker" | "kubernetes"): Promise<readonly RecordedResource[]> {
  const recording = await mockPulumi({ outputs: (_, name) => ({ name }) });
  new Application("shop", { spec, platform, secrets, registry: "registry.example" });
  return recording.resources();
}

/** All addresses under which the engine looks for a resource: children follow the aliases of their parents. */
function addresses(resource: RecordedResource, all: readonly RecordedResource[]): readonly string[] {
  const [head = "", own = ""] = split(resource.urn);
  const parent = all.find(
    (each) =>
      split(each.urn)[1] === own.split("$").slice(0, -1).join("$") && each.name === resource.options.parent,
  );
  const inherited = (parent === undefined ? [] : addresses(parent, all)).map((address) => {
    const [, types = ""] = split(address);
    return `${head}::${types}$${resource.type}::${resource.name}`;
  });
  return [resource.urn, ...resource.options.aliases, ...inherited];
}

/** The stack and the project, the types, the name. */
function split(urn: string): readonly string[] {
  const [a, b, types = "", name = ""] = urn.replace("urn:pulumi:", "urn:pulumi~").split("::");
  return [`${String(a).replace("~", ":")}::${String(b)}`, types, name];
}

describe("a state of before there was an Application", () => {
  it("is taken over on Docker", async () => {
    const old = await before(() => {
      new DockerStack("shop", { application, stack: "dev", port: 8080, secrets });
    });
    const all = await now("docker");
    const known = all.flatMap((resource) => addresses(resource, all));
    expect(old.length).toBeGreaterThan(15);
    expect(old.filter((urn) => !known.includes(urn))).toEqual([]);
  });

  it("is taken over on Kubernetes, with its provider", async () => {
    const old = await before(() => {
      const provider = new Provider("cluster", {});
      new KubernetesStack(
        "shop",
        {
          application,
          stack: "dev",
          namespace: "shop-dev",
          settings: defaultSettings,
          users: imageUsers(application),
          folders: bindFolders(application),
          secrets,
          registry: "registry.example",
        },
        { providers: [provider] },
      );
    });
    const all = await now("kubernetes");
    const known = all.flatMap((resource) => addresses(resource, all));
    expect(old).toContain("urn:pulumi:dev::muelle::pulumi:providers:kubernetes::cluster");
    expect(old.length).toBeGreaterThan(15);
    expect(old.filter((urn) => !known.includes(urn))).toEqual([]);
  });

  it("has an Ingress controller of its own that is taken over", async () => {
    const recording = await mockPulumi();
    new Application("shop", {
      spec: { services: { web: { image: "nginx:1", user: "1000" } } },
      platform: "kubernetes",
      kubernetes: { ingressController: { enabled: true } },
    });
    expect((await recording.resource("ingress-controller")).options.aliases).toEqual([
      "urn:pulumi:dev::muelle::muelle:kubernetes:IngressController::ingress-controller",
    ]);
  });
});
