import type { FidelityNote } from "../index.ts";

/**
 * A run of the program that creates nothing, for a plan: neither engine nor cluster nor the values of secrets are
 * looked at, and what the platform does not carry out to the letter is handed over instead of being logged.
 */
export interface Rendering {
  readonly notes: (notes: readonly FidelityNote[]) => void;
}
