import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Volume } from "../../application/index.ts";
import type { MuelleProvider } from "../../plugin/index.ts";
import { transformed } from "../../transform/index.ts";
import { KeptVolumes } from "../../volumes/index.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import { translateNamespace } from "../translate/namespace.ts";
import { translateClaim } from "../translate/persistent-volume-claim.ts";
import type { KubernetesTransforms } from "../transforms.ts";

/** What a namespace and what is in it belong to. */
interface Belongs {
  /** Name of the component that it belongs to. */
  readonly stack: string;
  readonly identity: Identity;
  /** Whether it outlives the stack. */
  readonly isKept: boolean;
  readonly parent: pulumi.Resource;
}

/** The namespace of a stack. */
export interface CreateNamespaceArgs extends Belongs {
  readonly namespace: string;
  /** Whether that name is certain: the user gave it, or the cluster has it. */
  readonly isCertain: boolean;
  readonly transform: KubernetesTransforms["namespace"];
}

/** Its name as an output that waits until it is there. One that is there already is taken as it is. */
export function createNamespace(args: CreateNamespaceArgs): pulumi.Output<string> {
  const { stack, identity, isKept, parent, namespace, isCertain, transform } = args;
  const name = `${stack}-namespace`;
  const manifest = translateNamespace(identity, namespace);
  const resource = new kubernetes.core.v1.Namespace(name, transformed(transform, manifest, { name }), {
    parent,
    customTimeouts: { delete: "10m" },
    retainOnDelete: isKept,
    // A stack that was renamed keeps the namespace of its old name, and with it its volumes.
    ignoreChanges: isCertain ? [] : ["metadata.name"],
  });
  return resource.metadata.name;
}

/** A named volume of a stack. */
export interface CreateClaimArgs extends Belongs {
  readonly volume: Volume;
  readonly settings: KubernetesSettings;
  readonly namespace: pulumi.Input<string>;
  /** Name of the claim that is there already; undefined where none is, as far as is known. */
  readonly found: string | undefined;
  readonly transform: KubernetesTransforms["persistentVolumeClaim"];
}

/** A claim; one that is there under the name is taken as it is. */
export function createClaim(args: CreateClaimArgs): kubernetes.core.v1.PersistentVolumeClaim {
  const { stack, identity, isKept, parent, volume, settings, namespace, found, transform } = args;
  const name = `${stack}-${volume.name}-volume`;
  const { renamedFrom } = volume;
  const manifest = translateClaim(identity, volume, settings, { namespace, name: found ?? volume.name });
  return new kubernetes.core.v1.PersistentVolumeClaim(name, transformed(transform, manifest, { name }), {
    parent,
    retainOnDelete: isKept,
    ignoreChanges: [
      // Nobody can change these; the preflight has refused what differs.
      "spec.accessModes",
      "spec.storageClassName",
      ...(found === undefined ? ["metadata.name"] : []),
    ],
    aliases: renamedFrom === undefined ? [] : [{ name: `${stack}-${renamedFrom}-volume` }],
  });
}

/** Lets `destroy` say that the namespace stays. */
export function keepNamespace(
  name: string,
  {
    namespace,
    volumes,
    isKept,
    parent,
    provider,
  }: Pick<Belongs, "isKept" | "parent"> & {
    readonly provider: MuelleProvider;
    readonly namespace: pulumi.Output<string>;
    readonly volumes: readonly string[];
  },
): void {
  const held = volumes.length === 0 ? "" : ` with the volumes ${[...volumes].sort().join(", ")}`;
  const args = {
    what: pulumi.interpolate`the namespace ${namespace}${held}`,
    removal: pulumi.interpolate`kubectl delete namespace ${namespace}`,
  };
  // It speaks as it is deleted, for which Pulumi asks the provider only where it does not retain it.
  new KeptVolumes(name, args, { parent, provider, retainOnDelete: !isKept });
}
