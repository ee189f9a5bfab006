import type { Container } from "dockerode";
import type { Engine } from "../engine/connect.ts";

/** How much of a probe's output an error shows. */
const OUTPUT_LENGTH = 300;

/**
 * Waits until the container is healthy. As in the real provider an unhealthy container is waited for too, until the
 * time is over. @throws where the time is over, the update is interrupted, or the container has no healthcheck
 */
export async function waitHealthy(
  { docker }: Engine,
  container: Container,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<void> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  const stop = new AbortController();
  const abortSignal = AbortSignal.any([signal, timeout, stop.signal]);
  try {
    // The subscription comes before the first look, so that no change is missed in between.
    const events = await docker.getEvents({
      filters: { container: [container.id], event: ["health_status"] },
      abortSignal,
    });
    // Aborting the request, below, is an error of its stream as well.
    events.on("error", () => undefined);
    if (await isHealthy(container)) return;
    // Each event says no more than that the health changed: what it is now is looked up.
    const each = events[Symbol.asyncIterator]();
    while ((await each.next()).done !== true) if (await isHealthy(container)) return;
    throw new Error("the engine ended its stream of events while the container was waited for");
  } catch (error) {
    if (!timeout.aborted || signal.aborted) throw signal.aborted ? signal.reason : error;
    throw new Error(await neverHealthy(container, timeoutSeconds));
  } finally {
    stop.abort();
  }
}

async function isHealthy(container: Container): Promise<boolean> {
  const { State } = await container.inspect();
  if (State.Health !== undefined && State.Health.Status !== "none") return State.Health.Status === "healthy";
  throw new Error(
    "wait: true needs a healthcheck, and neither the container nor its image has one; " +
      "add a healthcheck or take wait away",
  );
}

async function neverHealthy(container: Container, timeoutSeconds: number): Promise<string> {
  const { State } = await container.inspect();
  const last = State.Health?.Log.at(-1);
  const said = last === undefined ? "" : last.Output.trim().slice(-OUTPUT_LENGTH);
  const probe = last === undefined ? "no probe has run yet" : `its last probe ended with ${last.ExitCode}`;
  return (
    `container failed to be in healthy state within ${timeoutSeconds} s (waitTimeout); ` +
    `it is ${State.Status}, ${State.Health?.Status ?? "without health"}, and ${probe}${said === "" ? "" : `: ${said}`}`
  );
}
