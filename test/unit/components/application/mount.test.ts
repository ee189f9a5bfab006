import { describe, expect, it } from "vitest";
import { parseFileReference } from "../../../../components/application/file-reference.ts";
import { parseMount } from "../../../../components/application/mount.ts";
import { parseTmpfs } from "../../../../components/application/tmpfs.ts";

describe("parseMount", () => {
  it.each([
    ["data:/var/lib/data", "volume", "data", false],
    ["data:/var/lib/data/:rw", "volume", "data", false],
    ["./inputs:/var/lib/data:ro", "bind", "/srv/shop/inputs", true],
    ["../inputs:/var/lib/data", "bind", "/srv/inputs", false],
    ["/etc/hosts:/var/lib/data:ro", "bind", "/etc/hosts", true],
  ] as const)("reads %s", (text, type, source, readOnly) => {
    const value = { type, source, target: "/var/lib/data", readOnly };
    expect(parseMount(text, "/srv/shop")).toEqual({ ok: true, value });
  });

  it("reads the long form", () => {
    expect(parseMount({ type: "tmpfs", target: "/tmp", size: "64m" }, "/srv/shop")).toEqual({
      ok: true,
      value: { type: "tmpfs", target: "/tmp", size: 67_108_864 },
    });
  });

  it.each([
    ["/data", 'not a mount: "/data"'],
    ["a:/b:ro:x", 'not a mount: "a:/b:ro:x"'],
    ["a:/b:z", 'unknown mount mode "z" in "a:/b:z"; ro or rw'],
    ["a:b", 'the path inside the container is not absolute: "b"'],
    ["a:/", "a mount at / would hide the whole image"],
    ["~/a:/b", 'not a path on the host: "~/a"'],
    [":/b", 'not a path on the host: ""'],
  ])("refuses %s", (text, message) => {
    expect(parseMount(text, "/srv/shop")).toMatchObject({ ok: false, problem: { message } });
  });
});

describe("parseTmpfs", () => {
  it.each([
    ["/tmp", "/tmp", ""],
    ["/tmp:size=64m,mode=1777,noexec", "/tmp", "size=64m,mode=1777,noexec"],
  ])("reads %s", (text, target, options) => {
    expect(parseTmpfs(text)).toEqual({ ok: true, value: { target, options } });
  });

  it.each([
    ["tmp", 'the path inside the container is not absolute: "tmp"'],
    ["/", "a mount at / would hide the whole image"],
    ["/tmp:size=64m,colour=red", 'unknown tmpfs option "colour=red"'],
  ])("refuses %s", (text, message) => {
    expect(parseTmpfs(text)).toMatchObject({ ok: false, problem: { message } });
  });
});

describe("parseFileReference", () => {
  it("places a secret by its name", () => {
    const value = { source: "db", target: "/run/secrets/db", mode: 0o444 };
    expect(parseFileReference("db", "/run/secrets")).toEqual({ ok: true, value });
  });

  it("takes an absolute target as it is", () => {
    const value = { source: "db", target: "/etc/db", mode: 0o400 };
    expect(parseFileReference({ source: "db", target: "/etc/db", mode: 0o400 }, "/run/secrets")).toEqual({
      ok: true,
      value,
    });
  });

  it.each(["", "..", "a/", "/"])("refuses the target %j", (target) => {
    const message = `not a file name or absolute path inside the container: ${JSON.stringify(target)}`;
    expect(parseFileReference({ source: "db", target }, "/")).toMatchObject({
      ok: false,
      problem: { message },
    });
  });

  it("refuses what is no permission", () => {
    const message = "not permission bits: 444.5";
    expect(parseFileReference({ source: "db", mode: 444.5 }, "/")).toMatchObject({
      ok: false,
      problem: { message },
    });
  });
});
