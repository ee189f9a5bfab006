import type { Fault } from "../../base/errors.ts";
import type { StateResource } from "./state-of-stack.ts";

/** What Pulumi's own provider notes of every object, and what the stand-in of earlier versions noted as well. */
const OF_THE_PROVIDER = "__initialApiVersion";
const OF_BOTH = "__fieldManager";

/**
 * Why a stack that earlier versions brought up with their stand-in for the provider kubernetes cannot be updated: the
 * provider does not know the objects for its own and would make them anew, the volumes' claims among them.
 */
export function formerObjectFaults(stack: string, resources: readonly StateResource[]): readonly Fault[] {
  const former = resources.filter(
    ({ type, outputs }) =>
      type.startsWith("kubernetes:") && OF_BOTH in outputs && !(OF_THE_PROVIDER in outputs),
  );
  if (former.length === 0) return [];
  return [
    {
      path: `stack ${stack}`,
      message:
        `an earlier Muelle brought it up with a stand-in for the provider kubernetes; the provider itself would ` +
        `make its ${former.length} objects anew, and what is on their volumes would be lost`,
      hint:
        "Save what is on the volumes and destroy the stack with the Muelle that made it. Or leave the objects where " +
        `they are and start afresh beside them: pulumi stack rm ${stack} --force --preserve-config, and then ` +
        "pulumi config set muelle:namespace NAME",
    },
  ];
}

const VOLUME = "docker:index/volume:Volume";

/**
 * The volumes that a stack has and its engine has not: Docker would give containers empty ones of the same names.
 *
 * @param present - names of the engine's volumes
 */
export function lostVolumeFaults(
  stack: string,
  resources: readonly StateResource[],
  present: ReadonlySet<string>,
): readonly Fault[] {
  return resources
    .filter(({ type, id }) => type === VOLUME && id !== undefined && !present.has(id))
    .map(({ id = "" }) => ({
      path: `volume ${id}`,
      message: `the stack ${stack} keeps data in it, but this Docker Engine does not have it`,
      hint:
        "An engine that was started before keeps its own volumes, as in /var/lib/docker: start that one, and save " +
        `them. To go on without what was in it: pulumi refresh -s ${stack}`,
    }));
}
