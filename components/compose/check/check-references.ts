import type { Step } from "../../application/structure/path.ts";
import type { ComposeService } from "../model/compose-file.ts";
import { sayUnknown, type Check } from "./check-consistency.ts";

/** Checks that all services, networks, volumes and files that a service names are there. */
export function checkReferences(at: readonly string[], service: ComposeService, check: Check): void {
  const { whole, selected, say, isFaulty } = check;
  const services = selected.services ?? {};
  if (service.network_mode !== undefined && Object.keys(service.networks ?? {}).length > 0) {
    say([...at, "network_mode"], "stands beside `networks`", "leave one of them out");
  }
  for (const { kind, table, name, steps } of referencesOf(at, service)) {
    const known = Object.keys(whole[table] ?? {});
    if (!known.includes(name) && !isFaulty(table)) sayUnknown(say, steps, kind, name, known);
  }
  for (const [name, { required = true }] of Object.entries(service.depends_on ?? {})) {
    if (Object.hasOwn(services, name)) continue;
    const isOff = Object.hasOwn(whole.services ?? {}, name);
    if (isOff && !required) continue;
    const steps = [...at, "depends_on", name];
    if (isOff)
      say(
        steps,
        `the service ${name} is in no profile that is active`,
        "activate its profile, or write `required: false`",
      );
    else sayUnknown(say, steps, "service", name, Object.keys(whole.services ?? {}));
  }
  const shared =
    service.network_mode?.startsWith("service:") === true
      ? service.network_mode.slice("service:".length)
      : undefined;
  if (shared !== undefined && !Object.hasOwn(services, shared))
    sayUnknown(say, [...at, "network_mode"], "service", shared, Object.keys(services));
}

interface Reference {
  readonly kind: string;
  readonly table: "networks" | "volumes" | "secrets" | "configs" | "models";
  readonly name: string;
  readonly steps: readonly Step[];
}

function referencesOf(at: readonly string[], service: ComposeService): readonly Reference[] {
  const names = (kind: string, table: Reference["table"], values: Readonly<Record<string, unknown>> = {}) =>
    Object.keys(values).map((name) => ({ kind, table, name, steps: [...at, table, name] }));
  const sources = (
    kind: string,
    table: Reference["table"],
    field: readonly string[],
    values: readonly { readonly source?: string }[] = [],
  ) =>
    values.map(({ source = "" }, index) => ({ kind, table, name: source, steps: [...at, ...field, index] }));
  const volumes = (service.volumes ?? []).flatMap(({ type, source }, index): readonly Reference[] =>
    type === "volume" && source !== undefined && source !== ""
      ? [{ kind: "volume", table: "volumes", name: source, steps: [...at, "volumes", index] }]
      : [],
  );
  return [
    ...names("network", "networks", service.networks),
    ...names("model", "models", service.models),
    ...volumes,
    ...sources("secret", "secrets", ["secrets"], service.secrets),
    ...sources("config", "configs", ["configs"], service.configs),
    ...sources("secret", "secrets", ["build", "secrets"], service.build?.secrets),
  ];
}
