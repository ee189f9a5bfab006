import { parseFileReference } from "../file-reference.ts";
import { parseMount } from "../mount.ts";
import { entriesOf } from "../normalise/context.ts";
import { parseTmpfs } from "../tmpfs.ts";
import { forEachService, type Rule, type Subject } from "./facts.ts";

/** Two things cannot be at the same place in a container. */
export const mountTargets: Rule = forEachService((subject, { faults, directory, originalPath }) => {
  const takers = new Map<string, string>();
  for (const { place, target } of targetsOf(subject, directory)) {
    const taker = takers.get(target);
    if (taker === undefined) takers.set(target, place);
    else faults.add(place, `${target} is already the target of ${originalPath(taker)}`);
  }
});

function targetsOf({ path, spec }: Subject, directory: string): readonly { place: string; target: string }[] {
  return [
    ...entriesOf(`${path}.volumes`, spec.volumes).map(
      ([place, mount]) => [place, parseMount(mount, directory)] as const,
    ),
    ...entriesOf(`${path}.tmpfs`, spec.tmpfs).map(([place, text]) => [place, parseTmpfs(text)] as const),
    ...entriesOf(`${path}.secrets`, spec.secrets).map(
      ([place, reference]) => [place, parseFileReference(reference, "/run/secrets")] as const,
    ),
    ...entriesOf(`${path}.configs`, spec.configs).map(
      ([place, reference]) => [place, parseFileReference(reference, "/")] as const,
    ),
  ].flatMap(([place, result]) => (result.ok ? [{ place, target: result.value.target }] : []));
}
