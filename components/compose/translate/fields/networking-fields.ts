import type { ServiceTable } from "./paths.ts";
import { approximated, exact, refused, unless } from "./rule.ts";

const ADDRESSES = "the engine and the cluster give out the addresses";
const BY_NAME = "reach the service by its name";
const INTERFACE =
  "what a container calls its network, and in which order, is up to the engine or the cluster";

/** What becomes of the fields that are about networks. */
export const networkingFields = {
  "ports.*.target": exact("`ports`"),
  "ports.*.published": approximated(
    "a range of the host for one port of the container gives each replica a port of its own",
    undefined,
    (value) => typeof value === "string" && value.includes("-"),
  ),
  "ports.*.host_ip": exact("`ports`; all addresses of the machine where it is left out"),
  "ports.*.protocol": refused(
    "Muelle publishes TCP and UDP",
    "reach it within the network",
    unless("tcp", "udp"),
  ),
  "ports.*.mode": exact("only Swarm makes a difference"),
  "ports.*.name": exact("says something to readers alone"),
  "ports.*.app_protocol": exact("says something to readers alone"),
  expose: approximated(
    "services of a network reach every port of each other on Docker; on Kubernetes a port of UDP is closed unless it is published",
    undefined,
    (value) => Array.isArray(value) && value.some((port) => /\/udp$/i.test(String(port))),
  ),
  "depends_on.*.condition": exact("`dependsOn`"),
  "depends_on.*.restart": approximated(
    "a service is not restarted because one that it depends on was",
    undefined,
    (value, { item }) => value === true && (item.links ?? []).length === 0,
  ),
  "depends_on.*.required": approximated(
    "a service that is there has to start, whoever needs it; one that is left out is not waited for",
    undefined,
    (value) => value === false,
  ),
  links: exact("`dependsOn`, and `aliases` of the other service"),
  external_links: refused("containers of others are not reached", "reach them over a network of the machine"),
  "networks.*.aliases": exact("`aliases`, on all networks of the service"),
  "networks.*.ipv4_address": refused(ADDRESSES, BY_NAME),
  "networks.*.ipv6_address": refused(ADDRESSES, BY_NAME),
  "networks.*.link_local_ips": refused(ADDRESSES, BY_NAME),
  "networks.*.mac_address": refused(ADDRESSES, BY_NAME),
  "networks.*.driver_opts": approximated(INTERFACE),
  "networks.*.gw_priority": approximated(INTERFACE),
  "networks.*.interface_name": approximated(INTERFACE),
  "networks.*.priority": approximated(INTERFACE),
  network_mode: refused(
    "a service is on networks of the application",
    "name them in `networks`, and publish in `ports` what is to be reached from outside",
    unless("bridge", "default"),
  ),
  mac_address: refused(ADDRESSES, "leave it out"),
  hostname: exact("`hostname`"),
  domainname: refused("a container has no domain", "leave it out"),
  dns: exact("`dns`"),
  dns_opt: exact("`dnsOpt`"),
  dns_search: exact("`dnsSearch`"),
  extra_hosts: exact("`extraHosts`"),
} satisfies Partial<ServiceTable>;
