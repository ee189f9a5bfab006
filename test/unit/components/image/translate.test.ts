import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../../../components/image/platforms.ts";
import { type Build, imageArgs } from "../../../../components/image/translate.ts";

function build(given: Partial<Build> = {}): Build {
  return {
    source: { context: "/project/applications/photos/web" },
    tag: "photos/web:0123456789abcdef",
    labels: {},
    registry: undefined,
    account: undefined,
    builder: undefined,
    ...given,
  };
}

describe("the arguments of a build", () => {
  it("in its default configuration load into the local engine", () => {
    expect(imageArgs(build(), "/project/stacks")).toEqual({
      tags: ["photos/web:0123456789abcdef"],
      context: { location: "../applications/photos/web" },
      dockerfile: { location: "../applications/photos/web/Dockerfile" },
      target: undefined,
      buildArgs: {},
      secrets: undefined,
      labels: {},
      platforms: [defaultPlatform()],
      cacheFrom: [],
      cacheTo: [],
      noCache: false,
      pull: false,
      push: false,
      load: true,
      buildOnPreview: false,
      builder: undefined,
      registries: undefined,
    });
  });

  it("carry everything that is given", () => {
    const source = {
      context: "/project/app",
      dockerfile: "docker/web.Dockerfile",
      target: "runtime",
      args: { B: "2", A: "1" },
      platforms: ["linux/arm64", "linux/amd64"],
      cacheFrom: ["registry.example.com/cache", "type=local,src=/cache"],
      cacheTo: ["type=inline"],
      noCache: true,
      pull: true,
    };
    expect(
      imageArgs(build({ source, labels: { b: "2", a: "1" }, builder: "big" }), "/project"),
    ).toMatchObject({
      context: { location: "app" },
      dockerfile: { location: "app/docker/web.Dockerfile" },
      target: "runtime",
      buildArgs: { A: "1", B: "2" },
      labels: { a: "1", b: "2" },
      platforms: ["linux/arm64", "linux/amd64"],
      cacheFrom: [{ raw: "type=registry,ref=registry.example.com/cache" }, { raw: "type=local,src=/cache" }],
      cacheTo: [{ raw: "type=inline" }],
      noCache: true,
      pull: true,
      builder: { name: "big" },
    });
  });

  it("push instead of load where there is a registry", () => {
    const args = imageArgs(build({ registry: "registry.example.com/team" }), "/project");
    expect([args.push, args.load, args.registries]).toEqual([true, false, undefined]);
  });

  it("take the folder of the program itself as a dot", () => {
    const args = imageArgs(build({ source: { context: "/project" } }), "/project");
    expect([args.context, args.dockerfile]).toEqual([{ location: "." }, { location: "Dockerfile" }]);
  });
});

describe("the default platform", () => {
  it("names architectures as container platforms do", () => {
    expect(["x64", "arm64", "ia32", "riscv64"].map((architecture) => defaultPlatform(architecture))).toEqual([
      "linux/amd64",
      "linux/arm64",
      "linux/386",
      "linux/riscv64",
    ]);
  });
});
