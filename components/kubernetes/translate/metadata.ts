import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import { type Identity, objectLabels } from "../labels.ts";

/** Where an object is and what it belongs to. Without a name, Pulumi gives a new one to each version of it. */
export interface MetadataArgs {
  readonly identity: Identity;
  readonly namespace: Input<string>;
  readonly service?: string;
  readonly name?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Metadata of an object in the stack's namespace. */
export function metadata({
  identity,
  namespace,
  service,
  name,
  annotations = {},
}: MetadataArgs): types.input.meta.v1.ObjectMeta {
  return {
    ...(name === undefined ? {} : { name }),
    namespace,
    labels: { ...objectLabels(identity, service) },
    ...(Object.keys(annotations).length === 0 ? {} : { annotations: { ...annotations } }),
  };
}
