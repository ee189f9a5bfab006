/**
 * Listens to the events of photos, and returns the milliseconds between them: they come twice a second, and a proxy
 * that gathers them would send some at once after a long silence.
 *
 * @param entry - where the application is served
 */
export async function gapsBetweenEvents(entry: string): Promise<number[]> {
  const response = await fetch(`${entry}/events`, { signal: AbortSignal.timeout(30_000) });
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("text/event-stream")) throw new Error(`the events are of the type ${type}`);
  if (response.body === null) throw new Error("the stream of events has no body");
  const arrivals: number[] = [];
  for await (const chunk of response.body) {
    if (Buffer.from(chunk).includes("event: state")) arrivals.push(Date.now());
    if (arrivals.length === 6) break;
  }
  return arrivals.slice(1).map((time, index) => time - (arrivals[index] ?? 0));
}
