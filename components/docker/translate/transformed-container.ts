import type { ContainerArgs } from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Transform, TransformContext } from "../../transform/index.ts";
import { CONFIG_HASH, hashedArgs, hashOf } from "./config-hash.ts";

/** A container as the user wants it, labelled with the hash of what it then is, so that each change arrives. */
export function transformedContainer(
  transform: Transform<ContainerArgs> | undefined,
  args: ContainerArgs,
  context: TransformContext,
): ContainerArgs {
  const changed = transform === undefined ? args : transform(args, context);
  if (changed === args) return args;
  const hash = pulumi.output(hashedArgs(changed)).apply(hashOf);
  const labels = pulumi.all([changed.labels, hash]).apply(([own = [], value]) => {
    const others = own.filter(({ label }) => label !== CONFIG_HASH);
    return [...others, { label: CONFIG_HASH, value }].sort((a, b) => (a.label < b.label ? -1 : 1));
  });
  return { ...changed, labels };
}
