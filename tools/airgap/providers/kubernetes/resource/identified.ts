import { mapAt, withAt } from "../manifest/at.ts";
import { kindOf, parseId, type Kind, type Manifest } from "../manifest/manifest.ts";
import type { Properties } from "../../kit/index.ts";

/** Enough of an object to find it: its id, and its kind from the state, or for an import from the resource type. */
export function identified(id: string, inputs: Properties, outputs: Properties, token: Kind): Manifest {
  const known = [inputs, outputs].map(kindOf).find(({ kind }) => kind !== "") ?? token;
  const { namespace, name } = parseId(id);
  const given = Object.keys(inputs).length > 0 ? inputs : outputs;
  const named = withAt({ ...given, ...known }, ["metadata"], { ...mapAt(given, "metadata"), name });
  return namespace === undefined ? named : withAt(named, ["metadata", "namespace"], namespace);
}
