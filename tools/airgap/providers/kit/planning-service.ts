import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { checkResponse } from "./configuration-service.ts";
import type { Autonaming, Change, DiffResult } from "./handler.ts";
import type { ProviderState } from "./provider-state.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The calls that decide what is to be done: is the input right, and what has changed. */
export function planningService<Connection>(state: ProviderState<Connection>) {
  return {
    check: async (request: pb.CheckRequest) => {
      const handler = state.resource(request.getUrn());
      const { inputs, faults } = await handler.check({
        ...state.context(request.getUrn(), 0),
        olds: fromStruct(request.getOlds()),
        news: fromStruct(request.getNews()),
        randomSeed: request.getRandomseed_asU8(),
        autonaming: autonamingOf(request.getAutonaming()),
      });
      return checkResponse(toStruct(inputs, handler.secrets), faults);
    },

    diff: async (request: pb.DiffRequest) => {
      const result = await state.resource(request.getUrn()).diff({
        ...state.context(request.getUrn(), 0),
        id: request.getId(),
        oldInputs: fromStruct(request.getOldInputs()),
        oldOutputs: fromStruct(request.getOlds()),
        news: fromStruct(request.getNews()),
        ignoreChanges: request.getIgnorechangesList(),
      });
      return diffResponse(result);
    },
  };
}

function diffResponse({ changes, deleteBeforeReplace, stables }: DiffResult): pb.DiffResponse {
  const response = new pb.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  response.setChanges(changes.size === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setStablesList([...stables]);
  response.setDiffsList([...changes.keys()]);
  response.setReplacesList([...changes].filter(([, change]) => change.replace).map(([path]) => path));
  response.setHasdetaileddiff(true);
  const detailed = response.getDetaileddiffMap();
  for (const [path, change] of changes) {
    const detail = new pb.PropertyDiff();
    detail.setKind(kindOf(change));
    // Drift is shown as a difference from the old outputs, everything else as one from the old inputs.
    detail.setInputdiff(change.drift !== true);
    detailed.set(path, detail);
  }
  return response;
}

function kindOf({ kind, replace }: Change): pb.PropertyDiff.Kind {
  const { Kind } = pb.PropertyDiff;
  switch (kind) {
    case "add":
      return replace ? Kind.ADD_REPLACE : Kind.ADD;
    case "delete":
      return replace ? Kind.DELETE_REPLACE : Kind.DELETE;
    case "update":
      return replace ? Kind.UPDATE_REPLACE : Kind.UPDATE;
  }
}

function autonamingOf(options: pb.CheckRequest.AutonamingOptions | undefined): Autonaming | undefined {
  if (options === undefined) return undefined;
  const { Mode } = pb.CheckRequest.AutonamingOptions;
  const modes = { [Mode.PROPOSE]: "propose", [Mode.ENFORCE]: "enforce", [Mode.DISABLE]: "disable" } as const;
  return { proposedName: options.getProposedName(), mode: modes[options.getMode()] };
}
