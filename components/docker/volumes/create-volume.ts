import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Volume } from "../../application/index.ts";
import { transformed } from "../../transform/index.ts";
import { KeptVolumes } from "../../volumes/index.ts";
import { type Identity, volumeLabels, volumeName } from "../labels.ts";
import type { DockerTransforms } from "../transforms.ts";
import type { FoundVolume } from "./existing-volume.ts";

/** A named volume, and what it belongs to. */
export interface CreateVolumeArgs {
  /** Name of the component that it belongs to. */
  readonly stack: string;
  readonly volume: Volume;
  readonly identity: Identity;
  /** The one that is there already; undefined where none is, as far as is known. */
  readonly found: FoundVolume | undefined;
  /** Whether it outlives the stack. */
  readonly isKept: boolean;
  readonly transform: DockerTransforms["volume"];
  readonly parent: pulumi.Resource;
}

/** A named volume; the engine takes one that is there under the name for it. */
export function createVolume(args: CreateVolumeArgs): docker.Volume {
  const { stack, volume, identity, found, isKept, transform, parent } = args;
  const name = `${stack}-${volume.name}-volume`;
  const { renamedFrom } = volume;
  const labels = found?.labels ?? volumeLabels(identity, volume.name);
  const volumeArgs = { name: found?.name ?? volumeName(identity, volume.name), labels: [...labels] };
  return new docker.Volume(name, transformed(transform, volumeArgs, { name }), {
    parent,
    retainOnDelete: isKept,
    // Labels of a volume never change. Where it was not found, Pulumi may know it: by a name that an older version
    // gave it, or that is of before the stack was renamed.
    ignoreChanges: found === undefined ? ["name", "labels"] : ["labels"],
    aliases: renamedFrom === undefined ? [] : [{ name: `${stack}-${renamedFrom}-volume` }],
  });
}

/** Lets `destroy` say which volumes stay. */
export function keepVolumes(
  name: string,
  volumes: readonly pulumi.Output<string>[],
  opts: pulumi.CustomResourceOptions,
): void {
  const names = pulumi.all([...volumes]).apply((all) => [...all].sort().join(" "));
  const what = volumes.length === 1 ? "volume" : "volumes";
  const args = {
    what: pulumi.interpolate`the ${what} ${names}`,
    removal: pulumi.interpolate`docker volume rm ${names}`,
  };
  // It speaks as it is deleted, for which Pulumi asks the provider only where it does not retain it.
  new KeptVolumes(name, args, { ...opts, retainOnDelete: volumes.length === 0 });
}
