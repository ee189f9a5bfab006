import { describe, expect, it } from "vitest";
import { composeFile } from "../../../bench/compose-file.ts";
import { translateContainer } from "../../../components/docker/translate/container-args.ts";
import type { ServiceSpec } from "../../../components/index.ts";
import { application, service } from "../../support/builders.ts";

const surroundings = {
  images: { web: "web:abc" },
  port: 8080,
  busybox: "/bench/busybox",
  nginxConfiguration: "/bench/default.conf",
  secrets: {},
};

interface ComposeFile {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function composed(fields: ServiceSpec): {
  readonly web: Readonly<Record<string, unknown>> | undefined;
  readonly muelle: ReturnType<typeof translateContainer>;
} {
  const shop = application({ services: { web: service({ route: { port: 8000 }, ...fields }) } });
  const [web] = shop.services;
  if (web === undefined) throw new Error("the application has no service web");
  const { services } = JSON.parse(composeFile(shop, surroundings)) as ComposeFile;
  const muelle = translateContainer(web, 1, {
    identity: { application: "shop", stack: "dev" },
    limitsSwap: true,
    image: "web:abc",
    networks: { default: "default" },
    volumes: {},
    secrets: {},
    configs: {},
    prober: "prober",
  });
  return { web: services["web"], muelle };
}

describe("the compose file that Muelle is measured beside", () => {
  it("has the application's own health check, the start interval included", () => {
    const { web, muelle } = composed({ healthcheck: { http: { port: 8000 }, interval: "10s" } });
    expect(web?.["healthcheck"]).toMatchObject({
      interval: "10000ms",
      timeout: "10000ms",
      retries: 3,
      start_period: "30000ms",
      start_interval: "500ms",
    });
    const { test } = web?.["healthcheck"] as { readonly test: readonly string[] };
    const [kind, ...command] = test;
    // Muelle counts the failures around it.
    const tests = (muelle.healthcheck as { readonly tests: readonly string[] }).tests;
    expect([tests[0], ...tests.slice(-command.length)]).toEqual([kind, ...command]);
  });

  it("limits, reserves and logs as Muelle does", () => {
    const { web, muelle } = composed({ deploy: { replicas: 2, resources: { limits: { cpus: 0.5 } } } });
    expect(web?.["deploy"]).toEqual({
      replicas: 2,
      resources: { limits: { cpus: "0.5", memory: "512m" }, reservations: { memory: "64m" } },
    });
    expect(muelle).toMatchObject({ cpus: "0.5", memory: 512, memoryReservation: 64 });
    expect(web?.["logging"]).toEqual({ driver: muelle.logDriver, options: muelle.logOpts });
  });

  it("mounts memory with the same options", () => {
    expect(composed({ tmpfs: ["/tmp", "/run:size=1m"] }).web?.["tmpfs"]).toEqual(["/tmp", "/run:size=1m"]);
  });
});
