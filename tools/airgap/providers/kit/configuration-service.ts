import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { Fault } from "./handler.ts";
import type { ProviderState } from "./provider-state.ts";
import { canonicalText } from "./value.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The calls about the provider itself. */
export function configurationService<Connection>(state: ProviderState<Connection>) {
  return {
    handshake: () => {
      const response = new pb.ProviderHandshakeResponse();
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },

    getPluginInfo: () => {
      const response = new pluginPb.PluginInfo();
      response.setVersion(state.definition.version);
      return response;
    },

    checkConfig: (request: pb.CheckRequest) => {
      const news = fromStruct(request.getNews());
      return checkResponse(request.getNews(), state.definition.checkConfig(news));
    },

    diffConfig: async (request: pb.DiffRequest) => {
      const olds = fromStruct(request.getOldInputs() ?? request.getOlds());
      const news = fromStruct(request.getNews());
      const { changed, replaces } = (await state.definition.diffConfig?.(olds, news)) ?? {
        changed: canonicalText(olds) !== canonicalText(news),
        replaces: [],
      };
      const response = new pb.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
      response.setChanges(changed ? DIFF_SOME : DIFF_NONE);
      response.setReplacesList([...replaces]);
      return response;
    },

    configure: async (request: pb.ConfigureRequest) => {
      const config = fromStruct(request.getArgs());
      state.connection = await state.definition.configure(config, state.log.for(""));
      const response = new pb.ConfigureResponse();
      response.setSupportspreview(true);
      // Not accepted: the engine then unwraps secrets, and marks what comes back under the same name as secret.
      response.setAcceptsecrets(false);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },

    invoke: async (request: pb.InvokeRequest) => {
      const handler = state.function(request.getTok());
      const result = await handler(fromStruct(request.getArgs()), state.connection, state.log.for(""));
      const response = new pb.InvokeResponse();
      response.setReturn(toStruct(result));
      return response;
    },

    construct: (request: pb.ConstructRequest): pb.ConstructResponse => {
      const { name } = state.definition;
      throw new Error(
        `the stand-in for the ${name} provider does not support the component ${request.getType()}; it has resources only`,
      );
    },

    cancel: () => {
      state.cancel();
      return new emptyPb.Empty();
    },

    // A running provider that an engine attaches to, as tests and debuggers do.
    attach: () => new emptyPb.Empty(),
  };
}

/** The answer to a check: the inputs, and every fault at its property. */
export function checkResponse(inputs: ReturnType<typeof toStruct> | undefined, faults: readonly Fault[]) {
  const response = new pb.CheckResponse();
  response.setInputs(inputs ?? toStruct({}));
  for (const { path, message } of faults) {
    const failure = new pb.CheckFailure();
    failure.setProperty(path);
    failure.setReason(message);
    response.addFailures(failure);
  }
  return response;
}
