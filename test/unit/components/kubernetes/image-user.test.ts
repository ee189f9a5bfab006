import { describe, expect, it } from "vitest";
import { dockerfileUser, parseUser } from "../../../../components/kubernetes/image-user.ts";

describe("dockerfileUser", () => {
  it("is the last of the last stage", () => {
    const text = "FROM a AS build\nUSER 1\nFROM b\nUSER root\nRUN x\nUSER 1000:2000\n";
    expect(dockerfileUser(text)).toEqual({ type: "number", user: { uid: 1000, gid: 2000 } });
  });

  it("is that of the wanted stage, by name in any case or by number", () => {
    const text = "FROM a AS first\nUSER 1\nFROM --platform=linux/amd64 b AS second\nUSER 2\n";
    expect(dockerfileUser(text, "FIRST")).toEqual({ type: "number", user: { uid: 1, gid: undefined } });
    expect(dockerfileUser(text, "1")).toEqual({ type: "number", user: { uid: 2, gid: undefined } });
  });

  it("comes from the stage that a stage is built from", () => {
    const text = "FROM a AS base\nUSER 7\nFROM base AS app\nRUN x\n";
    expect(dockerfileUser(text)).toEqual({ type: "number", user: { uid: 7, gid: undefined } });
  });

  it("is not known where the base image says it, or a variable", () => {
    expect(dockerfileUser("FROM python:3.13\nRUN x\n")).toEqual({ type: "unknown" });
    expect(dockerfileUser("FROM a\nARG UID=5\nUSER ${UID}\n")).toEqual({ type: "unknown" });
    expect(dockerfileUser("FROM a\nUSER 5\n", "nowhere")).toEqual({ type: "unknown" });
    expect(dockerfileUser("")).toEqual({ type: "unknown" });
  });
});

describe("parseUser", () => {
  it.each([
    ["root", { type: "number", user: { uid: 0, gid: 0 } }],
    ["0:0", { type: "number", user: { uid: 0, gid: 0 } }],
    ["app", { type: "name", name: "app" }],
    ["1000:app", { type: "name", name: "1000:app" }],
  ])("reads %s", (text, user) => {
    expect(parseUser(text)).toEqual(user);
  });
});
