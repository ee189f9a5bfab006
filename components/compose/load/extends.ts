import { merge, withoutReset } from "../merge/merge.ts";
import type { ComposeFaults } from "../tree/faults.ts";
import { get, isNull, set, textOf, type Node } from "../tree/node.ts";
import type { Steps } from "../tree/path.ts";
import type { Origin } from "./level.ts";

/** The services of one file, of which some extend others. */
export interface ExtendingFile {
  /** The absolute path. */
  readonly file: string;
  readonly kind: "services" | "jobs";
  readonly services: ReadonlyMap<string, Node>;
  readonly resets: readonly Steps[];
  /** The services of another file; undefined for one that cannot be read. */
  readonly open: (path: string, from: Origin) => ExtendingFile | undefined;
}

/**
 * A service with what it extends, and what that extends, merged into it.
 * @param chain the services that are being extended, to find those that extend themselves
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends
 */
export function extended(
  name: string,
  from: ExtendingFile,
  faults: ComposeFaults,
  chain: readonly string[] = [],
): Node | undefined {
  const service = from.services.get(name);
  const extending = get(service, "extends");
  if (service?.kind !== "map" || extending === undefined || isNull(extending)) return service;
  const alone = set(service, "extends", undefined);
  const base = textOf(extending) ?? textOf(get(extending, "service"));
  if (base === undefined) return service;
  const link = `${name} in ${from.file}`;
  const path = [from.kind, name, "extends"];
  if (chain.includes(link)) {
    faults.add(extending.place, path, `extends itself: ${[...chain, link].join(", which extends ")}`);
    return alone;
  }
  const file = get(extending, "file");
  const other =
    file === undefined
      ? from
      : from.open(textOf(file) ?? "", { place: file.place, steps: [...path, "file"] });
  if (other === undefined) return alone;
  if (!other.services.has(base)) {
    faults.add(
      extending.place,
      path,
      `there is no service ${base} in ${other.file}`,
      `the services there are ${[...other.services.keys()].join(", ")}`,
    );
    return alone;
  }
  const inherited = extended(base, other, faults, [...chain, link]);
  if (inherited === undefined || isNull(inherited)) return alone;
  const own = from.resets
    .filter(([kind, of]) => kind === from.kind && of === name)
    .map((steps) => steps.slice(2));
  return merge(withoutReset(inherited, own), alone, faults, [from.kind, name]);
}
