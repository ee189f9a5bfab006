import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { expect, describe, it } from "vitest";
import { configurationService } from "../../../../../airgap/providers/kit/configuration-service.ts";
import { EngineLog } from "../../../../../airgap/providers/kit/engine-log.ts";
import type { Provider } from "../../../../../airgap/providers/kit/index.ts";
import { resourceService } from "../../../../../airgap/providers/kit/resource-service.ts";
import { Session } from "../../../../../airgap/providers/kit/session.ts";
import { fromStruct, toStruct } from "../../../../../airgap/providers/kit/wire.ts";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "geheim" };

const provider: Provider<string> = {
  name: "things",
  version: "1.2.3",
  checkConfig: () => [],
  configure: ({ host }) => (typeof host === "string" ? host : "nowhere"),
  resource: {
    token: "things:index:Thing",
    check: (inputs) => ({ inputs, faults: "a" in inputs ? [] : [{ path: "a", message: "is required" }] }),
    diff: ({ oldInputs, news }) => (oldInputs["a"] === news["a"] ? new Map() : new Map([["a", "update"]])),
    preview: (inputs) => ({ ...inputs, made: "later" }),
    create: (inputs, { connection, name }) =>
      Promise.resolve({ id: `${connection}/${name}`, outputs: { ...inputs, made: "now" } }),
    read: (state) => Promise.resolve(state.id === "gone" ? undefined : state),
    update: (inputs) => Promise.resolve({ ...inputs, made: "again" }),
    delete: () => Promise.resolve(),
  },
};

function started() {
  const session = new Session(provider, new EngineLog(undefined));
  return { ...configurationService(session), ...resourceService(session) };
}

function urn(type = "things:index:Thing"): string {
  return `urn:pulumi:dev::shop::muelle:image:ImageBuild$${type}::web`;
}

function configured() {
  const service = started();
  const request = new pb.ConfigureRequest();
  request.setArgs(toStruct({ host: "here" }));
  return { service, response: service.configure(request) };
}

describe("a provider, as the engine calls it", () => {
  it("says its version", () => {
    expect(started().getPluginInfo().getVersion()).toBe("1.2.3");
  });

  it("takes previews, and leaves secrets to the engine", () => {
    const { response } = configured();
    expect(response.getSupportspreview()).toBe(true);
    expect(response.getAcceptsecrets()).toBe(false);
  });

  it("gives its configuration back with the secrets marked", () => {
    const request = new pb.CheckRequest();
    request.setNews(toStruct({ password: SECRET }));
    expect(started().checkConfig(request).getInputs()?.toJavaScript()).toEqual({ password: SECRET });
  });

  it("tells every fault of the inputs at its property", () => {
    const request = new pb.CheckRequest();
    request.setUrn(urn());
    const failures = started().check(request).getFailuresList();
    expect(failures.map((failure) => [failure.getProperty(), failure.getReason()])).toEqual([
      ["a", "is required"],
    ]);
  });

  it("rejects a resource type that it does not know", () => {
    const request = new pb.CheckRequest();
    request.setUrn(urn("things:index:Other"));
    expect(() => started().check(request)).toThrow(
      "the stand-in for the things provider does not support the resource type things:index:Other; it knows things:index:Thing",
    );
  });

  it("shows a change as an update in place", () => {
    const request = new pb.DiffRequest();
    request.setUrn(urn());
    request.setOldInputs(toStruct({ a: 1 }));
    request.setNews(toStruct({ a: 2 }));
    const response = started().diff(request);
    expect(response.getChanges()).toBe(pb.DiffResponse.DiffChanges.DIFF_SOME);
    expect(response.getReplacesList()).toEqual([]);
    expect(response.getDetaileddiffMap().get("a")?.getKind()).toBe(pb.PropertyDiff.Kind.UPDATE);
  });

  it("makes nothing in a preview", async () => {
    const request = new pb.CreateRequest();
    request.setUrn(urn());
    request.setProperties(toStruct({ a: 1 }));
    request.setPreview(true);
    const previewed = await started().create(request);
    expect(previewed.getId()).toBe("");
    expect(fromStruct(previewed.getProperties())).toEqual({ a: 1, made: "later" });
    request.setPreview(false);
    const created = await configured().service.create(request);
    expect(created.getId()).toBe("here/web");
    expect(fromStruct(created.getProperties())).toEqual({ a: 1, made: "now" });
  });

  it("makes nothing before it is configured", async () => {
    const request = new pb.CreateRequest();
    request.setUrn(urn());
    await expect(started().create(request)).rejects.toThrow("has not configured this provider yet");
  });

  it("says that a resource is gone by an answer without an id", async () => {
    const request = new pb.ReadRequest();
    request.setUrn(urn());
    request.setId("gone");
    expect((await configured().service.read(request)).getId()).toBe("");
    request.setId("here/web");
    expect((await configured().service.read(request)).getId()).toBe("here/web");
  });
});
