import type { ServiceSpec } from "../../application/spec.ts";
import type { ComposeService } from "../model/compose-file.ts";
import { nameOf, type Context, type Subject } from "./context.ts";
import { given, unlessEmpty } from "./given.ts";

/** The ports, networks and dependencies of a service. */
export function networkingOf(subject: Subject, context: Context): Partial<ServiceSpec> {
  const { service } = subject;
  const published = publishedOf(subject, context);
  const networks = networksOf(service).map((key) => nameOf(context.names.networks, key));
  const isDefault = networks.length === 1 && networks[0] === "default";
  return given({
    ports: unlessEmpty(published),
    expose: unlessEmpty(exposedOf(service)),
    networks: isDefault ? undefined : networks,
    dependsOn: unlessEmpty(dependenciesOf(service, context)),
  });
}

function networksOf({ networks = {}, network_mode: mode }: ComposeService): readonly string[] {
  return mode === undefined ? Object.keys(networks) : ["default"];
}

type Port = NonNullable<ComposeService["ports"]>[number];

/** Compose publishes on all addresses of the machine where a port names none. */
function publishedOf({ service, at }: Subject, { report }: Context): readonly string[] {
  return (service.ports ?? []).flatMap((port, index): readonly string[] => {
    const { target, published, host_ip: address, protocol = "tcp" } = port;
    if (!["tcp", "udp"].includes(protocol)) return [];
    if (isAnyPort(port)) {
      report.say([...at, "ports", index], {
        verdict: "approximated",
        reason: `the engine would pick a port of the machine for ${target}; here other services alone reach it`,
        hint: `write "8080:${target}", or give the service a \`route\` in \`x-muelle\``,
      });
      return [];
    }
    const host = address === undefined || address === "" ? "0.0.0.0" : address;
    const shown = host.includes(":") ? `[${host}]` : host;
    return [`${shown}:${published ?? ""}:${target}${protocol === "udp" ? "/udp" : ""}`];
  });
}

function isAnyPort({ published = "" }: Port): boolean {
  return published === "" || published === "0";
}

/** Ports that other services alone reach. */
function exposedOf({ expose = [], ports = [] }: ComposeService): readonly number[] {
  const written = expose.flatMap((entry) => {
    const [range = "", protocol = "tcp"] = entry.split("/");
    const [first = 0, last = first] = range.split("-").map(Number);
    return protocol === "tcp" ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : [];
  });
  const unpublished = ports.filter((port) => isAnyPort(port) && port.protocol !== "udp");
  return [...new Set([...written, ...unpublished.map(({ target }) => target)])].toSorted((a, b) => a - b);
}

/** What is left out, by a profile, is waited for by nobody. */
function dependenciesOf(
  { depends_on: dependencies = {} }: ComposeService,
  { file, names }: Context,
): NonNullable<ServiceSpec["dependsOn"]> {
  const there = Object.entries(dependencies).filter(([key]) => Object.hasOwn(file.services ?? {}, key));
  return Object.fromEntries(
    there.map(([key, { condition }]) => [nameOf(names.services, key), { condition }] as const),
  );
}
