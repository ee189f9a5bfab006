import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { Change, Fault } from "./resource.ts";
import type { toStruct } from "./wire.ts";

/** The answer to a check: the inputs, and every fault at its property. */
export function checkResponse(
  inputs: ReturnType<typeof toStruct>,
  faults: readonly Fault[],
): pb.CheckResponse {
  const response = new pb.CheckResponse();
  response.setInputs(inputs);
  for (const { path, message } of faults) {
    const failure = new pb.CheckFailure();
    failure.setProperty(path);
    failure.setReason(message);
    response.addFailures(failure);
  }
  return response;
}

/** The answer to a diff: what changed, all of it in place. */
export function diffResponse(changes: ReadonlyMap<string, Change>): pb.DiffResponse {
  const { ADD, DELETE, UPDATE } = pb.PropertyDiff.Kind;
  const kinds = { add: ADD, delete: DELETE, update: UPDATE } as const;
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  const response = new pb.DiffResponse();
  response.setChanges(changes.size === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList([...changes.keys()]);
  response.setHasdetaileddiff(true);
  for (const [name, change] of changes) {
    const detail = new pb.PropertyDiff();
    detail.setKind(kinds[change]);
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(name, detail);
  }
  return response;
}
