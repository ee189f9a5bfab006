import { describe, expect, it } from "vitest";
import { translateReadiness } from "../../../../../components/docker/translate/readiness.ts";
import { application, normalisedService, service } from "../../../../support/builders.ts";

describe("translateReadiness", () => {
  it("waits for the end of a service that runs to it, for ten minutes", () => {
    const { services } = application({
      services: {
        migrate: service({ restart: "on-failure" }),
        web: service({ dependsOn: { migrate: { condition: "service_completed_successfully" } } }),
      },
    });
    expect(services.map(translateReadiness)[0]).toEqual({
      service: "services.migrate",
      condition: "completed",
      interval: 200,
      timeout: 600_000,
      monitor: 0,
    });
  });

  it("waits until a server runs, also one that is restarted on failure alone", () => {
    expect(translateReadiness(normalisedService({ restart: "on-failure" }))).toEqual({
      service: "services.web",
      condition: "running",
      interval: 200,
      timeout: 30_000,
      monitor: 0,
    });
  });

  it("waits for health as long as the health check lets a start take", () => {
    const healthcheck = {
      http: { port: 80 },
      interval: "1s",
      timeout: "4s",
      retries: 2,
      startPeriod: "10s",
    } as const;
    const web = normalisedService({ healthcheck, deploy: { updateConfig: { monitor: "5s" } } });
    expect(translateReadiness(web)).toEqual({
      service: "services.web",
      condition: "healthy",
      interval: 500,
      timeout: 19_000,
      monitor: 5000,
    });
  });
});
