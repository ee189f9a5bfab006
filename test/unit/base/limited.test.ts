import { expect, test } from "vitest";
import { limited } from "../../../base/limited.ts";

test("never does more than the limit at once, and does everything in order", async () => {
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  await limited(2, [1, 2, 3, 4, 5], async (item) => {
    begun.push(item);
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
  });
  expect({ most, begun }).toEqual({ most: 2, begun: [1, 2, 3, 4, 5] });
});

test("fails when one item fails", async () => {
  const work = (item: number) => (item === 2 ? Promise.reject(new Error("two")) : Promise.resolve());
  await expect(limited(1, [1, 2, 3], work)).rejects.toThrow("two");
});
