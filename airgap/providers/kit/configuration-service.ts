import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { checkResponse } from "./responses.ts";
import type { Session } from "./session.ts";
import { canonicalText } from "./value.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The calls about the provider itself. */
export function configurationService<Connection>(session: Session<Connection>) {
  return {
    handshake: () => {
      const response = new pb.ProviderHandshakeResponse();
      // Nothing here has a name that is generated, so whatever a stack says about names is fine.
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },

    getPluginInfo: () => {
      const response = new pluginPb.PluginInfo();
      response.setVersion(session.provider.version);
      return response;
    },

    checkConfig: (request: pb.CheckRequest) => {
      // Given back as it came, with its secrets marked.
      const news = request.getNews();
      return checkResponse(news ?? toStruct({}), session.provider.checkConfig(fromStruct(news)));
    },

    diffConfig: (request: pb.DiffRequest) => {
      const olds = fromStruct(request.getOldInputs() ?? request.getOlds());
      const same = canonicalText(olds) === canonicalText(fromStruct(request.getNews()));
      const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
      const response = new pb.DiffResponse();
      response.setChanges(same ? DIFF_NONE : DIFF_SOME);
      return response;
    },

    configure: (request: pb.ConfigureRequest) => {
      session.connection = session.provider.configure(fromStruct(request.getArgs()));
      const response = new pb.ConfigureResponse();
      response.setSupportspreview(true);
      // Not accepted: the engine then unwraps secrets, and marks what comes back under the same name as secret.
      response.setAcceptsecrets(false);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    },

    cancel: () => {
      session.cancel();
      return new emptyPb.Empty();
    },

    // A running provider that an engine attaches to, as tests and debuggers do.
    attach: () => new emptyPb.Empty(),
  };
}
