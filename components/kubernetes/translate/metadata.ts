import type { types } from "@pulumi/kubernetes";
import type { Input } from "@pulumi/pulumi";
import { type Identity, objectLabels } from "../labels.ts";

/** Where an object is and what it belongs to. Without a name, Pulumi gives a new one to each version of it. */
export interface MetadataArgs {
  readonly identity: Identity;
  readonly namespace: Input<string>;
  /** The service that the object is for. @default - it is for the whole application */
  readonly service?: string;
  /** @default - Pulumi gives a new one to each version of the object */
  readonly name?: string;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * Makes the provider put right what others have changed in a field that the program names. Without it, server-side
 * apply takes the field for the other's, and both preview and update end with a conflict.
 * @see https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/
 */
export const TAKES_BACK = { "pulumi.com/patchForce": "true" } as const;

/** Metadata of an object in the stack's namespace. */
export function metadata({
  identity,
  namespace,
  service,
  name,
  annotations = {},
}: MetadataArgs): types.input.meta.v1.ObjectMeta {
  // What has a name of its own for each version of it is replaced, and never changed.
  const all = { ...annotations, ...(name === undefined ? {} : TAKES_BACK) };
  return {
    ...(name === undefined ? {} : { name }),
    namespace,
    labels: { ...objectLabels(identity, service) },
    ...(Object.keys(all).length === 0 ? {} : { annotations: all }),
  };
}
