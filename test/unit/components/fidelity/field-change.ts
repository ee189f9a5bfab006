import type { ApplicationSpec, ServiceSpec } from "../../../../components/application/index.ts";
import { service } from "../../../support/builders.ts";

/** Two applications that differ in one field alone. */
export interface FieldChange {
  readonly before: ApplicationSpec;
  readonly after: ApplicationSpec;
}

/** What a service may need of the application around it. */
export type Surroundings = Partial<Omit<ApplicationSpec, "name" | "services">> & {
  readonly others?: ApplicationSpec["services"];
};

/** A change of the service `web`, which runs as somebody known. */
export function inService(before: ServiceSpec, after: ServiceSpec, around: Surroundings = {}): FieldChange {
  const { others = {}, ...rest } = around;
  const shop = (fields: ServiceSpec): ApplicationSpec => ({
    name: "shop",
    services: { web: service({ user: "1000:1000", ...fields }), ...others },
    ...rest,
  });
  return { before: shop(before), after: shop(after) };
}

/** A change beside the service `web`, which is as given. */
export function beside(
  before: Partial<ApplicationSpec>,
  after: Partial<ApplicationSpec>,
  web: ServiceSpec = {},
): FieldChange {
  const shop = (fields: Partial<ApplicationSpec>): ApplicationSpec => ({
    name: "shop",
    services: { web: service({ user: "1000:1000", ...web }) },
    ...fields,
  });
  return { before: shop(before), after: shop(after) };
}
