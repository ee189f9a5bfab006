import type { Place } from "../tree/place.ts";

/**
 * What becomes of a field of a Compose file, as far as all platforms have it in common; what a platform makes of it
 * then is the business of its fidelity table.
 *
 * - `exact`: it means here what it means to Compose.
 * - `approximated`: something differs, or it is left out because it changes nothing in what runs.
 * - `refused`: it cannot be had, and to leave it out would change what runs.
 * - `accepted`: it is refused, and left out all the same since the user said so.
 * - `secret`: a value that looks like a secret stands in clear. To be warned of on an engine of one's own, and a
 *   fault in production.
 * - `advice`: nothing is wrong; the line would harden the service.
 */
export type ComposeVerdict = "exact" | "approximated" | "refused" | "accepted" | "secret" | "advice";

/** One line of the report on Compose files. */
export interface ComposeNote {
  /** The field in Compose's words: `services.web.ports[0].host_ip`. */
  readonly path: string;
  /** Where it is written, or what it is a part of. @default - nowhere: Compose derives it */
  readonly place?: Place;
  readonly verdict: ComposeVerdict;
  /** What becomes of it, and why. */
  readonly reason: string;
  /** What to do about it. @default - nothing needs to be done */
  readonly hint?: string;
}
