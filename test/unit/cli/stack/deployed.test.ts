import { describe, expect, it } from "vitest";
import { chooseService, chooseServices } from "../../../../cli/stack/choose.ts";
import { deployedApplications } from "../../../../cli/stack/deployed.ts";
import type { StateResource } from "../../../../cli/stack/state.ts";

const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:docker::engine";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

function resource(urn: string, type: string, rest: Partial<StateResource> = {}): StateResource {
  return { urn, type, inputs: {}, outputs: {}, ...rest };
}

function container(
  service: string,
  inputs: Record<string, unknown> = {},
  application = "shop",
): StateResource {
  const labels = { "muelle.application": application, "muelle.stack": "dev", "muelle.service": service };
  return resource(`container-${application}-${service}`, "docker:index/container:Container", {
    parent: "stack",
    provider: `${PROVIDER}::some-id`,
    inputs: { labels: Object.entries(labels).map(([label, value]) => ({ label, value })), ...inputs },
  });
}

const STACK = resource("stack", "muelle:docker:DockerStack", { outputs: { url: "http://127.0.0.1:8080" } });

describe("deployedApplications", () => {
  it("finds an application on Docker with its services, in their order, its url and its engine", () => {
    const provider = resource(PROVIDER, "pulumi:providers:docker", { inputs: { host: "tcp://engine:2375" } });
    const state = [
      provider,
      STACK,
      container("prober", { start: false }),
      container("db", { mustRun: true, uploads: [{ file: "/run/secrets/password" }] }),
      container("migrate", { mustRun: false }),
    ];
    expect(deployedApplications(state)).toEqual([
      {
        platform: "docker",
        application: "shop",
        stack: "dev",
        url: "http://127.0.0.1:8080",
        provider: { host: "tcp://engine:2375" },
        services: [
          { name: "db", lifetime: "server", kind: "Container", files: ["/run/secrets/password"] },
          { name: "migrate", lifetime: "one-shot", kind: "Container", files: [] },
        ],
      },
    ]);
  });

  it("says where a service's files are encrypted, and reads them where Pulumi shows them", () => {
    const filesOf = (uploads: unknown): unknown =>
      deployedApplications([container("web", { uploads })])[0]?.services[0]?.files;
    expect(filesOf({ ...SECRET, ciphertext: "v1:abc" })).toBe("encrypted");
    expect(filesOf({ ...SECRET, plaintext: '[{"file":"/run/secrets/token"}]' })).toEqual([
      "/run/secrets/token",
    ]);
  });

  it("finds an application on Kubernetes by its workloads, with their namespace", () => {
    const labels = { "muelle.application": "shop", "muelle.stack": "prod", "muelle.service": "web" };
    const workload = (kind: string): StateResource =>
      resource(kind, `kubernetes:apps/v1:${kind}`, {
        inputs: { metadata: { labels, namespace: "shop-prod" } },
      });
    expect(deployedApplications([workload("Deployment")])).toEqual([
      {
        platform: "kubernetes",
        application: "shop",
        stack: "prod",
        namespace: "shop-prod",
        provider: {},
        services: [{ name: "web", lifetime: "server", kind: "Deployment", files: [] }],
      },
    ]);
    expect(deployedApplications([workload("DaemonSet")])).toEqual([]);
  });
});

describe("chooseServices", () => {
  const applications = deployedApplications([
    container("web"),
    container("worker"),
    container("web", {}, "blog"),
  ]);

  it("takes all services where none is named", () => {
    expect(chooseServices(applications, []).map(({ service }) => service.name)).toEqual([
      "web",
      "worker",
      "web",
    ]);
  });

  it("names those that there are where one is not", () => {
    expect(() => chooseServices(applications, ["wokrer"])).toThrow(
      "There is no such service.\n  wokrer: the services are web, worker\n    Did you mean worker?",
    );
  });

  it("asks for the application where several have a service of the name", () => {
    expect(chooseService(applications, "worker").deployed.application).toBe("shop");
    expect(() => chooseService(applications, "web")).toThrow(
      "web: the applications shop, blog each have one\n    Name the application: --application shop",
    );
  });
});
