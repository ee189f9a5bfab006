import { describe, expect, it } from "vitest";
import { translateSettings } from "../../../../../components/docker/translate/settings.ts";
import { normalisedService } from "../../../../support/builders.ts";

describe("translateSettings", () => {
  it("says nothing of what the service does not say, but for privileges", () => {
    expect(translateSettings(normalisedService())).toEqual({ securityOpts: ["no-new-privileges:true"] });
    expect(translateSettings(normalisedService({ noNewPrivileges: false }))).toEqual({});
  });

  it("writes all of it in the provider's words", () => {
    const service = normalisedService({
      hostname: "shop",
      tty: true,
      stdinOpen: true,
      groupAdd: ["audio"],
      extraHosts: { db: ["192.0.2.1", "192.0.2.2"], host: "host-gateway" },
      dns: ["192.0.2.53"],
      dnsSearch: ["shop.example"],
      dnsOpt: ["ndots:2"],
      shmSize: "128m",
      ulimits: { nproc: 10, nofile: { soft: 1, hard: 2 } },
      sysctls: { "net.core.somaxconn": "1024" },
      healthcheck: { disable: true },
    });
    expect(translateSettings(service)).toEqual({
      hostname: "shop",
      tty: true,
      stdinOpen: true,
      securityOpts: ["no-new-privileges:true"],
      groupAdds: ["audio"],
      hosts: [
        { host: "db", ip: "192.0.2.1" },
        { host: "db", ip: "192.0.2.2" },
        { host: "host", ip: "host-gateway" },
      ],
      dns: ["192.0.2.53"],
      dnsSearches: ["shop.example"],
      dnsOpts: ["ndots:2"],
      shmSize: 128,
      ulimits: [
        { name: "nproc", soft: 10, hard: 10 },
        { name: "nofile", soft: 1, hard: 2 },
      ],
      sysctls: { "net.core.somaxconn": "1024" },
      healthcheck: { tests: ["NONE"] },
    });
  });
});
