import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { ProviderState } from "./provider-state.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The calls that do it: messages in, plain values to the handler, messages out. */
export function resourceService<Connection>(state: ProviderState<Connection>) {
  return {
    create: async (request: pb.CreateRequest) => {
      const handler = state.resource(request.getUrn());
      const { id, outputs } = await handler.create({
        ...state.context(request.getUrn(), request.getTimeout()),
        inputs: fromStruct(request.getProperties()),
        preview: request.getPreview(),
      });
      const response = new pb.CreateResponse();
      response.setId(id);
      response.setProperties(toStruct(outputs, handler.secrets));
      return response;
    },

    read: async (request: pb.ReadRequest) => {
      const handler = state.resource(request.getUrn());
      const result = await handler.read({
        ...state.context(request.getUrn(), request.getTimeout()),
        id: request.getId(),
        inputs: fromStruct(request.getInputs()),
        outputs: fromStruct(request.getProperties()),
      });
      const response = new pb.ReadResponse();
      if (result === undefined) return response;
      response.setId(result.id);
      response.setInputs(toStruct(result.inputs, handler.secrets));
      response.setProperties(toStruct(result.outputs, handler.secrets));
      return response;
    },

    update: async (request: pb.UpdateRequest) => {
      const handler = state.resource(request.getUrn());
      const outputs = await handler.update({
        ...state.context(request.getUrn(), request.getTimeout()),
        id: request.getId(),
        oldInputs: fromStruct(request.getOldInputs()),
        oldOutputs: fromStruct(request.getOlds()),
        news: fromStruct(request.getNews()),
        preview: request.getPreview(),
        ignoreChanges: request.getIgnorechangesList(),
      });
      const response = new pb.UpdateResponse();
      response.setProperties(toStruct(outputs, handler.secrets));
      return response;
    },

    delete: async (request: pb.DeleteRequest) => {
      await state.resource(request.getUrn()).delete({
        ...state.context(request.getUrn(), request.getTimeout()),
        id: request.getId(),
        inputs: fromStruct(request.getOldInputs()),
        outputs: fromStruct(request.getProperties()),
      });
      return new emptyPb.Empty();
    },
  };
}
