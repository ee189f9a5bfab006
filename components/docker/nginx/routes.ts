import type { ApplicationModel, Placed, Route } from "../../application/index.ts";
import type { Upstream } from "./upstream.ts";

/** A service's route with the name of the service. */
export interface RoutedService {
  readonly service: string;
  readonly route: Route;
}

/** A port of the host that the load balancer holds. */
export interface Listener extends Placed {
  readonly hostIp: string | undefined;
  readonly published: number;
  readonly protocol: "tcp" | "udp";
  readonly upstream: Upstream;
  readonly target: number;
  readonly service: string;
  /** The one replica it leads to; undefined: all of them. */
  readonly replica: number | undefined;
}

/** All routes of an application. */
export function routesOf(application: ApplicationModel): RoutedService[] {
  return application.services.flatMap(({ name, route }) =>
    route === undefined ? [] : [{ service: name, route }],
  );
}

/** All published ports of an application. */
export function listenersOf(application: ApplicationModel): Listener[] {
  return application.services.flatMap((service) =>
    service.ports.map((port): Listener => ({
      path: port.path,
      hostIp: port.hostIp,
      published: port.published,
      protocol: port.protocol,
      target: port.target,
      service: service.name,
      replica: port.replica,
      upstream: {
        name: `${service.name}-${port.published}-${port.protocol}`,
        balance: "least_conn",
        layer: "stream",
      },
    })),
  );
}

/** The upstream of a route: one for each service and port. */
export function routeUpstream({ service, route }: RoutedService): Upstream {
  return { name: `${service}-${route.port}-http`, balance: route.balance, layer: "http" };
}
