import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { ApplicationSpec, ServiceSpec } from "../../../../components/application/index.ts";
import { KubernetesStack } from "../../../../components/kubernetes/index.ts";
import { podSpecOf } from "../../../../policies/read/kubernetes.ts";
import { application, service } from "../../../support/builders.ts";
import { type MockedRecording, type RecordOptions, UNKNOWN } from "../../../support/mocks.ts";
import { mockPulumiWithOther, OtherResource } from "../../../support/other-resource.ts";
import { settings } from "./support.ts";

/** What a user's own resource gives, and what he writes with it. */
type Given = (other: OtherResource) => Partial<ApplicationSpec> & { readonly web: ServiceSpec };

async function deploy(given: Given, options: RecordOptions = {}): Promise<MockedRecording> {
  const recording = await mockPulumiWithOther({ ...options, stack: "prod" });
  const { web, ...rest } = given(new OtherResource("database"));
  new KubernetesStack("shop", {
    application: application({ services: { web: service(web) }, secrets: { token: {} }, ...rest }),
    stack: "prod",
    namespace: "shop-prod",
    settings: settings(),
    users: {},
    folders: new Map(),
    secrets: { token: "t0ken", other: "other", unused: "unused" },
    registry: undefined,
  });
  return recording;
}

async function pods(recording: MockedRecording): Promise<Readonly<Record<string, unknown>>> {
  const { type, name, inputs } = await recording.resource("shop-web-pods");
  return podSpecOf({ urn: name, type, name, props: inputs }) ?? {};
}

const withAll: Given = ({ endpoint }) => ({
  web: {
    image: endpoint.apply((known) => `${known}/web:1`),
    environment: { DATABASE_HOST: endpoint, PATTERN: pulumi.output("$(NAME)") },
    labels: { host: endpoint },
    configs: ["settings"],
  },
  configs: { settings: { content: endpoint } },
});

const fromSecret: Given = () => ({ web: { environment: { TOKEN: { secret: "token" } } } });

describe("values of other resources on Kubernetes", () => {
  it("are in the pods where they are known, and are taken as they are", async () => {
    expect(await pods(await deploy(withAll))).toMatchObject({
      containers: [
        {
          image: "db.example/web:1",
          env: [
            { name: "DATABASE_HOST", value: "db.example" },
            { name: "PATTERN", value: "$$(NAME)" },
          ],
        },
      ],
    });
  });

  it("are annotations where they are labels: nobody knows beforehand whether Kubernetes takes them", async () => {
    expect((await (await deploy(withAll)).resource("shop-web-pods")).inputs).toMatchObject({
      spec: { template: { metadata: { annotations: { host: "db.example" } } } },
    });
  });

  it("are the content of a configuration file", async () => {
    const recording = await deploy(withAll);
    expect((await recording.resource("shop-web-configs")).inputs["data"]).toEqual({ settings: "db.example" });
  });

  it("leave the resources as they are where a preview does not know them", async () => {
    const names = async (preview: boolean): Promise<string[]> =>
      (await (await deploy(withAll, { preview })).resources()).map(({ name }) => name);
    const known = await names(false);
    expect(known).toContain("shop-web-pods");
    expect(await names(true)).toEqual(known);
  });

  it("are unknown to a preview themselves, each by its name", async () => {
    expect(await pods(await deploy(withAll, { preview: true }))).toMatchObject({
      containers: [
        {
          image: UNKNOWN,
          env: [
            { name: "DATABASE_HOST", value: UNKNOWN },
            { name: "PATTERN", value: "$$(NAME)" },
          ],
        },
      ],
    });
  });

  it("stay secret where they are", async () => {
    const environment = { DATABASE_PASSWORD: pulumi.secret("hunter2") };
    const recording = await deploy(() => ({ web: { environment } }));
    expect((await recording.resource("shop-web-pods")).secrets).toEqual(["spec"]);
  });
});

describe("a variable from a secret on Kubernetes", () => {
  it("is read from the service's Secret, which is mounted nowhere", async () => {
    const recording = await deploy(fromSecret);
    const spec = await pods(recording);
    expect(spec).toMatchObject({
      containers: [{ env: [{ name: "TOKEN", valueFrom: { secretKeyRef: { key: "token" } } }] }],
    });
    expect(spec).not.toHaveProperty("volumes");
    expect((await recording.resource("shop-web-secrets")).inputs["data"]).toEqual({ token: "dDBrZW4=" });
  });

  it("names the Secret by the name that Pulumi gives anew with each value, so that the pods are replaced", async () => {
    const outputs: RecordOptions["outputs"] = (type, name) =>
      type === "kubernetes:core/v1:Secret" ? { metadata: { name: `${name}-1a2b` } } : {};
    const recording = await deploy(fromSecret, { outputs });
    expect(await pods(recording)).toMatchObject({
      containers: [{ env: [{ valueFrom: { secretKeyRef: { name: "shop-web-secrets-1a2b" } } }] }],
    });
  });

  it("puts no value of the secret into the pods", async () => {
    const recording = await deploy(fromSecret);
    expect((await recording.resource("shop-web-pods")).secrets).toEqual([]);
  });

  it("takes one Secret for files and variables, of what the service uses alone", async () => {
    const recording = await deploy(() => ({
      web: { environment: { OTHER: { secret: "other" } }, secrets: ["token"] },
      secrets: { token: {}, other: {}, unused: {} },
    }));
    expect((await recording.resource("shop-web-secrets")).inputs["data"]).toEqual({
      other: "b3RoZXI=",
      token: "dDBrZW4=",
    });
    expect(await pods(recording)).toMatchObject({
      volumes: [{ name: "secrets", secret: { items: [{ key: "token" }] } }],
    });
  });
});
