import type { Input } from "@pulumi/pulumi";
import { byName } from "./sorted.ts";

/** What a container, network or volume belongs to. */
export interface Identity {
  /** Name of the application. */
  readonly application: string;
  /** Name of the stack. */
  readonly stack: string;
}

/** One label in the Docker provider's form. */
export interface Label {
  readonly label: string;
  readonly value: Input<string>;
}

/** The name under which Compose's own tools and Docker Desktop group what belongs together. */
function composeProject({ application, stack }: Identity): string {
  return `${application}-${stack}`;
}

/** Labels of a container: Muelle's, Compose's, and the author's own, which never override the first two. */
export function containerLabels(
  identity: Identity,
  service: string,
  number: number,
  own: Readonly<Record<string, Input<string>>> = {},
): Label[] {
  return toLabels({
    ...own,
    ...identityLabels(identity),
    "muelle.service": service,
    "com.docker.compose.service": service,
    "com.docker.compose.container-number": String(number),
    "com.docker.compose.oneoff": "False",
  });
}

/** Labels of a network. */
export function networkLabels(identity: Identity, network: string): Label[] {
  return toLabels({ ...identityLabels(identity), "com.docker.compose.network": network });
}

/** The label that has a volume's name in the application. */
export const VOLUME_LABEL = "com.docker.compose.volume";

/** The engine's name of a volume of the application, where none is there yet; Compose's form. */
export function volumeName(identity: Identity, volume: string): string {
  return `${composeProject(identity)}_${volume}`;
}

/** Whether something with these labels belongs to an application in a stack. */
export function isOf({ application, stack }: Identity, labels: Readonly<Record<string, string>>): boolean {
  return labels["muelle.application"] === application && labels["muelle.stack"] === stack;
}

/** Labels of a volume; `service` where it belongs to one alone. */
export function volumeLabels(identity: Identity, volume: string, service?: string): Label[] {
  return toLabels({
    ...identityLabels(identity),
    ...(service === undefined ? {} : { "muelle.service": service }),
    [VOLUME_LABEL]: volume,
  });
}

function identityLabels(identity: Identity): Record<string, string> {
  return {
    "muelle.application": identity.application,
    "muelle.stack": identity.stack,
    "com.docker.compose.project": composeProject(identity),
  };
}

/**
 * The label that names the variables which come from secrets. Their values stand beside the others in a container;
 * policies know by it that nobody wrote them down.
 */
export const SECRET_VARIABLES = "muelle.secret-variables";

function toLabels(labels: Readonly<Record<string, Input<string>>>): Label[] {
  return byName(labels).map(([label, value]) => ({ label, value }));
}
