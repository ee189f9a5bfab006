import { describe, expect, it } from "vitest";
import { faultsIn, faultsInService, files, service } from "../../../../support/builders.ts";

const started = { condition: "service_started" } as const;

describe("references", () => {
  it("rejects a dependency on no service", () => {
    const services = { web: service({ dependsOn: { database: started } }), worker: service() };
    expect(faultsIn({ services })).toEqual([
      "services.web.dependsOn.database: no such service; the services are web, worker",
    ]);
  });

  it("suggests the service that was meant", () => {
    const services = { web: service({ dependsOn: { wroker: started } }), worker: service() };
    expect(faultsIn({ services })).toEqual([
      "services.web.dependsOn.wroker: no such service; the services are web, worker\ndid you mean worker?",
    ]);
  });

  it("rejects an unknown network", () => {
    expect(faultsInService({ networks: ["default", "backend"] }, { networks: { front: {} } })).toEqual([
      "services.web.networks[1]: no such network: backend; the networks are front, default\ndeclare it below `networks` of the application",
    ]);
  });

  it("rejects an unknown volume", () => {
    expect(faultsInService({ volumes: ["data:/data"] })).toEqual([
      "services.web.volumes[0]: no such volume: data; there is no volume\ndeclare it below `volumes` of the application",
    ]);
  });

  it("rejects an unknown secret", () => {
    expect(
      faultsInService({ secrets: [{ source: "db-pasword" }] }, { secrets: { "db-password": {} } }),
    ).toEqual([
      "services.web.secrets[0]: no such secret: db-pasword; the only secret is db-password\ndid you mean db-password?",
    ]);
  });

  it("rejects an unknown config", () => {
    expect(faultsInService({ configs: ["settings"] })).toEqual([
      "services.web.configs[0]: no such config: settings; there is no config\ndeclare it below `configs` of the application",
    ]);
  });

  it("rejects an unknown build secret", () => {
    const build = { context: ".", secrets: ["npm"] };
    expect(faultsInService({ build }, {}, { files: files({ "/srv/shop/Dockerfile": "" }) })).toEqual([
      "services.web.build.secrets[0]: no such secret: npm; there is no secret\ndeclare it below `secrets` of the application",
    ]);
  });

  it("rejects a profile that no service has", () => {
    const services = { web: service(), debug: service({ profiles: ["debug"] }) };
    expect(faultsIn({ services }, { profiles: ["debgu"] })).toEqual([
      "muelle:profiles: no such profile: debgu; the only profile is debug",
    ]);
  });
});
