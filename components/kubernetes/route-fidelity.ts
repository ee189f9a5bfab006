import { defaults } from "../application/defaults.ts";
import {
  approximated,
  exact,
  type Fidelity,
  type FidelityTable,
  type Route,
  type Service,
} from "../application/index.ts";
import type { KubernetesSettings } from "./settings.ts";
import { type Controller, controllerOf, routeGaps } from "./translate/ingress-controllers.ts";

type Services = FidelityTable["services"];
type RouteTable = Pick<Services, Extract<keyof Services, `route.${string}`>>;

/** What the controller of these settings makes of a route. */
export function routeFidelity(settings: KubernetesSettings): RouteTable {
  const controller = controllerOf(settings);
  const nothing = approximated<Service>(
    "muelle:ingress is none: nothing leads to the service from outside the cluster",
    ({ route }) => route !== undefined,
  );
  const whole = controller === "none" ? nothing : exact;
  const upToController = (field: keyof Route): Fidelity =>
    controller === "none"
      ? nothing
      : approximated(
          routeReasons[controller],
          ({ route }) => route !== undefined && !isDefault(route, field) && hasGap(route, field, controller),
        );
  return {
    "route.port": whole,
    "route.host": whole,
    "route.path": whole,
    "route.balance": upToController("balance"),
    "route.timeout": upToController("timeout"),
    "route.websocket": upToController("websocket"),
    "route.maxBodySize": upToController("maxBodySize"),
    "route.tls.secretName": whole,
  };
}

const routeReasons = {
  "ingress-nginx": "connections can be upgraded to WebSocket, whatever `websocket` says",
  traefik: "timeout, maxBodySize and websocket are what Traefik's own configuration says",
  gateway: "balance, timeout, maxBodySize and websocket are what the Gateway's controller makes of them",
  unknown:
    "balance, timeout, maxBodySize and websocket are what the Ingress controller makes of them; Muelle speaks with the classes nginx and traefik, and muelle:ingressAnnotations with every other",
} as const;

/** What the controller cannot do at all is refused, with a reason of its own. */
function hasGap(route: Route, field: keyof Route, controller: Controller): boolean {
  return routeGaps(route, controller).some((gap) => gap.field === field && gap.verdict === "approximated");
}

function isDefault(route: Route, field: keyof Route): boolean {
  const byDefault: Partial<Record<keyof Route, unknown>> = defaults.route;
  return route[field] === byDefault[field];
}
