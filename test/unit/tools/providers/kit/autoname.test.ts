import { describe, expect, it } from "vitest";
import { autoname } from "../../../../../tools/airgap/providers/kit/autoname.ts";
import type {
  Autonaming,
  CheckRequest,
  Properties,
} from "../../../../../tools/airgap/providers/kit/index.ts";

const log = { debug: () => undefined, info: () => undefined, status: () => undefined, warn: () => undefined };

function request(
  news: Properties,
  olds: Properties = {},
  autonaming?: Autonaming,
  seed = 1,
): CheckRequest<null> {
  return {
    connection: null,
    urn: "urn:pulumi:dev::project::docker:index/container:Container::web",
    name: "web",
    log,
    signal: new AbortController().signal,
    timeout: 0,
    olds,
    news,
    randomSeed: Buffer.alloc(32, seed),
    autonaming,
  };
}

describe("a generated name", () => {
  it("is the logical name and seven hexadecimal digits, the same for the same seed", () => {
    const named = autoname(request({}), "name");
    expect(named.name).toMatch(/^web-[0-9a-f]{7}$/);
    expect(autoname(request({}), "name")).toStrictEqual(named);
    expect(autoname(request({}, {}, undefined, 2), "name").name).not.toBe(named.name);
  });

  it("is kept over updates, and made anew for a replacement, which has no old inputs", () => {
    const olds = autoname(request({}), "name");
    expect(autoname(request({}, olds, undefined, 2), "name")).toStrictEqual(olds);
  });

  it("is not made where the program gives a name", () => {
    expect(autoname(request({ name: "mine" }), "name")).toStrictEqual({});
  });

  it("replaces a name that the program gave before and gives no longer", () => {
    expect(autoname(request({}, { name: "mine" }), "name").name).toMatch(/^web-[0-9a-f]{7}$/);
  });

  it("is what the stack's autonaming configuration proposes", () => {
    const autonaming: Autonaming = { proposedName: "dev-web", mode: "propose" };
    expect(autoname(request({}, {}, autonaming), "name").name).toBe("dev-web");
  });

  it("rejects a missing name where the stack turns generated names off", () => {
    const autonaming: Autonaming = { proposedName: "", mode: "disable" };
    expect(() => autoname(request({}, {}, autonaming), "name")).toThrow(
      "name: is required, as pulumi:autonaming is disabled for this resource",
    );
  });
});
