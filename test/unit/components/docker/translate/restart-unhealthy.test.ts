import { describe, expect, it } from "vitest";
import type { ServiceSpec } from "../../../../../components/application/index.ts";
import { translateHealthcheck } from "../../../../../components/docker/translate/healthcheck.ts";
import { restartsUnhealthy } from "../../../../../components/docker/translate/restart-unhealthy.ts";
import { normalisedService } from "../../../../support/builders.ts";

const healthcheck = { http: { port: 8000 } } as const;

describe("restartsUnhealthy", () => {
  it("starts a server again that stays up", () => {
    expect(restartsUnhealthy(normalisedService({ healthcheck }))).toBe(true);
    expect(restartsUnhealthy(normalisedService({ healthcheck, restart: "always" }))).toBe(true);
  });

  it.each<[string, ServiceSpec]>([
    ["has no health check", {}],
    ["is its container's first process", { healthcheck, init: false }],
    ["is not started again when it ends in an orderly way", { healthcheck, restart: "on-failure" }],
    ["runs to its end", { healthcheck, restart: "no" }],
  ])("leaves alone what %s", (_why, spec) => {
    expect(restartsUnhealthy(normalisedService(spec))).toBe(false);
  });

  it("leaves alone what alone writes to a volume", () => {
    expect(restartsUnhealthy({ ...normalisedService({ healthcheck }), ownVolumes: ["data"] })).toBe(false);
  });
});

describe("the health check of what is started again", () => {
  it("counts to the retries, asks with the stop signal and kills after the grace period", () => {
    const web = normalisedService({ healthcheck, stopSignal: "SIGQUIT", stopGracePeriod: "25s" });
    const { tests, timeout, retries } = translateHealthcheck(web) ?? {};
    const [kind, busybox, shell, option, script, ...rest] = (tests ?? []) as string[];
    expect([kind, busybox, shell, option]).toEqual(["CMD", "/.muelle/busybox", "sh", "-c"]);
    expect(script).toContain("/dev/shm/muelle-health");
    expect(rest).toEqual([
      ...["/.muelle/busybox", "3", "QUIT", "25"],
      ...["/.muelle/busybox", "wget", "-q", "-T", "10", "-O", "/dev/null", "http://127.0.0.1:8000/"],
    ]);
    // The engine's timeout is the longer one, or the check would be killed before it counts.
    expect({ timeout, retries }).toEqual({ timeout: "11s", retries: 3 });
  });

  it("limits a command itself, which the engine would leave behind", () => {
    const test = ["CMD-SHELL", "check || exit 1"] as const;
    const { tests } = translateHealthcheck(normalisedService({ healthcheck: { test, timeout: "2s" } })) ?? {};
    expect(((tests ?? []) as string[]).slice(9)).toEqual([
      ...["/.muelle/busybox", "timeout", "-s", "KILL", "2"],
      ...["/bin/sh", "-c", "check || exit 1"],
    ]);
  });
});
