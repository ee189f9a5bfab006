import { describe, expect, it } from "vitest";
import { application, faultsIn, faultsInService, service } from "../../../../support/builders.ts";

describe("ports", () => {
  it("rejects a port that two services want", () => {
    const services = {
      web: service({ ports: ["8080:80"] }),
      api: service({ ports: ["9000:80", "8080:8000"] }),
    };
    expect(faultsIn({ services })).toEqual([
      "services.api.ports[1]: port 8080 of the host is already taken by services.web.ports[0]",
    ]);
  });

  it("rejects ranges that overlap, once", () => {
    const services = {
      web: service({ ports: ["6001-6005:80"], deploy: { replicas: 5 } }),
      api: service({ ports: ["6004-6008:80"], deploy: { replicas: 5 } }),
    };
    expect(faultsIn({ services })).toEqual([
      "services.api.ports[0]: port 6004 of the host is already taken by services.web.ports[0]",
    ]);
  });

  it("rejects an address that another one covers", () => {
    expect(faultsInService({ ports: ["0.0.0.0:53:53/udp", "127.0.0.1:53:54/udp"] })).toEqual([
      "services.web.ports[1]: port 53/udp of the host is already taken by services.web.ports[0]",
    ]);
  });

  it("takes the same port of other addresses and protocols", () => {
    const ports = ["127.0.0.1:53:53", "127.0.0.2:53:53", "127.0.0.1:53:53/udp"];
    expect(faultsInService({ ports })).toEqual([]);
  });

  it("rejects the load balancer's own port", () => {
    const web = { ports: ["8080:80"], route: { port: 80 } };
    expect(faultsInService(web, {}, { loadBalancerPort: 8080 })).toEqual([
      "services.web.ports[0]: port 8080 of the host is already taken by muelle:port",
    ]);
  });

  it("rejects a range that is shorter than the replicas", () => {
    expect(faultsInService({ ports: ["6001-6002:80"], deploy: { replicas: 3 } })).toEqual([
      "services.web.ports[0]: the range 6001-6002 has 2 ports for 3 replicas\nwiden the range to 6001-6003, or run at most 2",
    ]);
  });

  it("says where the configuration has changed the replicas", () => {
    const web = { ports: ["6001-6002:80"], deploy: { replicas: 2 } };
    expect(faultsInService(web, {}, { overrides: { web: { replicas: 3 } } })).toEqual([
      "services.web.ports[0]: the range 6001-6002 has 2 ports for 3 replicas (set by muelle:services.web.replicas)\nwiden the range to 6001-6003, or run at most 2",
    ]);
  });

  it("leaves the rest of a longer range free", () => {
    const services = {
      web: service({ ports: ["6001-6010:80"], deploy: { replicas: 2 } }),
      api: service({ ports: ["6003:80"] }),
    };
    expect(application({ services }).services[0]?.ports.map(({ published }) => published)).toEqual([
      6001, 6002,
    ]);
  });
});
