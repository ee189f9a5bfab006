import type { ContainerInspectInfo } from "dockerode";
import { describe, expect, it } from "vitest";
import { judge, judgeAfterwards } from "../../../provider/container-state.ts";

type State = ContainerInspectInfo["State"];

function state(changes: Partial<State> = {}): State {
  return {
    Status: "running",
    Running: true,
    Paused: false,
    Restarting: false,
    OOMKilled: false,
    Dead: false,
    Pid: 1,
    ExitCode: 0,
    Error: "",
    StartedAt: "",
    FinishedAt: "",
    ...changes,
  };
}

function health(Status: string): Partial<State> {
  return { Health: { Status, FailingStreak: 0, Log: [] } };
}

const ended = { Status: "exited", Running: false } as const;

describe("judge", () => {
  it("calls a running container ready where it only has to run", () => {
    expect(judge(state(), 0, "running")).toEqual({ type: "ready" });
  });

  it("waits for the health check", () => {
    expect(judge(state(health("starting")), 0, "healthy")).toEqual({
      type: "waiting",
      reason: "its health check has not passed",
    });
    expect(judge(state(health("healthy")), 0, "healthy")).toEqual({ type: "ready" });
  });

  it("fails at once when the health check failed", () => {
    expect(judge(state(health("unhealthy")), 0, "healthy")).toEqual({
      type: "failed",
      reason: "its health check failed",
    });
  });

  it("fails at once when the process ended, and tells the exit code", () => {
    expect(judge(state({ ...ended, ExitCode: 3 }), 0, "healthy")).toEqual({
      type: "failed",
      reason: "it ended with exit code 3",
    });
  });

  it("gives a restarting container two more tries, then fails", () => {
    const restarting = state({ Status: "restarting", Running: true, Restarting: true, ExitCode: 1 });
    expect(judge(restarting, 2, "running")).toEqual({ type: "waiting", reason: "it is restarting" });
    expect(judge(restarting, 3, "running")).toEqual({
      type: "failed",
      reason: "it ended 3 times, the last time with exit code 1",
    });
  });

  it("names want of memory as the reason", () => {
    expect(judge(state({ ...ended, OOMKilled: true, ExitCode: 137 }), 0, "running")).toEqual({
      type: "failed",
      reason: "it was killed for want of memory: raise deploy.resources.limits.memory",
    });
  });

  it("takes exit code 0 as completion, and no other", () => {
    expect(judge(state(), 0, "completed")).toEqual({ type: "waiting", reason: "it is running" });
    expect(judge(state(ended), 0, "completed")).toEqual({ type: "ready" });
    expect(judge(state({ ...ended, ExitCode: 2 }), 0, "completed")).toEqual({
      type: "failed",
      reason: "it ended with exit code 2",
    });
  });
});

describe("judgeAfterwards", () => {
  it("is content with a container that goes on running", () => {
    expect(judgeAfterwards(state(health("healthy")), 0)).toBeUndefined();
    expect(judgeAfterwards(state(), 0)).toBeUndefined();
  });

  it("tells that it ended, with the exit code where the engine knows it", () => {
    const reason = "it ended with exit code 3";
    expect(judgeAfterwards(state({ ...ended, ExitCode: 3 }), 0)).toBe(reason);
    expect(judgeAfterwards(state({ Restarting: true, ExitCode: 3 }), 1)).toBe(reason);
    expect(judgeAfterwards(state(), 1)).toBe("it ended, and was started again");
  });

  it("tells that it got sick", () => {
    expect(judgeAfterwards(state(health("unhealthy")), 0)).toBe("its health check failed");
  });
});
