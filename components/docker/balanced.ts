import * as pulumi from "@pulumi/pulumi";
import type { ApplicationModel, Service } from "../application/index.ts";
import { type Listener, listenersOf, type RoutedService, routesOf, routeUpstream } from "./nginx/routes.ts";

/** What one load balancer spreads over replicas. */
export interface Balanced {
  /** Name of the load balancer within the stack; no service of an author's can have it. */
  readonly part: string;
  readonly routes: readonly RoutedService[];
  readonly listeners: readonly Listener[];
}

/**
 * Routes and published ports have a load balancer each: a port that comes or goes replaces the container that holds
 * it, and the routes must not notice.
 */
export function balancedOf(application: ApplicationModel): {
  readonly entry: Balanced;
  readonly ports: Balanced;
} {
  return {
    entry: { part: "load-balancer", routes: routesOf(application), listeners: [] },
    ports: { part: "load-balancer-ports", routes: [], listeners: listenersOf(application) },
  };
}

/** The services that requests or connections are spread over. */
export function balancedServices(
  { services }: ApplicationModel,
  { routes, listeners }: Balanced,
): readonly Service[] {
  const names = new Set([...routes, ...listeners].map(({ service }) => service));
  return services.filter(({ name }) => names.has(name));
}

/**
 * Addresses of every upstream's servers by the upstream's name.
 *
 * @param names - of the containers of each service, in the order of their numbers
 */
export function serversOf(
  { routes, listeners }: Balanced,
  names: Readonly<Record<string, readonly pulumi.Output<string>[]>>,
): Record<string, pulumi.Output<string>[]> {
  const addresses = (service: string, port: number, replica?: number): pulumi.Output<string>[] => {
    const all = names[service] ?? [];
    const chosen = replica === undefined ? all : all.slice(replica - 1, replica);
    return chosen.map((name) => pulumi.interpolate`${name}:${port}`);
  };
  return Object.fromEntries([
    ...routes.map(
      (routed) => [routeUpstream(routed).name, addresses(routed.service, routed.route.port)] as const,
    ),
    ...listeners.map(
      ({ upstream, service, target, replica }) =>
        [upstream.name, addresses(service, target, replica)] as const,
    ),
  ]);
}
