import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { describe, expect, it } from "vitest";
import { ResourceInitFailed } from "../../../../../tools/airgap/providers/kit/index.ts";
import { toServiceError } from "../../../../../tools/airgap/providers/kit/rpc-error.ts";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

function detailsOf(error: ResourceInitFailed) {
  const [bytes] = toServiceError(error).metadata.get("grpc-status-details-bin");
  if (!(bytes instanceof Buffer)) throw new Error("no details");
  const [any] = statusPb.Status.deserializeBinary(bytes).getDetailsList();
  const failed = any?.unpack(
    (packed: Uint8Array) => providerPb.ErrorResourceInitFailed.deserializeBinary(packed),
    "pulumirpc.ErrorResourceInitFailed",
  );
  return {
    id: failed?.getId(),
    outputs: failed?.getProperties()?.toJavaScript(),
    inputs: failed?.getInputs()?.toJavaScript(),
    reasons: failed?.getReasonsList(),
  };
}

describe("a resource that exists but failed", () => {
  it("tells the engine what there is, and why it failed", () => {
    expect(detailsOf(new ResourceInitFailed("shop/web", { a: 1 }, "not ready"))).toStrictEqual({
      id: "shop/web",
      outputs: { a: 1 },
      inputs: undefined,
      reasons: ["not ready"],
    });
  });

  it("tells the inputs that a read found, and keeps secrets marked", () => {
    const options = { inputs: { data: "geheim", b: 2 }, secrets: ["data"] };
    expect(detailsOf(new ResourceInitFailed("a", { data: "geheim" }, "why", options))).toMatchObject({
      outputs: { data: { ...SECRET, value: "geheim" } },
      inputs: { data: { ...SECRET, value: "geheim" }, b: 2 },
    });
  });
});
