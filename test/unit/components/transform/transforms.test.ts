import type { core } from "@pulumi/kubernetes";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import type { Service } from "../../../../components/index.ts";
import type { DockerTransforms } from "../../../../components/docker/index.ts";
import { type KubernetesTransforms, plain } from "../../../../components/kubernetes/index.ts";
import { componentClasses, librarySources, nodesIn } from "../../../support/component-classes.ts";
import type { RecordedResource } from "../../../support/mocks.ts";
import { dockerResources, kubernetesResources, richApplication } from "../../../support/rich-application.ts";
import { transform as onDocker } from "../../docs/examples/transforms-on-docker.ts";
import { transform as onKubernetes } from "../../docs/examples/transforms-on-kubernetes.ts";

const MARK = "marked-by-the-user";

const application = richApplication();

/** A change of every kind of child on Docker; a new kind does not compile without one. */
const docker: Required<DockerTransforms> = {
  container: (args) => ({ ...args, hostname: MARK }),
  loadBalancer: (args) => ({ ...args, hostname: MARK }),
  filesContainer: (args) => ({ ...args, hostname: MARK }),
  proberContainer: (args) => ({ ...args, hostname: MARK }),
  network: (args) => ({ ...args, driver: MARK }),
  volume: (args) => ({ ...args, driver: MARK }),
  remoteImage: (args) => ({ ...args, platform: MARK }),
  image: (args) => ({ ...args, target: MARK }),
  nginxConfiguration: (args) => ({ ...args, configuration: `${args.configuration}\n# ${MARK}\n` }),
  readiness: (args) => ({ ...args, service: MARK }),
};

type Metadata = core.v1.NamespaceArgs["metadata"];

function annotated<Args extends { metadata?: Metadata }>(args: Args): Args {
  return { ...args, metadata: { ...plain(args.metadata), annotations: { mark: MARK } } };
}

/** The same for Kubernetes. */
const kubernetes: Required<KubernetesTransforms> = {
  namespace: annotated,
  deployment: annotated,
  statefulSet: annotated,
  job: annotated,
  service: annotated,
  serviceAccount: annotated,
  horizontalPodAutoscaler: annotated,
  podDisruptionBudget: annotated,
  networkPolicy: annotated,
  secret: annotated,
  configMap: annotated,
  persistentVolumeClaim: annotated,
  ingress: annotated,
  gateway: annotated,
  httpRoute: annotated,
  image: (args) => ({ ...args, target: MARK }),
};

const COMPONENTS = new Set(componentClasses().map(({ token }) => token));

/** Names of the resources that a change of every kind did not reach. */
function unreached(resources: readonly RecordedResource[]): readonly string[] {
  return (
    resources
      .filter(({ type }) => !COMPONENTS.has(type) && !type.startsWith("pulumi:providers:"))
      // It makes nothing: it only has something to say.
      .filter(({ type }) => type !== "muelle:index:KeptVolumes")
      .filter(({ inputs }) => !JSON.stringify(inputs).includes(MARK))
      .map(({ type, name }) => `${type} ${name}`)
  );
}

