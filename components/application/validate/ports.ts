import type { PublishedPort } from "../application-model.ts";
import { type Facts, forEachService, type Rule, subjectsOf } from "./facts.ts";
import { overrideOf } from "./overridden.ts";

/** A range that gives each replica a port needs one for each. */
export const portRanges: Rule = forEachService(({ name, service }, facts) => {
  const { replicas } = service.deploy;
  for (const { path, published: first, replica } of service.ports) {
    if (replica !== 1) continue;
    // What a range has beyond the replicas is left out, so these are all of one that is too short.
    const count = service.ports.filter((port) => port.path === path).length;
    if (count >= replicas) continue;
    const last = first + replicas - 1;
    facts.faults.add(
      path,
      `the range ${first}-${first + count - 1} has ${count} ${count === 1 ? "port" : "ports"} for ${replicas} replicas${overrideOf(facts, name, "replicas")}`,
      last > 65_535 ? `run at most ${count}` : `widen the range to ${first}-${last}, or run at most ${count}`,
    );
  }
});

/** Nothing on the host can be published twice. */
export const portClashes: Rule = (facts) => {
  const claims = new Map<string, Claim[]>();
  const routed = facts.application.services.some(({ route }) => route !== undefined);
  if (facts.loadBalancerPort !== undefined && routed) {
    const claim = { path: "muelle:port", hostIp: undefined };
    claims.set(`tcp:${facts.loadBalancerPort}`, [claim]);
  }
  const reported = new Set<string>();
  for (const { service } of subjectsOf(facts).filter(({ active }) => active)) {
    for (const port of service.ports) claim(facts, claims, reported, port);
  }
};

type Claim = Pick<PublishedPort, "path" | "hostIp">;

/** Notes what a port takes; of two mappings only the first port that both want is a fault. */
function claim(
  { faults, originalPath }: Facts,
  claims: Map<string, Claim[]>,
  reported: Set<string>,
  { path, hostIp, published, protocol }: PublishedPort,
): void {
  const key = `${protocol}:${published}`;
  const others = claims.get(key) ?? [];
  const other = others.find((each) => overlap(each.hostIp, hostIp));
  const pair = `${path} ${other?.path ?? ""}`;
  if (other !== undefined && !reported.has(pair)) {
    reported.add(pair);
    const udp = protocol === "udp" ? "/udp" : "";
    faults.add(path, `port ${published}${udp} of the host is already taken by ${originalPath(other.path)}`);
  }
  claims.set(key, [...others, { path, hostIp }]);
}

/** Whether two addresses of the host have one in common; without an address it is the stack's, which may be any. */
function overlap(a: string | undefined, b: string | undefined): boolean {
  const any = [undefined, "0.0.0.0", "::"];
  return a === b || any.includes(a) || any.includes(b);
}
