import { forEachService, type Rule, subjectsOf } from "./facts.ts";

/** No character that means something to nginx, and no query. */
const ROUTE_PATH = /^\/(?:[A-Za-z0-9._~%@:+-]+\/?)*$/;
const HOST_NAME =
  /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Routes that a load balancer understands. */
export const routeForms: Rule = forEachService(({ path, spec: { route }, service }, { faults }) => {
  if (route === undefined) return;
  if (route.path !== undefined && (!ROUTE_PATH.test(route.path) || route.path.split("/").includes(".."))) {
    faults.add(
      `${path}.route.path`,
      `not a path prefix: ${JSON.stringify(route.path)}`,
      'it begins with "/" and has no query, for example "/api"',
    );
  }
  if (route.host !== undefined && (!HOST_NAME.test(route.host) || route.host.length > 253)) {
    faults.add(
      `${path}.route.host`,
      `not a host name: ${JSON.stringify(route.host)}`,
      'for example "example.com" or "*.example.com", with no scheme and no port',
    );
  }
  if (service.route?.timeout === 0) faults.add(`${path}.route.timeout`, "must be more than 0s");
});

/** A request goes to one service. */
export const routeClashes: Rule = (facts) => {
  const takers = new Map<string, string>();
  for (const { name, path, service, active } of subjectsOf(facts)) {
    if (!active || service.route === undefined || facts.isCut(`${path}.route`)) continue;
    const { host, path: prefix } = service.route;
    const key = `${host ?? ""}${prefix}`;
    const taker = takers.get(key);
    if (taker === undefined) {
      takers.set(key, name);
      continue;
    }
    const requests = host === undefined ? prefix : `${host}${prefix}`;
    facts.faults.add(
      `${path}.route`,
      `${requests} already goes to the service ${taker}`,
      "give one of them another `path` or `host`",
    );
  }
};
