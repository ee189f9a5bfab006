import { entriesOf } from "../normalise/context.ts";
import { parsePort, portsIn, publishedPorts, type PortMapping } from "../port.ts";
import { type Facts, forEachService, type Rule, type Subject, subjectsOf } from "./facts.ts";
import { overrideOf } from "./overridden.ts";

/** A range that gives each replica a port needs one for each. */
export const portRanges: Rule = forEachService((subject, facts) => {
  const { replicas } = subject.service.deploy;
  for (const { path, mapping } of mappingsOf(subject)) {
    const { perReplica, published } = mapping;
    const count = portsIn(published);
    if (!perReplica || count >= replicas) continue;
    const last = published.first + replicas - 1;
    facts.faults.add(
      path,
      `the range ${published.first}-${published.last} has ${count} ${count === 1 ? "port" : "ports"} for ${replicas} replicas${overrideOf(facts, subject.name, "replicas")}`,
      last > 65_535
        ? `run at most ${count}`
        : `widen the range to ${published.first}-${last}, or run at most ${count}`,
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
  for (const subject of subjectsOf(facts).filter(({ active }) => active)) {
    for (const { path, mapping } of mappingsOf(subject)) {
      claim(facts, claims, path, mapping, subject.service.deploy.replicas);
    }
  }
};

interface Claim {
  readonly path: string;
  readonly hostIp: string | undefined;
}

/** Notes what a mapping takes; of two mappings only the first port that both want is a fault. */
function claim(
  { faults, originalPath }: Facts,
  claims: Map<string, Claim[]>,
  path: string,
  mapping: PortMapping,
  replicas: number,
): void {
  const reported = new Set<string>();
  for (const { hostIp, published, protocol } of publishedPorts(mapping, replicas)) {
    const key = `${protocol}:${published}`;
    const others = claims.get(key) ?? [];
    const other = others.find((each) => overlap(each.hostIp, hostIp));
    if (other !== undefined && !reported.has(other.path)) {
      reported.add(other.path);
      const udp = protocol === "udp" ? "/udp" : "";
      faults.add(path, `port ${published}${udp} of the host is already taken by ${originalPath(other.path)}`);
    }
    claims.set(key, [...others, { path, hostIp }]);
  }
}

/** Whether two addresses of the host have one in common; without an address it is the stack's, which may be any. */
function overlap(a: string | undefined, b: string | undefined): boolean {
  const any = [undefined, "0.0.0.0", "::"];
  return a === b || any.includes(a) || any.includes(b);
}

function mappingsOf({ path, spec }: Subject): readonly { path: string; mapping: PortMapping }[] {
  return entriesOf(`${path}.ports`, spec.ports).flatMap(([place, text]) => {
    const result = parsePort(text);
    return result.ok ? [{ path: place, mapping: result.value }] : [];
  });
}
