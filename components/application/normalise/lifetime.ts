import type { Lifetime, Service } from "../application-model.ts";
import type { Surroundings } from "./surroundings.ts";

/** Whether a service that does not say so stays up or runs to its end; see `Lifetime`. */
export function lifetimeOf(name: string, restart: Service["restart"], { awaited }: Surroundings): Lifetime {
  if (restart === "no") return "one-shot";
  return restart === "on-failure" && awaited.has(name) ? "one-shot" : "server";
}
