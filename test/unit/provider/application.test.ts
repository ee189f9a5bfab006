import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { applicationArgs, constructApplication } from "../../../provider/application.ts";
import { mockPulumi, valueOf } from "../../support/mocks.ts";

const web = { image: "busybox:1.37-musl", environment: { PLACE: "quay" } };

describe("applicationArgs", () => {
  it("takes what another language sends as a TypeScript program says it", () => {
    const secrets = { key: pulumi.secret("open sesame") };
    const inputs = { spec: { services: { web } }, secrets, docker: { port: 8081 } };
    expect(applicationArgs("shop", inputs)).toEqual(inputs);
  });

  it("rejects every input that it does not have, and every structure that is not known", () => {
    expect(() => applicationArgs("shop", { spek: {}, spec: pulumi.output({ services: {} }) })).toThrow(
      /shop\.spek: no such input; there are spec, compose, directory, .*\n.*shop\.spec: it is computed by another resource/s,
    );
  });
});

describe("constructApplication", () => {
  it("constructs what a TypeScript program constructs", async () => {
    const recording = await mockPulumi();
    const { urn, state } = constructApplication("shop", { spec: { services: { web } } }, {});
    expect(Object.keys(state)).toEqual(["url", "services", "images"]);
    expect(await valueOf(pulumi.output(urn))).toContain("muelle:index:Application::shop");
    expect((await recording.resource("shop-web-1")).inputs).toMatchObject({ envs: ["PLACE=quay"] });
  });
});
