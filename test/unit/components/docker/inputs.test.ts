import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { ApplicationSpec, ServiceSpec } from "../../../../components/application/index.ts";
import { DockerStack } from "../../../../components/docker/index.ts";
import { application, service } from "../../../support/builders.ts";
import { type MockedRecording, type RecordOptions, UNKNOWN } from "../../../support/mocks.ts";
import { mockPulumiWithOther, OtherResource } from "../../../support/other-resource.ts";

/** What a user's own resource gives, and what he writes with it. */
type Given = (other: OtherResource) => ServiceSpec;

async function deploy(
  given: Given,
  options: RecordOptions = {},
  rest: Partial<ApplicationSpec> = {},
): Promise<MockedRecording> {
  const recording = await mockPulumiWithOther({
    ...options,
    outputs: (type, name) => (type.startsWith("docker:") ? { name, imageId: `sha256:${name}` } : {}),
  });
  const web = service(given(new OtherResource("database")));
  new DockerStack("shop", {
    application: application({ services: { web }, secrets: { token: {} }, ...rest }),
    stack: "dev",
    port: 8080,
    secrets: { token: "t0ken", other: "other" },
  });
  return recording;
}

async function labelOf(recording: MockedRecording, label: string): Promise<unknown> {
  const { labels } = (await recording.resource("shop-web-1")).inputs;
  if (!Array.isArray(labels)) return undefined;
  return labels.find((each: Readonly<Record<string, unknown>>) => each["label"] === label);
}

const withAll: Given = ({ endpoint }) => ({
  image: endpoint.apply((known) => `${known}/web:1`),
  environment: { DATABASE_HOST: endpoint, PORT: 8000 },
  labels: { host: endpoint },
  configs: ["settings"],
});

describe("values of other resources on Docker", () => {
  it("are in the container where they are known", async () => {
    const recording = await deploy(withAll, {}, { configs: { settings: { content: "a" } } });
    const { inputs } = await recording.resource("shop-web-1");
    expect(inputs["envs"]).toEqual(["DATABASE_HOST=db.example", "PORT=8000"]);
    expect(await labelOf(recording, "host")).toEqual({ label: "host", value: "db.example" });
    expect((await recording.resource("shop-images-web")).inputs["name"]).toBe("db.example/web:1");
  });

  it("make the container wait for them", async () => {
    const recording = await deploy(({ endpoint }) => ({ environment: { DATABASE_HOST: endpoint } }));
    expect((await recording.resource("shop-web-1")).options.dependsOn).toContain("database");
  });

  it("leave the resources as they are where a preview does not know them", async () => {
    const configs = { settings: { content: "a" } };
    const names = async (preview: boolean): Promise<string[]> =>
      (await (await deploy(withAll, { preview }, { configs })).resources()).map(({ name }) => name);
    const known = await names(false);
    expect(known).toContain("shop-web-1");
    expect(await names(true)).toEqual(known);
  });

  it("are unknown to a preview themselves, and what does not depend on them is known", async () => {
    const recording = await deploy(withAll, { preview: true }, { configs: { settings: { content: "a" } } });
    const { inputs } = await recording.resource("shop-web-1");
    expect(inputs["envs"]).toEqual([UNKNOWN, "PORT=8000"]);
    expect(await labelOf(recording, "host")).toEqual({ label: "host", value: UNKNOWN });
    expect(await labelOf(recording, "muelle.config-hash")).toMatchObject({
      value: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
    });
  });

  it("are the content of a configuration file", async () => {
    const recording = await mockPulumiWithOther({});
    const content = new OtherResource("database").endpoint;
    new DockerStack("shop", {
      application: application({
        services: { web: service({ configs: ["settings"] }) },
        configs: { settings: { content } },
      }),
      stack: "dev",
      port: 8080,
      secrets: {},
    });
    const { uploads } = (await recording.resource("shop-web-1")).inputs;
    expect(uploads).toMatchObject([{ file: "/settings", content: "db.example" }]);
  });

  it("stay secret where they are", async () => {
    const environment = { DATABASE_PASSWORD: pulumi.secret("hunter2") };
    const recording = await deploy(() => ({ environment }));
    expect((await recording.resource("shop-web-1")).secrets).toEqual(["envs"]);
  });
});

describe("a variable from a secret on Docker", () => {
  const fromSecret: Given = () => ({ environment: { A: "1", TOKEN: { secret: "token" } } });

  it("is in the container's environment, marked as secret", async () => {
    const { inputs, secrets } = await (await deploy(fromSecret)).resource("shop-web-1");
    expect([inputs["envs"], secrets]).toEqual([["A=1", "TOKEN=t0ken"], ["envs"]]);
    expect(inputs["uploads"]).toEqual([]);
  });

  it("is named by a label", async () => {
    expect(await labelOf(await deploy(fromSecret), "muelle.secret-variables")).toEqual({
      label: "muelle.secret-variables",
      value: "TOKEN",
    });
    const none = await deploy(() => ({ environment: { A: "1" } }));
    expect(await labelOf(none, "muelle.secret-variables")).toBeUndefined();
  });

  it("counts for the container's hash by its name alone", async () => {
    const hash = async (given: Given): Promise<unknown> =>
      labelOf(await deploy(given, {}, { secrets: { token: {}, other: {} } }), "muelle.config-hash");
    expect(await hash(() => ({ environment: { TOKEN: { secret: "token" } } }))).toEqual(
      await hash(() => ({ environment: { TOKEN: pulumi.output("whatever") } })),
    );
    expect(await hash(fromSecret)).not.toEqual(await hash(() => ({ environment: { A: "1" } })));
  });
});