describe("transform", () => {
  it("reaches every resource of a DockerStack", async () => {
    const resources = await dockerResources(application, docker);
    expect(unreached(resources)).toEqual([]);
    expect(unreached(await dockerResources(application)).length).toBeGreaterThan(15);
  });

  it.each(["ingress", "gateway"] as const)(
    "reaches every resource of a KubernetesStack with routes by %s",
    async (ingress) => {
      const resources = await kubernetesResources(application, ingress, kubernetes);
      expect(unreached(resources)).toEqual([]);
      expect(unreached(await kubernetesResources(application, ingress)).length).toBeGreaterThan(15);
    },
  );

  it("is asked once for each child of its kind, with the child's name and service", async () => {
    const asked: (readonly [string, string, Service | undefined])[] = [];
    const resources = await dockerResources(application, {
      container: (args, { name, service }) => {
        asked.push(["container", name, service]);
        return args;
      },
      image: (args, { name, service }) => {
        asked.push(["image", name, service]);
        return args;
      },
      network: (args, { name, service }) => {
        asked.push(["network", name, service]);
        return args;
      },
    });
    expect(asked.map(([kind, name, service]) => [kind, name, service?.name].join(" ")).sort()).toEqual([
      "container shop-api-1 api",
      "container shop-db-1 db",
      "container shop-migrate-1 migrate",
      "container shop-web-1 web",
      "container shop-web-2 web",
      "image shop-images-web-image web",
      "network shop-default-network ",
    ]);
    const names = resources.map(({ name }) => name);
    expect(asked.filter(([, name]) => !names.includes(name))).toEqual([]);
    const [, , image] = asked.find(([kind]) => kind === "image") ?? [];
    expect(image).toBe(application.services.find(({ name }) => name === "web"));
  });

  it("changes nothing where it returns what it was given, or a copy of that", async () => {
    const before = await dockerResources(application);
    expect(await dockerResources(application, { container: (args) => args })).toEqual(before);
    expect(
      await dockerResources(application, {
        container: (args) => ({ ...args, envs: [...plain(args.envs)] }),
        loadBalancer: (args) => ({ ...args }),
      }),
    ).toEqual(before);
  });

  it("replaces a container whose change the provider would only note", async () => {
    const hashOf = (resources: readonly RecordedResource[], name: string): unknown => {
      const labels = resources.find((each) => each.name === name)?.inputs["labels"];
      return (labels as { label: string; value: string }[]).find(
        ({ label }) => label === "muelle.config-hash",
      );
    };
    const before = await dockerResources(application);
    const after = await dockerResources(application, {
      container: (args, { service }) =>
        service?.name === "api" ? { ...args, tmpfs: { "/cache": "" } } : args,
    });
    expect(hashOf(after, "shop-api-1")).not.toEqual(hashOf(before, "shop-api-1"));
    expect(hashOf(after, "shop-db-1")).toEqual(hashOf(before, "shop-db-1"));
  });
});

describe("the examples of the guide", () => {
  it("change shared memory and nginx on Docker", async () => {
    const resources = await dockerResources(application, onDocker);
    const inputsOf = (name: string) => resources.find((each) => each.name === name)?.inputs;
    expect(inputsOf("shop-db-1")).toMatchObject({ shmSize: 512, envs: ["TZ=UTC"] });
    expect(inputsOf("shop-api-1")).not.toHaveProperty("shmSize");
    expect(inputsOf("shop-default-network")).toMatchObject({ ipamConfigs: [{ subnet: "10.20.0.0/24" }] });
    expect(inputsOf("shop-load-balancer-configuration")?.["configuration"]).toContain("  gzip on;\n");
  });

  it("change priorities and cloud roles on Kubernetes", async () => {
    const resources = await kubernetesResources(application, "ingress", onKubernetes);
    const inputsOf = (name: string) => resources.find((each) => each.name === name)?.inputs;
    const pod = { priorityClassName: "production", serviceAccountName: "web" };
    expect(inputsOf("shop-web-pods")).toMatchObject({ spec: { template: { spec: pod } } });
    const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/web" };
    expect(inputsOf("shop-web-account")).toMatchObject({ metadata: { name: "web", annotations } });
    expect(JSON.stringify(inputsOf("shop-db-account"))).not.toContain("eks.amazonaws.com");
  });
});

/** Classes of Pulumi's SDKs, and Muelle's own resources that are no components. */
const RESOURCE = /^(?:docker|kubernetes|ingressNginx)\.|^(?:Image|NginxConfiguration|Readiness)$/;

describe("every place in components/ that creates a resource", () => {
  const creations = librarySources().flatMap((source) =>
    nodesIn(source)
      .filter(ts.isNewExpression)
      .filter(({ expression }) => RESOURCE.test(expression.getText()))
      .map((expression) => [`${source.fileName}: ${expression.expression.getText()}`, expression] as const),
  );

  it("is found", () => {
    expect(creations.length).toBeGreaterThan(20);
  });

  it.each(creations)("%s hands its arguments to a transform", (_, { arguments: given = [] }) => {
    const [, args] = given;
    expect(args?.getText()).toMatch(/^transformed(?:Container)?\(/);
  });
});
