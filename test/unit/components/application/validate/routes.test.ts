import { describe, expect, it } from "vitest";
import { application, faultsIn, faultsInService, service } from "../../../../support/builders.ts";

describe("routes", () => {
  it.each(["api", "/a b", "/a?b", "/a;b", "/../a", "//a", "/${x}"])("rejects the path %s", (path) => {
    expect(faultsInService({ route: { port: 80, path } })).toEqual([
      `services.web.route.path: not a path prefix: "${path}"\nit begins with "/" and has no query, for example "/api"`,
    ]);
  });

  it.each(["http://a", "a:80", "a_b", "*", "-a"])("rejects the host %s", (host) => {
    expect(faultsInService({ route: { port: 80, host } })).toEqual([
      `services.web.route.host: not a host name: "${host}"\nfor example "example.com" or "*.example.com", with no scheme and no port`,
    ]);
  });

  it("rejects a timeout of nothing", () => {
    expect(faultsInService({ route: { port: 80, timeout: "0s" } })).toEqual([
      "services.web.route.timeout: must be more than 0s",
    ]);
  });

  it("rejects two services behind the same host and path", () => {
    const services = {
      web: service({ route: { port: 80, host: "Example.com", path: "/api/" } }),
      api: service({ route: { port: 80, host: "example.com", path: "/api" } }),
      any: service({ route: { port: 80, path: "/api" } }),
    };
    expect(faultsIn({ services })).toEqual([
      "services.api.route: example.com/api already goes to the service web\ngive one of them another `path` or `host`",
    ]);
  });

  it("takes services of which one is left out", () => {
    const services = {
      web: service({ route: { port: 80 } }),
      next: service({ route: { port: 80 }, profiles: ["next"] }),
    };
    expect(application({ services }).services.map(({ name }) => name)).toEqual(["web"]);
  });
});
