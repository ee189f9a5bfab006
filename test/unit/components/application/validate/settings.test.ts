import { describe, expect, it } from "vitest";
import { faultsIn, faultsInService, service } from "../../../../support/builders.ts";

describe("what surrounds a process", () => {
  it.each([
    [{ hostname: "a b" }, 'services.web.hostname: not the name of a host: "a b"'],
    [{ extraHosts: { db: "nowhere" } }, 'services.web.extraHosts.db: not an IP address: "nowhere"'],
    [{ dns: ["dns.example"] }, 'services.web.dns[0]: not an IP address: "dns.example"'],
    [{ shmSize: "1x" as "1g" }, 'services.web.shmSize: not a size: "1x"'],
    [
      { healthcheck: { disable: true, test: ["CMD", "a"] as const } },
      "services.web.healthcheck: both a check and disable",
    ],
    [
      { lifetime: "one-shot", restart: "always" } as const,
      "services.web.restart: a service that runs to its end is not started again: always",
    ],
  ])("is refused where it cannot be: %j", (fields, fault) => {
    expect(faultsInService(fields).map((line) => line.split("\n")[0])).toEqual([fault]);
  });

  it("has names that lead to one service each", () => {
    const services = {
      web: service({ aliases: ["db", "www"] }),
      api: service({ aliases: ["www"] }),
      db: service(),
    };
    expect(faultsIn({ services }).map((line) => line.split("\n")[0])).toEqual([
      "services.web.aliases[0]: db leads to services.db already",
      "services.api.aliases[0]: www leads to services.web already",
    ]);
  });
});
