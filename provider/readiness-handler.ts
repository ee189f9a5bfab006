import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { judge, judgeAfterwards } from "./container-state.ts";
import type { Condition, ReadinessInputs } from "../components/docker/readiness-wait.ts";
import { connect, lastLogLines } from "./engine.ts";
import { type Handler, numberOf, stringOf, stringsOf } from "./handler.ts";

/** Between the first two looks, in milliseconds. */
const FIRST_PAUSE = 100;
/** Between two later looks: half of it is lost on average before a replica that is ready is taken for it. */
const LONGEST_PAUSE = 250;

/** Between two looks at a container that was ready, in milliseconds. */
const WATCH_PAUSE = 250;

const LOG_LINES = 12;

/** Waits until all containers of a service are as their dependants need them; fails as soon as one cannot be. */
export const readinessHandler: Handler<ReadinessInputs> = {
  parse: (properties) => ({
    service: stringOf(properties, "service"),
    containers: stringsOf(properties, "containers"),
    condition: conditionOf(stringOf(properties, "condition")),
    interval: numberOf(properties, "interval"),
    timeout: numberOf(properties, "timeout"),
    // Stacks of earlier versions have none.
    monitor: "monitor" in properties ? numberOf(properties, "monitor") : 0,
  }),
  apply: async (next, previous) => {
    const engine = await connect();
    // Replicas that were there before have been waited for already.
    const known = new Set(previous?.condition === next.condition ? previous.containers : []);
    const fresh = next.containers.filter((id) => !known.has(id));
    const isUpdate = previous !== undefined;
    await Promise.all(
      fresh.map(async (id) => {
        const container = engine.getContainer(id);
        await wait(container, next, isUpdate);
        // At creation there is no old version to keep, and nobody to wait for.
        if (isUpdate && next.monitor > 0) await watch(container, next);
      }),
    );
    return next;
  },
  read: (inputs) => Promise.resolve(inputs),
};

async function wait(container: Docker.Container, inputs: ReadinessInputs, isUpdate: boolean): Promise<void> {
  const deadline = Date.now() + inputs.timeout;
  // Often at first, since most are ready soon.
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, inputs.interval, LONGEST_PAUSE)) {
    const { State, RestartCount } = await container.inspect();
    const verdict = judge(State, RestartCount, inputs.condition);
    if (verdict.type === "ready") return;
    const wanted =
      inputs.condition === "completed" ? "did not complete" : `did not become ${inputs.condition}`;
    if (verdict.type === "failed")
      throw await failure(container, inputs, `${wanted}: ${verdict.reason}`, isUpdate);
    if (Date.now() > deadline) {
      const what = `${wanted}: ${verdict.reason} within ${inputs.timeout / 1000} s`;
      throw await failure(container, inputs, what, isUpdate);
    }
    await sleep(pause);
  }
}

/** Sees for a while that a container that is ready stays so. */
async function watch(container: Docker.Container, inputs: ReadinessInputs): Promise<void> {
  const { RestartCount: before } = await container.inspect();
  const end = Date.now() + inputs.monitor;
  while (Date.now() < end) {
    const { State, RestartCount } = await container.inspect();
    const reason = judgeAfterwards(State, RestartCount - before);
    if (reason !== undefined)
      throw await failure(container, inputs, `did not stay ${inputs.condition}: ${reason}`, true);
    await sleep(WATCH_PAUSE);
  }
}

async function failure(
  container: Docker.Container,
  { service }: ReadinessInputs,
  what: string,
  isUpdate: boolean,
): Promise<Error> {
  const { Name, State } = await container.inspect();
  const health = State.Health?.Log.at(-1)?.Output.trim() ?? "";
  const logs = await lastLogLines(container, LOG_LINES);
  return new Error(
    [
      `${service}: replica ${Name.replace(/^\//, "")} ${what}`,
      ...(health === "" ? [] : ["  its health check said:", indent(health)]),
      logs === "" ? "  it logged nothing" : `  its last log lines:\n${indent(logs)}`,
      ...(isUpdate
        ? ["  The version before it is left as it was. Mend the service and run `pulumi up` again."]
        : []),
    ].join("\n"),
  );
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

function conditionOf(text: string): Condition {
  if (text === "running" || text === "healthy" || text === "completed") return text;
  throw new TypeError(`condition: expected running, healthy or completed, got ${text}`);
}
