import { isIP } from "node:net";
import { childPath } from "../structure/path.ts";
import { forEachService, subjectsOf, type Facts, type Rule } from "./facts.ts";

const HOST = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?$/;

/** What `extraHosts` may name instead of an address: the machine that the container runs on. */
export const HOST_GATEWAY = "host-gateway";

/** Names and addresses around a container. */
export const settings: Rule = forEachService(({ path, spec, service }, { faults }) => {
  const notName = (place: string, name: string) => {
    if (!HOST.test(name))
      faults.add(
        place,
        `not the name of a host: ${JSON.stringify(name)}`,
        'letters, digits, ".", "_" and "-"',
      );
  };
  if (spec.hostname !== undefined) notName(`${path}.hostname`, spec.hostname);
  for (const [index, alias] of service.aliases.entries()) notName(childPath(`${path}.aliases`, index), alias);
  for (const { host, address } of service.extraHosts) {
    const place = childPath(`${path}.extraHosts`, host);
    notName(place, host);
    if (isIP(address) === 0 && address !== HOST_GATEWAY)
      faults.add(
        place,
        `not an IP address: ${JSON.stringify(address)}`,
        `or "${HOST_GATEWAY}", for this machine`,
      );
  }
  for (const [index, server] of service.dns.entries()) {
    if (isIP(server) === 0)
      faults.add(childPath(`${path}.dns`, index), `not an IP address: ${JSON.stringify(server)}`);
  }
});

/** A name leads to one service. */
export const aliases: Rule = (facts: Facts) => {
  const owners = new Map<string, string>(
    [...facts.services.keys()].map((name) => [name, childPath("services", name)]),
  );
  for (const { path, service } of subjectsOf(facts).filter(({ active }) => active)) {
    for (const [index, alias] of service.aliases.entries()) {
      const owner = owners.get(alias);
      const place = childPath(`${path}.aliases`, index);
      if (owner === undefined) owners.set(alias, path);
      else
        facts.faults.add(
          place,
          `${alias} leads to ${owner} already`,
          "leave it out, or give it another name",
        );
    }
  }
};
