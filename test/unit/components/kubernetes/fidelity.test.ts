import { describe, expect, it } from "vitest";
import {
  type ApplicationSpec,
  fidelityNotes,
  type ServiceSpec,
} from "../../../../components/application/index.ts";
import { type ImageUsers, kubernetesFidelity } from "../../../../components/kubernetes/fidelity.ts";
import type { KubernetesSettings } from "../../../../components/kubernetes/settings.ts";
import { application, service } from "../../../support/builders.ts";
import { settings } from "./support.ts";

const known: ImageUsers = { web: { type: "number", user: { uid: 1000, gid: 1000 } } };

/** The paths of what the service `web` uses and the cluster does not carry out to the letter. */
function notesOn(
  fields: ServiceSpec,
  rest: Partial<ApplicationSpec> = {},
  changes: Partial<KubernetesSettings> = {},
  users = known,
): string[] {
  const shop = application({ services: { web: service(fields) }, ...rest });
  return fidelityNotes(shop, kubernetesFidelity(settings(changes), users)).map(
    ({ path, verdict }) => `${path} ${verdict}`,
  );
}

describe("kubernetesFidelity", () => {
  it("has nothing to say of a service that says as little as it can and runs as somebody known", () => {
    expect(notesOn({})).toEqual([]);
  });

  it.each<[string, ServiceSpec, readonly string[]]>([
    ["ports", { ports: ["80:80"] }, ["services.web.ports approximated"]],
    [
      "healthcheck",
      { healthcheck: { http: { port: 80 }, timeout: "500ms" } },
      ["services.web.healthcheck.timeout approximated"],
    ],
    [
      "times of a health check",
      { healthcheck: { http: { port: 80 }, interval: "1500ms", startInterval: "250ms" } },
      ["services.web.healthcheck approximated"],
    ],
    ["stopGracePeriod", { stopGracePeriod: "2500ms" }, ["services.web.stopGracePeriod approximated"]],
    [
      "monitor",
      { deploy: { updateConfig: { monitor: "500ms" } } },
      ["services.web.deploy.updateConfig.monitor approximated"],
    ],
    ["restart", { restart: "on-failure" }, ["services.web.restart approximated"]],
    ["allowRoot", { allowRoot: true }, ["services.web.allowRoot rejected"]],
    ["tmpfs", { tmpfs: "/tmp:size=1m,uid=5" }, ["services.web.tmpfs approximated"]],
    ["capAdd", { capAdd: ["SYS_ADMIN"] }, ["services.web.capAdd rejected"]],
    ["capDrop", { capDrop: ["NET_RAW"] }, ["services.web.capDrop approximated"]],
    ["stopSignal", { stopSignal: "SIGINT" }, ["services.web.stopSignal approximated"]],
    [
      "deploy",
      { deploy: { resources: { limits: { pids: 9 } } } },
      ["services.web.deploy.resources.limits.pids approximated"],
    ],
    ["labels", { labels: { note: "any text" } }, ["services.web.labels approximated"]],
  ])("says what becomes of %s", (_, fields, notes) => {
    expect(notesOn(fields)).toEqual(notes);
  });

  it.each<[string, ServiceSpec]>([
    ["tmpfs with a size and the usual mode", { tmpfs: ["/tmp:size=1m,mode=1777", "/run:mode=0777"] }],
    ["one capability", { capAdd: ["NET_BIND_SERVICE"] }],
    ["the usual health check", { healthcheck: { http: { port: 80 } } }],
    ["an autoscaler", { scale: { max: 3, cpu: 50 } }],
    ["labels that Kubernetes takes", { labels: { team: "shop" } }],
  ])("carries out %s to the letter", (_, fields) => {
    expect(notesOn(fields)).toEqual([]);
  });

  it("warns of an image whose user nobody knows", () => {
    expect(notesOn({}, {}, {}, {})).toEqual(["services.web.user approximated"]);
    expect(notesOn({ user: "1000" }, {}, {}, {})).toEqual([]);
  });

  it("says of volumes that they start empty and may keep pods on one node", () => {
    expect(notesOn({ volumes: ["data:/data"] }, { volumes: { data: {} } })).toEqual([
      "services.web.volumes approximated",
    ]);
  });

  it("says who reaches whom where an application has more than one network", () => {
    expect(notesOn({}, { networks: { default: {}, inside: { internal: true } } })).toEqual([
      "services.web.networks approximated",
    ]);
  });

  it("says that a pod cannot wait for what exposes no port", () => {
    const services = {
      web: service({ dependsOn: { worker: { condition: "service_healthy" } } }),
      worker: service({ healthcheck: { test: ["CMD", "true"] } }),
    };
    const users = { ...known, worker: known["web"] ?? { type: "unknown" } };
    expect(notesOn({}, { services }, {}, users)).toEqual(["services.web.dependsOn approximated"]);
  });

  it.each<[string, KubernetesSettings["ingress"], string | undefined, readonly string[]]>([
    ["ingress-nginx", "ingress", "nginx", []],
    ["Traefik", "ingress", "traefik", ["services.web.route.timeout approximated"]],
    ["another controller", "ingress", undefined, ["services.web.route.timeout approximated"]],
    ["the Gateway API", "gateway", "traefik", ["services.web.route.timeout approximated"]],
    ["nobody", "none", undefined, ["services.web.route approximated"]],
  ])("knows what a route's limits mean to %s", (_, ingress, ingressClass, notes) => {
    const route = { port: 80, timeout: "90s" } as const;
    expect(notesOn({ route }, {}, { ingress, ingressClass })).toEqual(notes);
  });

  it("takes a route that says nothing for the controller's own", () => {
    expect(notesOn({ route: { port: 80 } }, {}, { ingressClass: "traefik" })).toEqual([]);
  });
});
