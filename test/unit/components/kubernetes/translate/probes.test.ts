import { describe, expect, it } from "vitest";
import {
  startSeconds,
  translateProbes,
  watchTime,
} from "../../../../../components/kubernetes/translate/probes.ts";
import { normalisedService } from "../../../../support/builders.ts";

describe("translateProbes", () => {
  it("makes three probes of one HTTP check", () => {
    const web = normalisedService({
      healthcheck: {
        http: { port: 8000, path: "/health" },
        interval: "15s",
        timeout: "2500ms",
        retries: 4,
        startPeriod: "20s",
        startInterval: "2s",
      },
    });
    const test = { httpGet: { path: "/health", port: 8000, scheme: "HTTP" }, timeoutSeconds: 3 };
    expect(translateProbes(web)).toEqual({
      startupProbe: { ...test, periodSeconds: 2, failureThreshold: 19 },
      readinessProbe: { ...test, periodSeconds: 15, failureThreshold: 4 },
      livenessProbe: { ...test, periodSeconds: 15, failureThreshold: 12 },
    });
    expect(startSeconds(web)).toBe(38);
  });

  it("asks often by HTTP whether a replica is ready where no time is said, and restarts it late", () => {
    const test = { httpGet: { path: "/", port: 80, scheme: "HTTP" } };
    expect(translateProbes(normalisedService({ healthcheck: { http: { port: 80 } } }))).toMatchObject({
      readinessProbe: { ...test, periodSeconds: 3, timeoutSeconds: 3, failureThreshold: 3 },
      livenessProbe: { ...test, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 9 },
    });
  });

  it("asks for readiness at the author's pace, though it be that of the default", () => {
    const healthcheck = { http: { port: 80 }, interval: "30s", timeout: "10s" } as const;
    expect(translateProbes(normalisedService({ healthcheck }))).toMatchObject({
      readinessProbe: { periodSeconds: 30, timeoutSeconds: 10 },
    });
  });

  it("runs no command more often than its author knows", () => {
    expect(translateProbes(normalisedService({ healthcheck: { test: ["CMD", "check"] } }))).toMatchObject({
      readinessProbe: { periodSeconds: 30, timeoutSeconds: 10 },
    });
  });

  it("runs a command as it is, and a line in a shell", () => {
    const command = normalisedService({ healthcheck: { test: ["CMD", "check", "$(x)"] } });
    expect(translateProbes(command)).toMatchObject({
      readinessProbe: { exec: { command: ["check", "$(x)"] } },
    });
    const line = normalisedService({ healthcheck: { test: ["CMD-SHELL", "check || exit 1"] } });
    expect(translateProbes(line)).toMatchObject({
      readinessProbe: { exec: { command: ["/bin/sh", "-c", "check || exit 1"] } },
    });
  });

  it("sends no request to a routed service that does not listen yet, even if it has no check", () => {
    expect(translateProbes(normalisedService({ route: { port: 80 } }))).toEqual({
      readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 2, timeoutSeconds: 1, failureThreshold: 3 },
    });
  });

  it("lets no request near a replica for as long as new versions are watched", () => {
    const deploy = { updateConfig: { monitor: "6500ms" } } as const;
    const web = normalisedService({ healthcheck: { http: { port: 8000, path: "/health" } }, deploy });
    expect(translateProbes(web).readinessProbe).toMatchObject({ initialDelaySeconds: 7 });
    expect(translateProbes(web).livenessProbe).not.toHaveProperty("initialDelaySeconds");
    const listening = normalisedService({ route: { port: 80 }, deploy });
    expect(translateProbes(listening).readinessProbe).toMatchObject({ initialDelaySeconds: 7 });
  });

  it("takes that time twice, in silence and in service, where there is a probe", () => {
    const deploy = { updateConfig: { monitor: "5s" } } as const;
    expect(watchTime(normalisedService({ route: { port: 80 }, deploy }))).toBe(10);
    expect(watchTime(normalisedService({ deploy }))).toBe(5);
    expect(watchTime(normalisedService({ route: { port: 80 } }))).toBe(0);
  });

  it("has none where nothing is said", () => {
    expect(translateProbes(normalisedService())).toEqual({});
  });
});
