import { describe, expect, it } from "vitest";
import { defineUntyped, faultsOf } from "../../../support/builders.ts";

const faults = (spec: unknown) => faultsOf(() => defineUntyped(spec));
const inService = (fields: object) => faults({ name: "shop", services: { web: { image: "a", ...fields } } });

describe("the structure of a spec from JavaScript", () => {
  it.each([
    [null, "application: must be an object, not null"],
    [undefined, "application: is missing"],
    [5, "application: must be an object, not a number"],
    [[], "application: must be an object, not a list"],
  ])("rejects %j", (spec, fault) => {
    expect(faults(spec)).toEqual([fault]);
  });

  it("rejects what is missing", () => {
    expect(faults({})).toEqual(["name: is missing", "services: is missing"]);
    expect(inService({ route: {} })).toEqual(["services.web.route.port: is missing"]);
  });

  it("rejects unknown fields, suggesting the one that was meant", () => {
    expect(inService({ depends_on: {}, xyz: 1 })).toEqual([
      "services.web.depends_on: no such field\ndid you mean dependsOn?",
      expect.stringMatching(
        /^services\.web\.xyz: no such field\nthe fields here are image, build, command, /,
      ),
    ]);
  });

  it.each([
    [{ init: "yes" }, "services.web.init: must be true or false, not a string"],
    [{ command: "run me" }, "services.web.command: must be a list, not a string"],
    [{ command: ["run", 5] }, "services.web.command[1]: must be a string, not a number"],
    [{ environment: ["A=B"] }, "services.web.environment: must be an object of names and values, not a list"],
    [
      { environment: { A: null } },
      'services.web.environment.A: must be a string, a number, a boolean or { secret: "name" }, not null',
    ],
    [{ dependsOn: ["db"] }, "services.web.dependsOn: must be an object of names and values, not a list"],
    [{ stopGracePeriod: 10 }, 'services.web.stopGracePeriod: must be a string such as "30s", not a number'],
    [{ expose: [0] }, "services.web.expose[0]: must be a port between 1 and 65535, not 0"],
    [{ expose: [1.5] }, "services.web.expose[0]: must be a port between 1 and 65535, not 1.5"],
    [
      { deploy: { replicas: -1 } },
      "services.web.deploy.replicas: must be a whole number, at least 0, not -1",
    ],
    [
      { deploy: { replicas: 1.5 } },
      "services.web.deploy.replicas: must be a whole number, at least 0, not 1.5",
    ],
    [
      { deploy: { resources: { limits: { cpus: 0 } } } },
      "services.web.deploy.resources.limits.cpus: must be more than 0 processors, not 0",
    ],
    [
      { restart: "alway" },
      'services.web.restart: must be one of no, on-failure, always, unless-stopped, not "alway"\ndid you mean always?',
    ],
    [
      { volumes: [{ type: "nfs" }] },
      'services.web.volumes[0]: must have the type "volume", "bind" or "tmpfs", not an object',
    ],
    [{ healthcheck: { test: "true" } }, "services.web.healthcheck.test: must be a list, not a string"],
    [{ tmpfs: 5 }, "services.web.tmpfs: must be a string, not a number"],
  ])("rejects %j", (fields, fault) => {
    expect(inService(fields)).toEqual([fault]);
  });

  it("never shows a value that could be a secret", () => {
    expect(
      inService({ environment: "PASSWORD=hunter2", secrets: { a: "hunter2" } }).join("\n"),
    ).not.toContain("hunter2");
  });

  it("takes a field that is undefined as left out", () => {
    expect(inService({ build: undefined, deploy: { replicas: undefined } })).toEqual([]);
  });

  it("checks everything else beside a faulty part, at its original place", () => {
    expect(inService({ ports: [5, "80:80", "80:81"], route: 5, volumes: ["data:/data"] })).toEqual([
      "services.web.ports[0]: must be a string, not a number",
      "services.web.route: must be an object, not a number",
      "services.web.volumes[0]: no such volume: data; there is no volume\ndeclare it below `volumes` of the application",
      "services.web.ports[2]: port 80 of the host is already taken by services.web.ports[1]",
    ]);
  });

  it("does not blame others for a faulty part", () => {
    const services = {
      web: {
        image: "a",
        dependsOn: { db: { condition: "service_healthy" }, cache: { condition: "service_healthy" } },
      },
      db: { image: "a", healthcheck: { http: {} } },
      cache: 5,
    };
    expect(faults({ name: "shop", services })).toEqual([
      "services.db.healthcheck.http.port: is missing",
      "services.cache: must be an object, not a number",
    ]);
  });

  it.each(["constructor", "prototype", "__proto__"])("rejects the name %s, which would get lost", (name) => {
    const spec: unknown = JSON.parse(`{"name": "shop", "services": {"${name}": {"image": "a"}}}`);
    expect(faults(spec)).toEqual([
      "services: must not have a name that JavaScript reserves: __proto__, prototype, constructor",
    ]);
  });

  it("takes the name of an object's method for a name", () => {
    expect(inService({ networks: ["toString"] })).toEqual([
      "services.web.networks[0]: no such network: toString; the only network is default\ndeclare it below `networks` of the application",
    ]);
  });

  it("rejects lists where objects are expected", () => {
    expect(inService({ deploy: [] })).toEqual(["services.web.deploy: must be an object, not a list"]);
  });
});
