import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { DockerTransforms } from "../../../../components/docker/index.ts";
import { Application, type ApplicationArgs, MuelleError } from "../../../../components/index.ts";
import { type MockedRecording, mockPulumi, valueOf } from "../../../support/mocks.ts";

const services = { web: { image: "nginx:1", route: { port: 80 } } };
const shop: ApplicationArgs = { spec: { services } };

async function program(
  configuration: Readonly<Record<string, string>>,
  run: () => void,
): Promise<MockedRecording> {
  const recording = await mockPulumi({ outputs: (_, name) => ({ name, imageId: "sha256:1" }) });
  pulumi.runtime.setAllConfig({ ...configuration });
  run();
  return recording;
}

/** The whole error of a program that is refused. */
async function refusalOf(
  run: () => void,
  configuration: Readonly<Record<string, string>> = {},
): Promise<string> {
  const recording = await program(configuration, run);
  const error = await recording.resources().catch((thrown: unknown) => thrown);
  if (error instanceof MuelleError) return error.message;
  throw new Error("the program was not refused", { cause: error });
}

async function typesOf(recording: MockedRecording): Promise<readonly string[]> {
  return [...new Set((await recording.resources()).map(({ type }) => type))];
}

describe("Application", () => {
  it("runs on Docker where nothing else is said, named as the component", async () => {
    const recording = await program({}, () => new Application("shop", shop));
    expect(await typesOf(recording)).toContain("docker:index/container:Container");
    expect(await recording.resource("shop-web-1")).toMatchObject({
      inputs: {
        image: "sha256:1",
        labels: expect.arrayContaining([{ label: "muelle.application", value: "shop" }]) as unknown,
      },
    });
  });

  it("runs where the stack's configuration or the program says", async () => {
    const configured = await program(
      { "muelle:platform": "kubernetes" },
      () => new Application("shop", shop),
    );
    expect(await typesOf(configured)).toContain("kubernetes:apps/v1:Deployment");
    const chosen = await program(
      { "muelle:platform": "docker" },
      () => new Application("shop", { ...shop, platform: "kubernetes", kubernetes: { namespace: "market" } }),
    );
    expect((await chosen.resource("shop-namespace")).inputs).toMatchObject({ metadata: { name: "market" } });
  });

  it("is the parent of everything, and is over when all of it is there", async () => {
    const recording = await program({}, () => new Application("shop", shop));
    const all = await recording.resources();
    expect(all.filter(({ options }) => options.parent === undefined).map(({ type }) => type)).toEqual([
      "muelle:index:Application",
    ]);
  });

  it("tells where it is reached, its services and its images", async () => {
    const made: Application[] = [];
    const recording = await program({}, () =>
      made.push(new Application("shop", { ...shop, docker: { port: 9000 } })),
    );
    await recording.resources();
    const [{ url, services: told, images } = new Application("none", shop)] = made;
    expect(await Promise.all([valueOf(url), valueOf(told), valueOf(images)])).toEqual([
      "http://127.0.0.1:9000",
      { web: { image: "sha256:1", replicas: 1, containers: ["shop-web-1"] } },
      { web: "sha256:1" },
    ]);
  });

  it("lets whoever depends on it wait for its children, which are made in a later turn", async () => {
    const recording = await program({}, () => {
      const application = new Application("shop", shop);
      new docker.Network("after", {}, { dependsOn: [application] });
    });
    await recording.resources();
    expect((await recording.resource("after")).options.dependsOn).toContain("shop-web-1");
  });

  it("takes overrides of the program, over which those of the stack win", async () => {
    const overridden = {
      ...shop,
      services: { web: { replicas: 3, environment: { A: "program", B: "program" } } },
    };
    const recording = await program(
      { "muelle:services": '{"web":{"environment":{"B":"stack"}}}' },
      () => new Application("shop", overridden),
    );
    expect((await recording.resource("shop-web-3")).inputs).toMatchObject({ envs: ["A=program", "B=stack"] });
  });

  it("hands transforms to its platform", async () => {
    const label = { label: "tier", value: "front" };
    const transform: DockerTransforms = { network: (args) => ({ ...args, labels: [label] }) };
    const recording = await program({}, () => new Application("shop", { ...shop, docker: { transform } }));
    expect((await recording.resource("shop-default-network")).inputs).toMatchObject({ labels: [label] });
  });

  it("runs elsewhere in a plan of the other platform, though the program says where", async () => {
    const recording = await mockPulumi({ platform: "kubernetes" });
    new Application("shop", { ...shop, platform: "docker" });
    expect(await typesOf(recording)).toContain("kubernetes:apps/v1:Deployment");
  });

  it("may be there several times in one program", async () => {
    const recording = await program({ "muelle:platform": "kubernetes" }, () => {
      new Application("shop", shop);
      new Application("blog", shop);
    });
    const urns = (await recording.resources()).map(({ urn }) => urn);
    expect(new Set(urns).size).toBe(urns.length);
    expect(
      (await recording.resources())
        .filter(({ type }) => type === "pulumi:providers:kubernetes")
        .map(({ name }) => name),
    ).toEqual(["blog-cluster", "shop-cluster"]);
  });
});

