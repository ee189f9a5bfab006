import * as pulumi from "@pulumi/pulumi";
import type { Volume } from "../application/index.ts";
import { packageVersion } from "../plugin/index.ts";

/** Whether a volume outlives its stack. One that is not the application's own is nobody's business here. */
export function isKept({ keep, external }: Volume, deleteVolumes = false): boolean {
  return external === undefined && keep && !deleteVolumes;
}

/** Volumes that stay. */
export interface KeptVolumesArgs {
  /** What stays, for people: "the volumes shop-dev_data". */
  readonly what: pulumi.Input<string>;
  /** The command that deletes them. */
  readonly removal: pulumi.Input<string>;
}

/**
 * Tells at the end of `destroy` which volumes stay, and how to delete them: nothing of the program runs then, but the
 * provider does.
 */
export class KeptVolumes extends pulumi.CustomResource {
  constructor(name: string, args: KeptVolumesArgs, opts?: pulumi.CustomResourceOptions) {
    super("muelle:index:KeptVolumes", name, { ...args, ...packageVersion() }, opts);
  }
}
