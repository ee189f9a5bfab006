import { isDeepStrictEqual } from "node:util";
import type { Application, Config, Network, Secret, Service, Volume } from "./application.ts";
import { normaliseApplication } from "./normalise/application.ts";
import { FaultList } from "./fault-list.ts";
import { realFileSystem } from "./file-system.ts";

/** How true a platform is to one field of the model. */
export type Fidelity<T = Service> =
  | { readonly verdict: "exact" }
  | {
      /** `approximated` works differently and is a warning at preview; `rejected` is a fault. */
      readonly verdict: "approximated" | "rejected";
      /** What differs, or why it cannot be had, and what to do. */
      readonly reason: string;
      /** The uses that the verdict is about. @default - every value but the default */
      readonly when?: (item: T, application: Application) => boolean;
    };

/** What follows from other fields has no verdict of its own. */
type Derived = "lifetime" | "startBudget" | "ownVolumes";

type FieldFidelity<T> = Readonly<Record<Exclude<keyof T, "name" | "path" | Derived>, Fidelity<T>>>;

/** What one platform makes of every field: a new field does not compile until each platform says so. */
export interface FidelityTable {
  readonly services: FieldFidelity<Service>;
  readonly networks: FieldFidelity<Network>;
  readonly volumes: FieldFidelity<Volume>;
  readonly secrets: FieldFidelity<Secret>;
  readonly configs: FieldFidelity<Config>;
}

/** A field that an application uses and that the platform does not carry out to the letter. */
export interface FidelityNote {
  /** For example `services.api.stopSignal`. */
  readonly path: string;
  readonly verdict: "approximated" | "rejected";
  readonly reason: string;
}

/** What the application uses and the platform does not carry out to the letter. */
export function fidelityNotes(application: Application, table: FidelityTable): readonly FidelityNote[] {
  return [
    ...notesOn(application, "services", table.services),
    ...notesOn(application, "networks", table.networks),
    ...notesOn(application, "volumes", table.volumes),
    ...notesOn(application, "secrets", table.secrets),
    ...notesOn(application, "configs", table.configs),
  ];
}

type Kind = keyof FidelityTable;

function notesOn<K extends Kind>(
  application: Application,
  kind: K,
  table: Readonly<Record<string, Fidelity<Application[K][number]>>>,
): FidelityNote[] {
  const items: readonly Application[K][number][] = application[kind];
  return items.flatMap((item) =>
    Object.entries(table).flatMap(([field, fidelity]) => {
      if (fidelity.verdict === "exact") return [];
      const { verdict, reason, when } = fidelity;
      const caught = when === undefined ? differsFromDefault(kind, item, field) : when(item, application);
      return caught ? [{ path: `${item.path}.${field}`, verdict, reason }] : [];
    }),
  );
}

/** An application that says as little as can be said, and so holds the default of every field. */
const { application: plain } = normaliseApplication(
  { directory: "/", files: realFileSystem, faults: new FaultList() },
  { name: "plain", services: { plain: {} }, networks: { plain: {} }, volumes: { plain: {} } },
  [],
);

function differsFromDefault(kind: Kind, item: object, field: string): boolean {
  const byDefault: object = plain[kind].find(({ name }) => name === "plain") ?? {};
  return !isDeepStrictEqual(valueOf(item, field), valueOf(byDefault, field));
}

function valueOf(item: object, field: string): unknown {
  return new Map<string, unknown>(Object.entries(item)).get(field);
}
