import { isIP } from "node:net";
import type { Check } from "./check-consistency.ts";

/** Checks that no two services ask for containers of the same name. */
export function checkContainerNames({ selected, say }: Check): void {
  const owners = new Map<string, string>();
  for (const [name, { container_name: container = "" }] of Object.entries(selected.services ?? {})) {
    const owner = owners.get(container);
    if (owner !== undefined && container !== "") {
      say(["services", name, "container_name"], `the service ${owner} has a container of the same name`);
    }
    owners.set(container, name);
  }
}

/** Checks volumes, secrets and configs, and the ports and devices of services. */
export function checkResources({ whole, say }: Check): void {
  for (const [name, volume] of Object.entries(whole.volumes ?? {})) {
    const others = Object.keys(volume).filter((key) => !["name", "external", "extensions"].includes(key));
    if (volume.external === true && others.length > 0) {
      say(
        ["volumes", name],
        `is external, and says ${others.join(", ")} all the same`,
        "leave out one or the other",
      );
    }
  }
  for (const table of ["secrets", "configs"] as const) {
    const keys =
      table === "secrets"
        ? (["file", "environment"] as const)
        : (["file", "environment", "content"] as const);
    for (const [name, file] of Object.entries(whole[table] ?? {})) {
      const values = new Map<string, unknown>(Object.entries(file));
      const given = keys.filter((key) => values.has(key));
      if (given.length > 1) say([table, name], `says ${given.join(" and ")}`, "leave one of them out");
      const isElsewhere = file.external === true || (table === "configs" && file.driver !== undefined);
      if (given.length === 0 && !isElsewhere)
        say([table, name], `must say one of ${keys.join(", ")}, or external: true`);
    }
  }
  for (const [name, { ports = [], gpus = [], deploy }] of Object.entries(whole.services ?? {})) {
    for (const [index, { host_ip: address }] of ports.entries()) {
      if (address !== undefined && isIP(address) === 0)
        say(["services", name, "ports", index], `not an IP address: ${JSON.stringify(address)}`);
    }
    const devices = deploy?.resources?.reservations?.devices ?? [];
    const requests = [
      ...gpus.map((request, index) => ({ request, steps: ["services", name, "gpus", index] })),
      ...devices.map((request, index) => ({
        request,
        steps: ["services", name, "deploy", "resources", "reservations", "devices", index],
      })),
    ];
    for (const { request, steps } of requests) {
      const both = request.count !== undefined && "device_ids" in request && request.device_ids !== undefined;
      if (both) say(steps, "says both count and device_ids", "leave one of them out");
    }
  }
}
