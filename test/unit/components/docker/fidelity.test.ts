import { describe, expect, it } from "vitest";
import {
  type ApplicationSpec,
  fidelityNotes,
  type ServiceSpec,
} from "../../../../components/application/index.ts";
import { dockerFidelity } from "../../../../components/docker/index.ts";
import { application, service } from "../../../support/builders.ts";

/** The paths of what an application with the service `web` uses and Docker does not carry out to the letter. */
function notesOn(fields: ServiceSpec, rest: Partial<ApplicationSpec> = {}): string[] {
  const shop = application({ services: { web: service(fields) }, ...rest });
  return fidelityNotes(shop, dockerFidelity).map(({ path, verdict }) => `${path} ${verdict}`);
}

describe("dockerFidelity", () => {
  it("has nothing to say of a service that says as little as it can", () => {
    expect(notesOn({})).toEqual([]);
  });

  it.each<[string, ServiceSpec, readonly string[]]>([
    [
      "a limit of processes",
      { deploy: { resources: { limits: { pids: 9 } } } },
      ["services.web.deploy.resources.limits.pids approximated"],
    ],
    [
      "a reservation of processors",
      { deploy: { resources: { reservations: { cpus: 0.5 } } } },
      ["services.web.deploy.resources.reservations.cpus approximated"],
    ],
    [
      "memory in bytes",
      { deploy: { resources: { limits: { memory: "10000001b" } } } },
      ["services.web.deploy.resources approximated"],
    ],
    [
      "a grace period in milliseconds",
      { stopGracePeriod: "1500ms" },
      ["services.web.stopGracePeriod approximated"],
    ],
    ["an autoscaler", { scale: { max: 3, cpu: 50 } }, ["services.web.scale approximated"]],
    [
      "a certificate",
      { route: { port: 80, tls: { secretName: "shop" } } },
      ["services.web.route.tls.secretName approximated"],
    ],
  ])("says what becomes of %s", (_, fields, notes) => {
    expect(notesOn(fields)).toEqual(notes);
  });

  it.each<[string, ServiceSpec]>([
    [
      "a limit of processors, and what is reserved by it",
      { deploy: { resources: { limits: { cpus: 0.05 } } } },
    ],
    ["memory without a limit", { deploy: { resources: { limits: { memory: "none" } } } }],
    ["a port for other services", { expose: [5432] }],
  ])("carries out %s to the letter", (_, fields) => {
    expect(notesOn(fields)).toEqual([]);
  });

  it("warns of the size of a volume, and refuses a configuration file that is empty", () => {
    expect(
      notesOn({}, { volumes: { data: { size: "2g" } }, configs: { settings: { content: "" } } }),
    ).toEqual(["volumes.data.size approximated", "configs.settings rejected"]);
  });
});
