import type {
  ApplicationModel,
  ApplicationSpec,
  ServiceSpec,
} from "../../../../components/application/index.ts";
import type { PodUser } from "../../../../components/kubernetes/image-user.ts";
import { defaultSettings, type KubernetesSettings } from "../../../../components/kubernetes/settings.ts";
import {
  planWorkload,
  type WorkloadBindings,
  type WorkloadPlan,
} from "../../../../components/kubernetes/translate/plan.ts";
import { application, service } from "../../../support/builders.ts";

export const identity = { application: "shop", stack: "prod" } as const;

export const bindings: WorkloadBindings = { namespace: "shop-prod", image: "web:1", folders: {} };

/** What every object of the service `web` has as labels. */
export const webLabels = {
  "app.kubernetes.io/name": "web",
  "app.kubernetes.io/instance": "shop-prod",
  "app.kubernetes.io/component": "web",
  "app.kubernetes.io/part-of": "shop",
  "app.kubernetes.io/managed-by": "pulumi",
  "muelle.application": "shop",
  "muelle.stack": "prod",
  "muelle.service": "web",
} as const;

/** What selects the pods of a service. */
export function selectorOf(name: string): Record<string, string> {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": "shop-prod" };
}

/** The stack's settings with some changes. */
export function settings(changes: Partial<KubernetesSettings> = {}): KubernetesSettings {
  return { ...defaultSettings, ...changes };
}

/** The plan of one service of an application. */
export function planOf(
  within: ApplicationModel,
  name: string,
  changes: Partial<KubernetesSettings> = {},
  user: PodUser | undefined = { uid: 1000, gid: 1000 },
): WorkloadPlan {
  const found = within.services.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the application has no service ${name}`);
  return planWorkload(within, found, { identity, settings: settings(changes), user });
}

/** The plan of the service `web` of an application in which it is alone. */
export function webPlan(
  fields: ServiceSpec = {},
  rest: Partial<ApplicationSpec> = {},
  changes: Partial<KubernetesSettings> = {},
): WorkloadPlan {
  return planOf(application({ services: { web: service(fields) }, ...rest }), "web", changes);
}
