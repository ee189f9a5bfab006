import { describe, expect, it } from "vitest";
import { buildCommand } from "../../../../../airgap/providers/docker-build/build-command.ts";
import { imageInputs } from "./image-inputs.ts";

describe("the buildx command of an image", () => {
  it("in its default configuration builds the working directory and exports nothing", () => {
    expect(buildCommand(imageInputs(), "/tmp/metadata.json")).toEqual({
      args: [
        "build",
        "--progress=rawjson",
        "--metadata-file=/tmp/metadata.json",
        "--provenance=false",
        "--",
        ".",
      ],
      env: {},
      stdin: undefined,
    });
  });

  it("carries everything that is given", () => {
    const inputs = imageInputs({
      context: { location: "app", named: { assets: { location: "../assets" } } },
      dockerfile: { location: "app/web.Dockerfile" },
      target: "runtime",
      builder: { name: "big" },
      platforms: ["linux/amd64", "linux/arm64"],
      buildArgs: { B: "2 3", A: "" },
      labels: { "muelle.service": "web" },
      tags: ["photos/web:1", "photos/web:2"],
      addHosts: ["db:10.0.0.1"],
      cacheFrom: [{ registry: { ref: "registry.example.com/cache" } }],
      cacheTo: [{ inline: {} }],
      exports: [{ raw: "type=oci,dest=image.tar" }],
      network: "none",
      push: true,
      load: true,
      pull: true,
      noCache: true,
    });
    expect(buildCommand(inputs, "m").args).toEqual([
      "build",
      "--progress=rawjson",
      "--metadata-file=m",
      "--provenance=false",
      "--file=app/web.Dockerfile",
      "--target=runtime",
      "--builder=big",
      "--platform=linux/amd64,linux/arm64",
      "--build-arg=A=",
      "--build-arg=B=2 3",
      "--label=muelle.service=web",
      "--build-context=assets=../assets",
      "--tag=photos/web:1",
      "--tag=photos/web:2",
      "--add-host=db:10.0.0.1",
      "--cache-from=type=registry,ref=registry.example.com/cache",
      "--cache-to=type=inline",
      "--output=type=oci,dest=image.tar",
      "--network=none",
      "--push",
      "--load",
      "--pull",
      "--no-cache",
      "--",
      "app",
    ]);
  });

  it("names secrets by environment variables, so that none is on the command line", () => {
    const { args, env } = buildCommand(imageInputs({ secrets: { token: "s3cr3t", key: "other" } }), "m");
    expect(args).toContain("--secret=id=token,env=MUELLE_BUILD_SECRET_0");
    expect(args).toContain("--secret=id=key,env=MUELLE_BUILD_SECRET_1");
    expect(env).toEqual({ MUELLE_BUILD_SECRET_0: "s3cr3t", MUELLE_BUILD_SECRET_1: "other" });
    expect(args.join(" ")).not.toContain("s3cr3t");
  });

  it("gives an inline Dockerfile on stdin", () => {
    const { args, stdin } = buildCommand(imageInputs({ dockerfile: { inline: "FROM scratch" } }), "m");
    expect(args).toContain("--file=-");
    expect(stdin).toBe("FROM scratch");
  });

  it("leaves out what is switched off", () => {
    const inputs = imageInputs({
      cacheFrom: [{ disabled: true, raw: "type=inline" }],
      cacheTo: [{ disabled: true, raw: "type=inline" }],
      exports: [{ disabled: true, raw: "type=local" }],
    });
    expect(buildCommand(inputs, "m").args).toEqual(buildCommand(imageInputs(), "m").args);
  });
});
