import * as pulumi from "@pulumi/pulumi";
import { afterAll, describe, expect, it } from "vitest";
import { approximated, type FidelityTable, rejected } from "../../../../components/application/index.ts";
import { checkApplication } from "../../../../components/deploy/check.ts";
import { dockerFidelity } from "../../../../components/docker/index.ts";
import { Application, type Platform, registerPlatform } from "../../../../components/index.ts";
import { mockPulumi, valueOf } from "../../../support/mocks.ts";

/** Every field of a platform that has not thought about most of them. */
const fidelity: FidelityTable = {
  ...dockerFidelity,
  services: {
    ...dockerFidelity.services,
    init: approximated("a raft has no init", ({ init }) => init),
    ports: rejected("a raft has no ports", ({ ports }) => ports.length > 0),
  },
};

/** Timber, on which services drift. */
const raft: Platform = {
  name: "raft",
  title: "the raft",
  isShared: false,
  configure: (_args, { registry }) => ({
    faults: [],
    fidelity: () => fidelity,
    refusals: ({ services }) =>
      services.length > 2 ? [{ path: "services", message: "a raft carries two services" }] : [],
    claims: () => [],
    ask: () =>
      Promise.resolve({
        faults: [{ path: "sea", message: "it is too rough" }],
        warnings: [],
        platform: undefined,
      }),
    assume: () => ({
      create: ({ application, name, parent }) => {
        for (const service of application.services)
          new pulumi.ComponentResource("raft:index:Log", `${name}-${service.name}`, {}, { parent });
        const images = Object.fromEntries(application.services.map((each) => [each.name, each.name]));
        return {
          url: `raft://${registry ?? "nowhere"}`,
          services: { web: { image: "timber", replicas: 1 } },
          images,
        };
      },
    }),
  }),
};

const takeAway = registerPlatform(raft);
afterAll(takeAway);

const web = { image: "nginx:1" };

describe("a platform of its own", () => {
  it("deploys an application", async () => {
    const recording = await mockPulumi();
    pulumi.runtime.setAllConfig({ "muelle:platform": "raft", "muelle:registry": "north" });
    const { url } = new Application("shop", { spec: { services: { web, db: web } } });
    const made = (await recording.resources()).filter(({ type }) => type === "raft:index:Log");
    expect(made.map(({ name }) => name)).toEqual(["shop-db", "shop-web"]);
    expect(await valueOf(url)).toBe("raft://north");
    expect((await recording.notes()).map(({ path, reason }) => `${path}: ${reason}`)).toContain(
      "services.web.init: a raft has no init",
    );
  });

  it("refuses by its table, by its own rules and by the facts, all at once", async () => {
    await mockPulumi();
    pulumi.runtime.setAllConfig({ "muelle:platform": "raft" });
    const spec = { services: { web: { ...web, ports: ["6000:80"] }, db: web, queue: web } };
    const { faults, create } = await checkApplication("shop", { spec }, true);
    expect([faults.map(({ path, message }) => `${path}: ${message}`), create]).toEqual([
      [
        "services.web.ports: a raft has no ports",
        "services: a raft carries two services",
        "sea: it is too rough",
      ],
      undefined,
    ]);
  });
});
