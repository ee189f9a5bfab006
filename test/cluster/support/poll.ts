import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 250;

/** Asks until the answer is right; fails with the last answer after `seconds`. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  seconds: number,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`after ${seconds} s: ${JSON.stringify(answer)}`);
    await sleep(POLL_MILLISECONDS);
  }
}
