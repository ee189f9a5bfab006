import type { ServiceSpec } from "../../../../components/index.ts";
import type { Phase } from "./phase.ts";

/** What a change of a field comes to for the container: another one, or the same with another setting. */
export type Change = "replace" | "update";

/** One field, on a service of its own, so that the preview tells of each field by itself. */
export interface FieldCase {
  /** Name of the service. */
  readonly name: string;
  /** What the service says in each phase; without the field, nothing of it. */
  readonly spec: Readonly<Record<"before" | "after", ServiceSpec>> & { readonly without?: ServiceSpec };
  /** What another value comes to. @default "replace" */
  readonly change?: Change;
  /** What the field's removal comes to. @default "replace" */
  readonly removal?: Change;
  /** Where `docker inspect` tells it. */
  readonly at: readonly string[];
  /** What it tells there. */
  readonly told: Readonly<Record<Phase, unknown>>;
}
