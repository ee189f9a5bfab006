import { describe, expect, it } from "vitest";
import {
  cacheFromOption,
  cacheToOption,
  exportOption,
} from "../../../../../airgap/providers/docker-build/cache-option.ts";
import type { Value } from "../../../../../airgap/providers/kit/index.ts";
import { imageInputs } from "./image-inputs.ts";

function from(entry: Value): readonly (string | undefined)[] {
  return (imageInputs({ cacheFrom: [entry] }).cacheFrom ?? []).map(cacheFromOption);
}

function to(entry: Value): readonly (string | undefined)[] {
  return (imageInputs({ cacheTo: [entry] }).cacheTo ?? []).map(cacheToOption);
}

function out(entry: Value): readonly (string | undefined)[] {
  return (imageInputs({ exports: [entry] }).exports ?? []).map(exportOption);
}

describe("Docker's notation", () => {
  it("of where cache comes from", () => {
    expect(from({ raw: "type=gha" })).toEqual(["type=gha"]);
    expect(from({ registry: { ref: "r.example.com/c" } })).toEqual(["type=registry,ref=r.example.com/c"]);
    expect(from({ local: { src: "/cache", digest: "sha256:1" } })).toEqual([
      "type=local,src=/cache,digest=sha256:1",
    ]);
    expect(from({ disabled: true })).toEqual([undefined]);
  });

  it("of where cache goes", () => {
    expect(to({ raw: "type=gha" })).toEqual(["type=gha"]);
    expect(to({ inline: {} })).toEqual(["type=inline"]);
    expect(to({ local: { dest: "/cache", mode: "max", ignoreError: true } })).toEqual([
      "type=local,dest=/cache,mode=max,ignore-error=true",
    ]);
    expect(to({ registry: { ref: "r.example.com/c", ociMediaTypes: true, imageManifest: false } })).toEqual([
      "type=registry,ref=r.example.com/c,oci-mediatypes=true,image-manifest=false",
    ]);
  });

  it("of where the result goes", () => {
    expect(out({ cacheonly: {} })).toEqual(["type=cacheonly"]);
    expect(out({ local: { dest: "out" } })).toEqual(["type=local,dest=out"]);
    expect(out({ tar: { dest: "out.tar" } })).toEqual(["type=tar,dest=out.tar"]);
  });

  it("quotes what would otherwise end a value", () => {
    expect(out({ local: { dest: 'a,b"c' } })).toEqual(['type=local,"dest=a,b""c"']);
  });
});
