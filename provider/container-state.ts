import type { ContainerInspectInfo } from "dockerode";
import type { Condition } from "../components/docker/readiness-wait.ts";

/** What a look at a container says. */
export type Verdict =
  | { readonly type: "ready" }
  | { readonly type: "waiting"; readonly reason: string }
  | { readonly type: "failed"; readonly reason: string };

/** A container that ends and is started again this often while it is waited for will not get better by waiting. */
const RESTART_LIMIT = 3;

/** Judges a container by what the engine says of it. */
export function judge(state: ContainerInspectInfo["State"], restarts: number, condition: Condition): Verdict {
  if (condition === "completed") return judgeCompletion(state);
  if (state.OOMKilled && !state.Running)
    return {
      type: "failed",
      reason: "it was killed for want of memory: raise deploy.resources.limits.memory",
    };
  if (restarts >= RESTART_LIMIT)
    return {
      type: "failed",
      reason: `it ended ${restarts} times${state.Running && !state.Restarting ? "" : `, the last time with exit code ${state.ExitCode}`}`,
    };
  if (state.Status === "exited" || state.Status === "dead")
    return { type: "failed", reason: `it ended with exit code ${state.ExitCode}` };
  if (!state.Running || state.Restarting) return { type: "waiting", reason: `it is ${state.Status}` };
  if (condition === "running") return { type: "ready" };
  return judgeHealth(state.Health?.Status);
}

/**
 * What happened to a container after it had been ready; undefined where all is well.
 *
 * @param restarts - since then
 */
export function judgeAfterwards(state: ContainerInspectInfo["State"], restarts: number): string | undefined {
  // The engine forgets the exit code of a process that it starts again.
  if (restarts > 0 && state.Running && !state.Restarting) return "it ended, and was started again";
  if (restarts > 0 || !state.Running) return `it ended with exit code ${state.ExitCode}`;
  if (state.Health?.Status === "unhealthy") return "its health check failed";
  return undefined;
}

function judgeCompletion(state: ContainerInspectInfo["State"]): Verdict {
  if (state.Status !== "exited") return { type: "waiting", reason: `it is ${state.Status}` };
  if (state.ExitCode === 0) return { type: "ready" };
  return { type: "failed", reason: `it ended with exit code ${state.ExitCode}` };
}

function judgeHealth(health: string | undefined): Verdict {
  if (health === "healthy") return { type: "ready" };
  if (health === "unhealthy") return { type: "failed", reason: "its health check failed" };
  return { type: "waiting", reason: "its health check has not passed" };
}
