import { describe, expect, it } from "vitest";
import { faultsIn, faultsInService, service } from "../../../../support/builders.ts";

describe("scaling", () => {
  it("rejects min above max", () => {
    expect(faultsInService({ scale: { min: 5, max: 3, cpu: 50 } })).toEqual([
      "services.web.scale: min is 5, more than max, which is 3",
    ]);
  });

  it("rejects scaling by nothing", () => {
    expect(faultsInService({ scale: { max: 3 } })).toEqual([
      "services.web.scale: neither cpu nor memory\nsay what to go by, for example `cpu: 70`",
    ]);
  });

  it("rejects replicas outside of min to max", () => {
    expect(faultsInService({ scale: { min: 2, max: 3, cpu: 50 }, deploy: { replicas: 4 } })).toEqual([
      "services.web.deploy.replicas: 4 is not within scale, 2 to 3\nleave out `replicas`, or change `scale`",
    ]);
  });
});

describe("services that run to their end", () => {
  it("rejects replicas, scaling and a route", () => {
    expect(faultsInService({ restart: "no", deploy: { replicas: 2 } })).toEqual([
      "services.web.deploy.replicas: a service that runs to its end runs once, not 2 times",
    ]);
    expect(faultsInService({ restart: "no", scale: { max: 2, cpu: 50 } })).toEqual([
      "services.web.scale: a service that runs to its end runs once and cannot scale",
    ]);
    expect(faultsInService({ restart: "no", route: { port: 80 } })).toEqual([
      "services.web.route: a service that runs to its end cannot answer requests",
    ]);
  });

  it("counts a service whose completion another one waits for", () => {
    const services = {
      web: service({ dependsOn: { migrate: { condition: "service_completed_successfully" } } }),
      migrate: service({ restart: "on-failure", deploy: { replicas: 3 } }),
    };
    expect(faultsIn({ services })).toEqual([
      "services.migrate.deploy.replicas: a service that runs to its end runs once, not 3 times",
    ]);
  });
});

describe("writers of a volume", () => {
  const volumes = { data: {} };
  const hint = 'run one; or, where they can share it, say so by `deploy.updateConfig.order: "start-first"`';

  it("rejects replicas that write to a volume of their own", () => {
    expect(faultsInService({ volumes: ["data:/data"], deploy: { replicas: 2 } }, { volumes })).toEqual([
      `services.web.deploy.replicas: 2 replicas would write to the volume data at the same time\n${hint}`,
    ]);
  });

  it("rejects scaling them", () => {
    expect(faultsInService({ volumes: ["data:/data"], scale: { max: 4, cpu: 50 } }, { volumes })).toEqual([
      `services.web.scale.max: 4 replicas would write to the volume data at the same time\n${hint}`,
    ]);
  });

  it("takes the author's word that they can share it", () => {
    const deploy = { replicas: 2, updateConfig: { order: "start-first" } } as const;
    expect(faultsInService({ volumes: ["data:/data"], deploy }, { volumes })).toEqual([]);
  });

  it("takes replicas that write to a volume that services share", () => {
    const writer = service({ volumes: ["data:/data"], deploy: { replicas: 2 } });
    expect(faultsIn({ services: { web: writer, worker: writer }, volumes })).toEqual([]);
  });
});
