import type { Resource } from "../resource.ts";
import { at, type Fields, fieldsOf, listOf, textOf } from "./values.ts";

/** Types that have pods, and where their pods' specification is. */
const POD_SPEC: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:apps/v1:Deployment": ["spec", "template", "spec"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template", "spec"],
  "kubernetes:apps/v1:DaemonSet": ["spec", "template", "spec"],
  "kubernetes:batch/v1:Job": ["spec", "template", "spec"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
  "kubernetes:core/v1:Pod": ["spec"],
};

/** Kinds whose pods serve until they are told to stop. */
const SERVING: readonly string[] = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"];

/** Whether a resource's pods serve until they are told to stop. */
export function serves({ type }: Resource): boolean {
  return SERVING.includes(type);
}

/** The specification of a resource's pods; undefined where it has none. */
export function podSpecOf({ type, props }: Resource): Fields | undefined {
  const path = POD_SPEC[type];
  return path === undefined ? undefined : fieldsOf(at(props, ...path));
}

/** One container of a pod. */
export interface PodContainer {
  readonly name: string;
  readonly init: boolean;
  readonly spec: Fields;
}

/** All containers of a resource's pods; none where it has no pods. */
export function containersOf(resource: Resource): readonly PodContainer[] {
  const pod = podSpecOf(resource) ?? {};
  const read = (list: unknown, init: boolean): PodContainer[] =>
    listOf(list).map((entry) => {
      const spec = fieldsOf(entry);
      return { name: textOf(spec["name"]) ?? "", init, spec };
    });
  return [...read(pod["initContainers"], true), ...read(pod["containers"], false)];
}

/** Labels of a resource's pods. */
export function podLabelsOf({ props }: Resource): Fields {
  return fieldsOf(at(props, "spec", "template", "metadata", "labels"));
}

export function namespaceOf({ props }: Resource): string | undefined {
  return textOf(at(props, "metadata", "namespace"));
}

export function objectNameOf({ props, name }: Resource): string {
  return textOf(at(props, "metadata", "name")) ?? name;
}
