import type { Input } from "@pulumi/pulumi";

/** What an object on the cluster belongs to. */
export interface Identity {
  /** Name of the application. */
  readonly application: string;
  /** Name of the stack. */
  readonly stack: string;
}

type Labels = Readonly<Record<string, string>>;

/** One deployment of an application, apart from its others: the namespace's name unless configured otherwise. */
export function instanceName({ application, stack }: Identity): string {
  return `${application}-${stack}`;
}

/** What selects a service's pods. Few and for ever: a selector cannot change without replacing all its pods. */
export function selectorLabels(identity: Identity, service: string): Labels {
  return { "app.kubernetes.io/name": service, "app.kubernetes.io/instance": instanceName(identity) };
}

/** Labels of everything that belongs to the application, and to one service of it where one is named. */
export function objectLabels(identity: Identity, service?: string): Labels {
  return {
    ...(service === undefined
      ? { "app.kubernetes.io/instance": instanceName(identity) }
      : { ...selectorLabels(identity, service), "app.kubernetes.io/component": service }),
    "app.kubernetes.io/part-of": identity.application,
    "app.kubernetes.io/managed-by": "pulumi",
    "muelle.application": identity.application,
    "muelle.stack": identity.stack,
    ...(service === undefined ? {} : { "muelle.service": service }),
  };
}

const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

/**
 * Whether Kubernetes takes a text as the value of a label; as an annotation it takes any. Of a value that comes later
 * nobody can say so.
 */
export function isLabelValue(value: Input<string>): boolean {
  return typeof value === "string" && LABEL_VALUE.test(value);
}
