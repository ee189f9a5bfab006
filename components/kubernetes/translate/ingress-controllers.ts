import { formatSize, type Route, type Service } from "../../application/index.ts";
import type { KubernetesSettings } from "../settings.ts";
import { seconds } from "./seconds.ts";

/** What answers for the routes, as far as Muelle knows how to speak with it. */
export type Controller = "ingress-nginx" | "traefik" | "gateway" | "unknown" | "none";

/** The controller behind the configured class, told by the class's usual names. */
export function controllerOf({ ingress, ingressClass = "" }: KubernetesSettings): Controller {
  if (ingress !== "ingress") return ingress;
  if (/^(?:ingress-)?nginx(?:-|$)/.test(ingressClass)) return "ingress-nginx";
  return /^traefik(?:-|$)/.test(ingressClass) ? "traefik" : "unknown";
}

/** One thing that a route asks for and its controller does differently, or not at all. */
export interface RouteGap {
  readonly field: keyof Route;
  /** `rejected` where users would be served wrongly without it. */
  readonly verdict: "approximated" | "rejected";
  readonly reason: string;
}

type Affinity = "cookie" | "address";

const AFFINITY: Readonly<Record<Controller, readonly Affinity[]>> = {
  "ingress-nginx": ["cookie", "address"],
  traefik: ["cookie"],
  gateway: [],
  unknown: [],
  none: [],
};

/** What the controller does not do as the route says. */
export function routeGaps(route: Route, controller: Controller): readonly RouteGap[] {
  if (controller === "none") return [];
  return [
    ...balanceGaps(route, controller),
    ...(route.websocket
      ? []
      : [gap("websocket", "the controller lets connections be upgraded all the same")]),
    ...limitGaps(controller),
  ];
}

function balanceGaps({ balance }: Route, controller: Controller): RouteGap[] {
  switch (balance) {
    case "round_robin":
      return controller === "ingress-nginx" || controller === "traefik"
        ? []
        : [gap("balance", "how requests are spread is up to the controller")];
    case "least_conn":
      return [
        gap(
          "balance",
          controller === "ingress-nginx"
            ? "requests are spread by latency (ewma) instead of least_conn"
            : controller === "traefik"
              ? "requests go to the replicas in turn instead of least_conn"
              : "how requests are spread is up to the controller",
        ),
      ];
    case "ip_hash":
      return affinityGaps("address", controller, balance);
    case "sticky":
      return affinityGaps("cookie", controller, balance);
  }
}

function affinityGaps(affinity: Affinity, controller: Controller, balance: string): RouteGap[] {
  if (AFFINITY[controller].includes(affinity)) return [];
  const able = Object.entries(AFFINITY).filter(([, can]) => can.includes(affinity));
  const reason = `${nameOf(controller)} cannot keep a client on one replica (${balance}); ${able.map(([name]) => name).join(" and ")} can`;
  return [{ field: "balance", verdict: "rejected", reason }];
}

function limitGaps(controller: Controller): RouteGap[] {
  if (controller === "ingress-nginx") return [];
  const where =
    controller === "traefik"
      ? "Traefik sets it for an entry point, not for an Ingress"
      : controller === "gateway"
        ? "the Gateway API has no such field"
        : "its annotation is not known";
  return [
    gap("timeout", `the controller's own applies: ${where}`),
    gap("maxBodySize", `the controller's own applies: ${where}`),
  ];
}

function gap(field: keyof Route, reason: string): RouteGap {
  return { field, verdict: "approximated", reason };
}

function nameOf(controller: Controller): string {
  if (controller === "unknown") return "an Ingress controller that Muelle does not know";
  return controller === "gateway" ? "the Gateway API" : controller;
}

/** Annotations by which an Ingress tells its controller what the route asks for. */
export function ingressAnnotations(route: Route, settings: KubernetesSettings): Record<string, string> {
  if (controllerOf(settings) !== "ingress-nginx") return {};
  const silence = String(seconds(route.timeout, 1));
  const annotations = {
    "proxy-body-size": nginxSize(route.maxBodySize),
    "proxy-read-timeout": silence,
    "proxy-send-timeout": silence,
    ...nginxBalance(route.balance),
  };
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
  );
}

function nginxBalance(balance: Route["balance"]): Record<string, string> {
  switch (balance) {
    case "least_conn":
      return { "load-balance": "ewma" };
    case "round_robin":
      return { "load-balance": "round_robin" };
    case "ip_hash":
      return { "upstream-hash-by": "$binary_remote_addr" };
    case "sticky":
      return { affinity: "cookie", "session-cookie-name": "muelle_replica" };
  }
}

/** nginx knows no unit for single bytes. */
function nginxSize(bytes: number): string {
  return formatSize(bytes).replace(/b$/, "");
}

/** Traefik reads some of what concerns a route from the Service. */
export function traefikServiceAnnotations(
  { route }: Service,
  settings: KubernetesSettings,
): Record<string, string> {
  if (route?.balance !== "sticky" || controllerOf(settings) !== "traefik") return {};
  return { "traefik.ingress.kubernetes.io/service.sticky.cookie": "true" };
}
