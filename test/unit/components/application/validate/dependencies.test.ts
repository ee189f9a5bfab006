import { describe, expect, it } from "vitest";
import { faultsIn, service } from "../../../../support/builders.ts";

const started = { condition: "service_started" } as const;
const healthy = { condition: "service_healthy" } as const;
const completed = { condition: "service_completed_successfully" } as const;
const healthcheck = { http: { port: 80 } };

describe("dependencies", () => {
  it("rejects a cycle, naming all of it", () => {
    const services = {
      a: service({ dependsOn: { b: started } }),
      b: service({ dependsOn: { c: started } }),
      c: service({ dependsOn: { a: started } }),
    };
    expect(faultsIn({ services })).toEqual([
      "services.a.dependsOn.b: the services wait for each other: a -> b -> c -> a\nleave out one of these dependencies; a service can also wait for another by itself, at run time",
    ]);
  });

  it("rejects a service that waits for itself", () => {
    expect(faultsIn({ services: { web: service({ dependsOn: { web: started } }) } })).toEqual([
      "services.web.dependsOn.web: the services wait for each other: web -> web\nleave out one of these dependencies; a service can also wait for another by itself, at run time",
    ]);
  });

  it("rejects service_healthy on a service without healthcheck", () => {
    const services = { web: service({ dependsOn: { db: healthy } }), db: service() };
    expect(faultsIn({ services })).toEqual([
      "services.web.dependsOn.db: service_healthy needs a healthcheck, and db has none\ngive db a `healthcheck`, or wait for service_started",
    ]);
  });

  it.each(["always", "unless-stopped"] as const)(
    "rejects waiting for the end of a service that restarts %s",
    (restart) => {
      const services = { web: service({ dependsOn: { migrate: completed } }), migrate: service({ restart }) };
      expect(faultsIn({ services })).toEqual([
        `services.web.dependsOn.migrate: migrate never completes: its restart is ${restart}\nleave out \`restart\` of migrate, or set it to "no" or "on-failure"`,
      ]);
    },
  );

  it("rejects a dependency on a service that its profile leaves out", () => {
    const services = { web: service({ dependsOn: { db: started } }), db: service({ profiles: ["full"] }) };
    expect(faultsIn({ services })).toEqual([
      "services.web.dependsOn.db: db is left out: it belongs to the profile full\nchoose the profile in `muelle:profiles`, or give both services the same profiles",
    ]);
    expect(faultsIn({ services }, { profiles: ["full"] })).toEqual([]);
  });

  it("rejects waiting for the health of 0 replicas", () => {
    const services = {
      web: service({ dependsOn: { db: healthy } }),
      db: service({ healthcheck, deploy: { replicas: 0 } }),
    };
    expect(faultsIn({ services })).toEqual([
      "services.web.dependsOn.db: service_healthy never comes true: db has 0 replicas\ngive db a replica, or leave out the dependency",
    ]);
  });
});
