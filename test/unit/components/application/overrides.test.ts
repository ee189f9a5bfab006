import { describe, expect, it } from "vitest";
import { applyOverrides, type ServiceSpec } from "../../../../components/application/index.ts";
import { application, service } from "../../../support/builders.ts";

const overridden = (web: ServiceSpec, overrides: unknown) =>
  applyOverrides({ name: "shop", services: { web: service(web) } }, overrides);

describe("applyOverrides", () => {
  it("changes nothing where nothing is overridden", () => {
    expect(overridden({ init: false }, undefined)).toEqual({
      spec: { name: "shop", services: { web: { image: "example/web:1", init: false } } },
      faults: [],
    });
  });

  it("changes one variable, also to a number, as the configuration gives it", () => {
    const { spec } = overridden(
      { environment: { A: "a", PROBE: "1" } },
      { web: { environment: { PROBE: 2 } } },
    );
    expect(spec.services["web"]?.environment).toEqual({ A: "a", PROBE: 2 });
    expect(application(spec).services[0]?.environment).toEqual({
      A: { type: "value", value: "a" },
      PROBE: { type: "value", value: "2" },
    });
  });

  it("fills a variable from a secret", () => {
    const { spec, faults } = overridden(
      { environment: { A: "a" } },
      { web: { environment: { A: { secret: "token" } } } },
    );
    expect([spec.services["web"]?.environment, faults]).toEqual([{ A: { secret: "token" } }, []]);
  });

  it("changes replicas, single resources and scale", () => {
    const own = {
      deploy: { replicas: 1, resources: { limits: { cpus: 2, memory: "1g" } } },
      scale: { min: 1, max: 3, cpu: 50 },
    } as const;
    const overrides = { replicas: 5, resources: { limits: { memory: "2g" } }, scale: { max: 9 } };
    expect(overridden(own, { web: overrides }).spec.services["web"]).toEqual({
      image: "example/web:1",
      deploy: { replicas: 5, resources: { limits: { cpus: 2, memory: "2g" } } },
      scale: { min: 1, max: 9, cpu: 50 },
    });
  });

  it("pulls an image in place of building one", () => {
    const { spec } = overridden({ build: { context: "." } }, { web: { image: "example/web:2" } });
    expect(spec.services["web"]).toEqual({ image: "example/web:2" });
  });

  it.each<[unknown, object]>([
    [{ wbe: {} }, { path: "muelle:services.wbe", message: "no such service; did you mean web?" }],
    [
      { database: {} },
      { path: "muelle:services.database", message: "no such service; the only service is web" },
    ],
    ["web", { path: "muelle:services", message: "must be an object, not a string" }],
    [[], { path: "muelle:services", message: "must be an object of names and values, not a list" }],
    [{ web: 3 }, { path: "muelle:services.web", message: "must be an object, not a number" }],
    [
      { web: { replicas: "3" } },
      { path: "muelle:services.web.replicas", message: "must be a number, not a string" },
    ],
    [
      { web: { replica: 3 } },
      { path: "muelle:services.web.replica", message: "no such field", hint: "did you mean replicas?" },
    ],
    [
      { web: { scale: { min: 2 } } },
      { path: "muelle:services.web.scale.max", message: "is missing; the service has no scale of its own" },
    ],
    [
      { web: { environment: { A: null } } },
      {
        path: "muelle:services.web.environment.A",
        message: 'must be a string, a number, a boolean or { secret: "name" }, not null',
      },
    ],
  ])("rejects %j", (overrides, fault) => {
    expect(overridden({}, overrides).faults).toEqual([fault]);
  });

  it("does not cover up a faulty field of the service", () => {
    const spec: unknown = JSON.parse(
      '{"name": "shop", "services": {"web": {"image": "a", "deploy": 5}, "api": 7}}',
    );
    const result: unknown = Reflect.apply(applyOverrides, undefined, [
      spec,
      { web: { replicas: 2 }, api: { replicas: 2 } },
    ]);
    expect(result).toEqual({ spec, faults: [] });
  });
});