describe("Application is refused", () => {
  it("with neither spec nor compose, or with both", async () => {
    expect(await refusalOf(() => new Application("shop"))).toBe(
      [
        "The application cannot be deployed; nothing was changed.",
        "  spec: expected one of spec and compose, got neither",
        '    For example: new Application("shop", { spec: { services: { web: { image: "nginx" } } } })',
      ].join("\n"),
    );
    expect(await refusalOf(() => new Application("shop", { ...shop, compose: "compose.yaml" }))).toContain(
      "  compose: expected one of spec and compose, got both",
    );
  });

  it("on a platform that is not there, with those that are", async () => {
    expect(await refusalOf(() => new Application("shop", shop), { "muelle:platform": "mainframe" })).toMatch(
      / {2}muelle:platform: no such platform: mainframe\n {4}Choose one of: docker, kubernetes/,
    );
  });

  it("with overrides that make no sense, by whom they were given", async () => {
    const text = await refusalOf(
      () => new Application("shop", { ...shop, services: { wbe: { replicas: 1 } } }),
    );
    expect(text).toContain("  args.services.wbe: no such service; did you mean web?");
  });

  it("together with all others of the program, in one error that names each fault once", async () => {
    const text = await refusalOf(
      () => {
        new Application("shop", { spec: { services: { web: { image: "nginx:1", networks: ["none"] } } } });
        new Application("blog", {
          spec: {
            services: { web: { image: "nginx:1", dependsOn: { db: { condition: "service_started" } } } },
          },
        });
        new Application("fine", { ...shop, docker: { port: 9000 } });
      },
      { "muelle:port": "many" },
    );
    expect(text).toMatch(/^The applications cannot be deployed; nothing was changed\.\n/);
    expect(text.match(/muelle:port/g)).toHaveLength(2);
    expect(text).toContain("  shop: services.web.networks");
    expect(text).toContain("  blog: services.web.dependsOn.db");
  });

  it("by an earlier one, and creates nothing", async () => {
    const recording = await program({}, () => {
      new Application("shop");
      new Application("fine", shop);
    });
    await expect(recording.resources()).rejects.toThrow("  shop: spec: expected one of");
  });

  it("with the name or the port of another one", async () => {
    const text = await refusalOf(() => {
      new Application("shop", shop);
      new Application("blog", { spec: { name: "shop", services } });
    });
    expect(text).toContain("  name: shop and blog want the application name shop, which only one can have");
    expect(text).toContain(
      "  docker.port: shop and blog want the port 127.0.0.1:8080, which only one can have",
    );
  });
});

describe("MuelleError", () => {
  it("says the same wherever Pulumi meets it", () => {
    const error: Error = new MuelleError("wrong", [{ path: "services", message: "none" }]);
    error.message = `error serializing property "url": ${error.message}`;
    expect(error.message).toBe("wrong\n  services: none");
  });

  it("is shown by Pulumi without a stack trace", () => {
    expect(pulumi.RunError.isInstance(new MuelleError("wrong", []))).toBe(true);
  });
});
