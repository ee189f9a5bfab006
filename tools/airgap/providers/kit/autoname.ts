import { createHash } from "node:crypto";
import type { CheckRequest } from "./handler.ts";
import { isList, type Properties, type Value } from "./value.ts";

/** The hidden input that says which inputs the provider filled in itself. */
const DEFAULTS = "__defaults";

/**
 * Fills in a generated name where the program gave none: the one the resource has already, else
 * `<logical name>-<7 hex digits>`, else what the stack's autonaming configuration says.
 * @throws where the configuration turns generated names off
 */
export function autoname(request: CheckRequest<unknown>, property: string): Properties {
  const { olds, news, name, randomSeed, autonaming } = request;
  if (news[property] !== undefined) return {};
  const kept: Value | undefined = olds[property];
  if (typeof kept === "string" && wasGenerated(olds, property)) return generated(property, kept);
  if (autonaming?.mode === "disable") {
    throw new Error(`${property}: is required, as pulumi:autonaming is disabled for this resource`);
  }
  if (autonaming !== undefined && autonaming.proposedName !== "") {
    return generated(property, autonaming.proposedName);
  }
  const suffix = createHash("sha256").update(request.urn).update(randomSeed).digest("hex").slice(0, 7);
  return generated(property, `${name}-${suffix}`);
}

function generated(property: string, value: string): Properties {
  return { [property]: value, [DEFAULTS]: [property] };
}

function wasGenerated(inputs: Properties, property: string): boolean {
  const defaults = inputs[DEFAULTS];
  return isList(defaults) && defaults.includes(property);
}
