import { describe, expect, it } from "vitest";
import { parseMount } from "../../../../../components/compose/forms/mount.ts";

const bind = { create_host_path: true };

describe("parseMount", () => {
  it.each([
    ["/data", { type: "volume", target: "/data", volume: {} }],
    ["data:/var/data/", { type: "volume", source: "data", target: "/var/data", volume: {} }],
    ["data:/d:nocopy", { type: "volume", source: "data", target: "/d", volume: { nocopy: true } }],
    [
      "data:/d:z",
      { type: "volume", source: "data", target: "/d", bind: { ...bind, selinux: "z" }, volume: {} },
    ],
    ["./a:/a/../b:ro", { type: "bind", source: "./a", target: "/b", read_only: true, bind }],
    ["~/a:/a", { type: "bind", source: "~/a", target: "/a", bind }],
    [
      "/a:/a:rshared,Z",
      { type: "bind", source: "/a", target: "/a", bind: { ...bind, propagation: "rshared", selinux: "Z" } },
    ],
    ["C:\\a:/a:ro", { type: "bind", source: "C:\\a", target: "/a", read_only: true, bind }],
  ])("reads %s", (text, value) => {
    expect(parseMount(text)).toEqual({ ok: true, value });
  });

  it.each([
    [":/a", 'nothing between the colons of ":/a"'],
    ["/a:/b:ro:x", 'too many colons: "/a:/b:ro:x"'],
    ["", "an empty volume"],
  ])("refuses %j", (text, message) => {
    const hint =
      'write "SOURCE:TARGET[:OPTIONS]", for example "data:/var/lib/data" or "./site.conf:/etc/site.conf:ro"';
    expect(parseMount(text)).toEqual({ ok: false, problem: { message, hint } });
  });
});
