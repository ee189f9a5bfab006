import type { ApplicationModel, Placed, Service } from "./application-model.ts";
import type { FieldPath } from "./field-path.ts";
import type { ApplicationSpec } from "./spec.ts";

/** How true a platform is to one field of what an author writes. `T` is what the field is a part of, normalised. */
export type Fidelity<T = Service> = Exact | Inexact<T>;

/** A change of the field changes what is deployed. */
export interface Exact {
  readonly verdict: "exact";
}

export interface Inexact<T> {
  /** `approximated` works differently and is a warning at preview; `rejected` is a fault. */
  readonly verdict: "approximated" | "rejected";
  /** What differs, or why it cannot be had, and what to do. */
  readonly reason: string;
  /**
   * The uses that the verdict is about; all others are exact. `never` where an author loses nothing by it: the
   * reference tells it, and a preview does not.
   */
  readonly when: ((item: T, application: ApplicationModel) => boolean) | "never";
}

/**
 * What one platform makes of every field that an author can write, nested ones too. A field that is new in the spec
 * does not compile until each platform says what becomes of it.
 */
export type FidelityTable = {
  readonly [K in keyof ApplicationSpec]-?: K extends Kind
    ? Readonly<Record<FieldPath<EntryOf<K>>, Fidelity<ApplicationModel[K][number]>>>
    : Fidelity<ApplicationModel>;
};

/** What an application has by name. */
type Kind = Exclude<keyof ApplicationSpec, "name">;

type EntryOf<K extends Kind> = NonNullable<ApplicationSpec[K]>[string];

/** A field that an application uses and that the platform does not carry out to the letter. */
export interface FidelityNote {
  /** For example `services.api.stopSignal`; what several fields have in common where one reason is true of them all. */
  readonly path: string;
  readonly verdict: "approximated" | "rejected";
  readonly reason: string;
}

export const exact: Exact = { verdict: "exact" };

/** A verdict on the uses for which `when` is true. */
export function approximated<T>(reason: string, when: Inexact<T>["when"]): Inexact<T> {
  return { verdict: "approximated", reason, when };
}

/** A verdict on the uses for which `when` is true. */
export function rejected<T>(reason: string, when: Inexact<T>["when"]): Inexact<T> {
  return { verdict: "rejected", reason, when };
}

/** What the application uses and the platform does not carry out to the letter. */
export function fidelityNotes(application: ApplicationModel, table: FidelityTable): readonly FidelityNote[] {
  return [
    ...notesOn(application, [{ ...application, path: "" }], { name: table.name }),
    ...notesOn(application, application.services, table.services),
    ...notesOn(application, application.networks, table.networks),
    ...notesOn(application, application.volumes, table.volumes),
    ...notesOn(application, application.secrets, table.secrets),
    ...notesOn(application, application.configs, table.configs),
  ];
}

function notesOn<T extends Placed>(
  application: ApplicationModel,
  items: readonly T[],
  fields: Readonly<Record<string, Fidelity<T>>>,
): FidelityNote[] {
  return items.flatMap((item) => {
    const caught = Object.entries(fields).flatMap(([field, fidelity]) =>
      isCaught(fidelity, item, application) ? [{ field, fidelity }] : [],
    );
    const reasons = new Set(caught.map(({ fidelity }) => fidelity.reason));
    return [...reasons].flatMap((reason) => {
      const same = caught.filter(({ fidelity }) => fidelity.reason === reason);
      const [first] = same;
      if (first === undefined) return [];
      const path = [item.path, ...commonSteps(same.map(({ field }) => field))].filter(Boolean).join(".");
      return [{ path, verdict: first.fidelity.verdict, reason }];
    });
  });
}

function isCaught<T>(fidelity: Fidelity<T>, item: T, application: ApplicationModel): fidelity is Inexact<T> {
  if (fidelity.verdict === "exact" || fidelity.when === "never") return false;
  return fidelity.when(item, application);
}

/** The steps that paths begin with in common. They end at a list: which of its entries is meant is not known. */
function commonSteps(paths: readonly string[]): readonly string[] {
  const [first = [], ...others] = paths.map((path) => path.split("."));
  const end = first.findIndex((step, index) => step === "*" || others.some((other) => other[index] !== step));
  return end === -1 ? first : first.slice(0, end);
}
