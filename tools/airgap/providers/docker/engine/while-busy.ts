import { setTimeout as delay } from "node:timers/promises";
import { reasonOf } from "./connect.ts";

const POLL_MS = 100;
/** As long as the real provider waits for a network to be free. */
const DEADLINE_MS = 30_000;

/** Repeats an operation while the engine refuses it for a reason that passes by itself. */
export async function whileBusy(operation: () => Promise<unknown>, reason: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    try {
      await operation();
      return;
    } catch (error) {
      if (!reasonOf(error).includes(reason) || Date.now() > deadline) throw error;
    }
    await delay(POLL_MS);
  }
}
