import { setTimeout as sleep } from "node:timers/promises";

/** Repeats a check until it passes; after the deadline, its last failure is the failure. */
export async function eventually<T>(check: () => Promise<T>, timeout = 30_000): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}
