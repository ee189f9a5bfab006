import { describe, expect, it } from "vitest";
import { patience } from "../../../../../components/kubernetes/translate/timeouts.ts";
import { application, service } from "../../../../support/builders.ts";
import { settings } from "../support.ts";

describe("patience", () => {
  const check = {
    test: ["CMD", "check"],
    startPeriod: "10s",
    retries: 1,
    timeout: "4s",
    startInterval: "1s",
  } as const;
  const chain = application({
    services: {
      web: service({ dependsOn: { api: { condition: "service_healthy" } } }),
      api: service({
        expose: [80],
        healthcheck: check,
        dependsOn: { db: { condition: "service_healthy" } },
        deploy: { updateConfig: { monitor: "5s" } },
      }),
      db: service({ expose: [5432], healthcheck: check }),
    },
  });

  it("is the time for pulling, for the own start, and for the starts that are waited for in turn", () => {
    expect(patience(chain, settings())).toEqual({
      db: 120 + 15,
      api: 120 + 15 + 15 + 10,
      web: 120 + 30 + (15 + 10) + 15,
    });
  });

  it("is what the stack says, and the time for which new versions are watched", () => {
    expect(patience(chain, settings({ progressDeadlineSeconds: 60 }))).toEqual({ db: 60, api: 70, web: 60 });
  });
});
