import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { ResourceState } from "./resource.ts";
import { checkResponse, diffResponse } from "./responses.ts";
import type { Session } from "./session.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The calls about a resource: messages in, plain values to the provider, messages out. */
export function resourceService<Connection>(session: Session<Connection>) {
  return {
    check: (request: pb.CheckRequest) => {
      const { inputs, faults } = session.resource(request.getUrn()).check(fromStruct(request.getNews()));
      return checkResponse(toStruct(inputs), faults);
    },

    diff: (request: pb.DiffRequest) =>
      diffResponse(
        session.resource(request.getUrn()).diff({
          oldInputs: fromStruct(request.getOldInputs()),
          oldOutputs: fromStruct(request.getOlds()),
          news: fromStruct(request.getNews()),
        }),
      ),

    create: async (request: pb.CreateRequest) => {
      const resource = session.resource(request.getUrn());
      const inputs = fromStruct(request.getProperties());
      const { id, outputs } = request.getPreview()
        ? { id: "", outputs: resource.preview(inputs) }
        : await resource.create(inputs, session.context(request));
      const response = new pb.CreateResponse();
      response.setId(id);
      response.setProperties(toStruct(outputs));
      return response;
    },

    read: async (request: pb.ReadRequest) => {
      const old = stateOf(request, request.getInputs());
      const state = await session.resource(request.getUrn()).read(old, session.context(request));
      const response = new pb.ReadResponse();
      if (state === undefined) return response;
      response.setId(state.id);
      response.setInputs(toStruct(state.inputs));
      response.setProperties(toStruct(state.outputs));
      return response;
    },

    update: async (request: pb.UpdateRequest) => {
      const resource = session.resource(request.getUrn());
      const news = fromStruct(request.getNews());
      const outputs = request.getPreview()
        ? resource.preview(news)
        : await resource.update(news, session.context(request));
      const response = new pb.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    },

    delete: async (request: pb.DeleteRequest) => {
      const state = stateOf(request, request.getOldInputs());
      await session.resource(request.getUrn()).delete(state, session.context(request));
      return new emptyPb.Empty();
    },
  };
}

function stateOf(
  request: pb.ReadRequest | pb.DeleteRequest,
  inputs: Parameters<typeof fromStruct>[0],
): ResourceState {
  return {
    id: request.getId(),
    inputs: fromStruct(inputs),
    outputs: fromStruct(request.getProperties()),
  };
}
