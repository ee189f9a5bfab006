import { describe, expect, it } from "vitest";
import { BuildLog } from "../../../../../airgap/providers/docker-build/build-log.ts";

function step(digest: string, name: string, more: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ vertexes: [{ digest, name, started: "2026-01-01T00:00:00Z", ...more }] });
}

function output(vertex: string, text: string): string {
  return JSON.stringify({ logs: [{ vertex, stream: 1, data: Buffer.from(text).toString("base64") }] });
}

function logOf(lines: readonly string[], secrets: readonly string[] = []): BuildLog {
  const log = new BuildLog(secrets);
  for (const line of lines) log.read(line);
  return log;
}

const STOPPED = "rpc error: code = Canceled desc = context canceled";

describe("what a build shows while it runs", () => {
  it("is each step as it starts, and its output line by line", () => {
    const log = new BuildLog();
    expect(log.read(step("a", "[web 1/2] RUN make"))).toEqual(["[web 1/2] RUN make"]);
    expect(log.read(output("a", "one\r\ntwo\n\n"))).toEqual(["one", "two"]);
    expect(log.read(step("a", "[web 1/2] RUN make", { completed: "2026-01-01T00:00:01Z" }))).toEqual([]);
  });

  it("is nothing for steps that only wait, or for lines that say nothing", () => {
    const log = new BuildLog();
    expect(log.read(JSON.stringify({ vertexes: [{ digest: "a", name: "RUN make" }] }))).toEqual([]);
    expect(log.read(JSON.stringify({ statuses: [{ id: "x" }] }))).toEqual([]);
    expect(log.read("{ no JSON")).toEqual([]);
    expect(log.read("")).toEqual([]);
  });

  it("masks secrets in names and output", () => {
    const log = new BuildLog(["hunter2"]);
    expect(log.read(step("a", "RUN echo hunter2"))).toEqual(["RUN echo [secret]"]);
    expect(log.read(output("a", "it is hunter2!"))).toEqual(["it is [secret]!"]);
  });
});

describe("why a build failed", () => {
  it("is the failed step with its own output and its error", () => {
    const log = logOf([
      step("a", "[web 1/2] RUN other"),
      output("a", "noise"),
      step("b", "[web 2/2] RUN make"),
      output("b", "cc main.c\nmain.c:1: error\n"),
      step("b", "[web 2/2] RUN make", {
        completed: "x",
        error: 'process "make" did not complete: exit code: 2',
      }),
      "ERROR: failed to build: failed to solve: exit code: 2",
    ]);
    expect(log.failure()).toBe(
      [
        "the build failed at [web 2/2] RUN make",
        "  cc main.c",
        "  main.c:1: error",
        'process "make" did not complete: exit code: 2',
      ].join("\n"),
    );
  });

  it("shows the last 25 lines of a long output", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join("\n");
    const log = logOf([
      step("a", "RUN make"),
      output("a", lines),
      step("a", "RUN make", { error: "exit code: 2" }),
    ]);
    const shown = log.failure().split("\n");
    expect(shown.slice(0, 3)).toEqual([
      "the build failed at RUN make",
      "  (5 lines before these are left out)",
      "  line 6",
    ]);
    expect(shown.slice(-2)).toEqual(["  line 30", "exit code: 2"]);
  });

  it("is not a step that was stopped because another failed", () => {
    const log = logOf([
      step("a", "RUN slow", { error: STOPPED }),
      step("b", "RUN broken", { error: "exit code: 1" }),
    ]);
    expect(log.failure()).toBe("the build failed at RUN broken\nexit code: 1");
  });

  it("is what buildx itself says where no step failed", () => {
    const log = logOf([
      "WARNING: something",
      step("a", "load .dockerignore", { error: STOPPED }),
      "ERROR: dockerfile parse error line 2: unknown instruction: COPPY",
      "View build details: docker-desktop://x",
    ]);
    expect(log.failure()).toBe("ERROR: dockerfile parse error line 2: unknown instruction: COPPY");
    expect(logOf(["unknown flag: --x"]).failure()).toBe("unknown flag: --x");
  });

  it("holds no secret", () => {
    const log = logOf(
      [step("a", "RUN x"), output("a", "token=hunter2"), step("a", "RUN x", { error: "hunter2 is wrong" })],
      ["hunter2"],
    );
    expect(log.failure()).toBe("the build failed at RUN x\n  token=[secret]\n[secret] is wrong");
  });
});
