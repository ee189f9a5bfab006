import type { ServiceOverrides } from "../overrides.ts";
import { childPath } from "../structure/path.ts";
import type { Facts } from "./facts.ts";

/** For a message: ` (set by muelle:services.web.replicas)` where the stack's configuration sets the field. */
export function overrideOf({ overrides }: Facts, service: string, field: keyof ServiceOverrides): string {
  if (overrides[service]?.[field] === undefined) return "";
  return ` (set by ${childPath("muelle:services", service)}.${field})`;
}
