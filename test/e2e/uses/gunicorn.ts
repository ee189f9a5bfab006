import { eventually } from "../../support/eventually.ts";

/** Requests of one turn, at most. */
const MOST = 200;

/**
 * The processes that answer when many ask at once, by number, sorted.
 *
 * @param ask - makes one request, and returns the number of the process that answered
 * @param count - how many processes there are
 */
export async function answering(ask: () => Promise<number>, count: number): Promise<number[]> {
  const seen = new Set<number>();
  let asking = 0;
  await eventually(async () => {
    // More each time: a balancer keeps connections to processes that it knows, and only requests that find none of
    // these idle lead to others.
    asking = Math.min(asking + 20, MOST);
    for (const pid of await Promise.all(Array.from({ length: asking }, ask))) seen.add(pid);
    if (seen.size < count) throw new Error(`${seen.size} workers have answered`);
  });
  return [...seen].sort((a, b) => a - b);
}
