import { createHash } from "node:crypto";
import type { ContainerArgs, types } from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { isPromised, type Transform, transformed, type TransformContext } from "../../transform/index.ts";
import { CONFIG_HASH, HASHED, LIMITS } from "./config-hash.ts";

type Labels = readonly pulumi.Input<types.input.ContainerLabel>[];

/**
 * A container as the user wants it. What the transform changed counts in the label that tells one configuration from
 * another, so that it arrives even where the provider itself would not replace the container.
 */
export function transformedContainer(
  transform: Transform<ContainerArgs> | undefined,
  args: ContainerArgs,
  context: TransformContext,
): ContainerArgs {
  const changed = transformed(transform, args, context);
  const before = fingerprint(args);
  const after = fingerprint(changed);
  if (before === after) return changed;
  const suffix = createHash("sha256").update(after).digest("hex").slice(0, 8);
  return { ...changed, labels: relabelled(changed.labels, suffix) };
}

/** What makes a container another one, as text. What an output holds is left out, as it is in the label's own hash. */
function fingerprint(args: ContainerArgs): string {
  return JSON.stringify([
    ...HASHED.map((name) => [name, known(args[name])]),
    ...LIMITS.map((name) => [name, args[name] !== undefined && args[name] !== 0]),
  ]);
}

function known(value: unknown): unknown {
  if (isPromised(value)) return "(an output)";
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, known(inner)]));
}

function relabelled(labels: ContainerArgs["labels"], suffix: string): ContainerArgs["labels"] {
  const extend = (own: Labels): pulumi.Input<types.input.ContainerLabel>[] =>
    own.map((each) =>
      !isPromised(each) && each.label === CONFIG_HASH
        ? { label: CONFIG_HASH, value: pulumi.interpolate`${each.value}-${suffix}` }
        : each,
    );
  if (Array.isArray(labels)) return extend(labels);
  return pulumi.output(labels).apply((own = []) => extend(own));
}
