import { describe, expect, it } from "vitest";
import { takeOver } from "../../../provider/take-over.ts";

/** Takes over in a container in which the step of this number fails, and tells how many were run. */
async function failingAt(step: number): Promise<{ readonly steps: number; readonly message: string }> {
  let steps = 0;
  const run = (): Promise<{ exitCode: number; output: string }> => {
    steps += 1;
    return Promise.resolve({ exitCode: steps === step ? 1 : 0, output: "nginx: [emerg] why\n" });
  };
  const message = await takeOver(run).then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { steps, message };
}

describe("takeOver", () => {
  it("tests, switches and reloads", async () => {
    expect(await failingAt(0)).toEqual({ steps: 3, message: "" });
  });

  it.each([
    [1, "nginx refused the new configuration and keeps the one it has"],
    [2, "the new configuration could not be put in its place; nginx serves on with the one it has loaded"],
    [
      3,
      "nginx could not be told to reload; it serves on with the configuration it has loaded, and takes the new one when it starts again",
    ],
  ])("says what nginx does when step %i fails, and stops there", async (step, failure) => {
    const message = `load-balancer: ${failure}\n  nginx: [emerg] why`;
    expect(await failingAt(step)).toEqual({ steps: step, message });
  });
});
