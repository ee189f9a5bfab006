import { describe, expect, it } from "vitest";
import { fidelityNotes, type FidelityTable } from "../../../../components/application/index.ts";
import { application, service } from "../../../support/builders.ts";

const exact = { verdict: "exact" } as const;

const faithful: FidelityTable = {
  services: {
    image: exact,
    build: exact,
    command: exact,
    entrypoint: exact,
    workingDir: exact,
    environment: exact,
    ports: exact,
    expose: exact,
    dependsOn: exact,
    healthcheck: exact,
    init: exact,
    restart: exact,
    user: exact,
    allowRoot: exact,
    readOnly: exact,
    tmpfs: exact,
    capAdd: exact,
    capDrop: exact,
    stopGracePeriod: exact,
    stopSignal: exact,
    volumes: exact,
    networks: exact,
    secrets: exact,
    configs: exact,
    deploy: exact,
    labels: exact,
    profiles: exact,
    scale: exact,
    route: exact,
  },
  networks: { internal: exact },
  volumes: { size: exact },
  secrets: { source: exact },
  configs: { content: exact },
};

/** A platform that carries out everything to the letter but these fields. */
function table(services: Partial<FidelityTable["services"]>, volumes = faithful.volumes): FidelityTable {
  return { ...faithful, services: { ...faithful.services, ...services }, volumes };
}

describe("fidelityNotes", () => {
  const shop = application({
    services: {
      web: service({ stopSignal: "SIGINT", capDrop: ["ALL"], deploy: { replicas: 3 } }),
      api: service(),
    },
    volumes: { small: { size: "1g" }, large: { size: "9g" } },
  });

  it("has nothing to say of a platform that is exact", () => {
    expect(fidelityNotes(shop, table({}))).toEqual([]);
  });

  it("names the services whose field is not the default", () => {
    const notes = fidelityNotes(
      shop,
      table({
        stopSignal: { verdict: "rejected", reason: "no signals here" },
        capDrop: { verdict: "approximated", reason: "no capabilities here" },
      }),
    );
    expect(notes).toEqual([
      { path: "services.web.stopSignal", verdict: "rejected", reason: "no signals here" },
    ]);
  });

  it("asks the predicate where there is one", () => {
    const notes = fidelityNotes(
      shop,
      table({
        deploy: {
          verdict: "approximated",
          reason: "few replicas here",
          when: ({ deploy }, { services }) => deploy.replicas > services.length,
        },
      }),
    );
    expect(notes).toEqual([
      { path: "services.web.deploy", verdict: "approximated", reason: "few replicas here" },
    ]);
  });

  it("covers what services share", () => {
    const notes = fidelityNotes(
      shop,
      table({}, { size: { verdict: "approximated", reason: "no limit here" } }),
    );
    expect(notes).toEqual([{ path: "volumes.large.size", verdict: "approximated", reason: "no limit here" }]);
  });
});
