import { describe, expect, it } from "vitest";
import type { Stats } from "../../../../tools/demo/photos-client.ts";
import { renderLine, renderScreen, sparkline } from "../../../../tools/demo/watch.ts";

const STATS: Stats = {
  replica: "web-1",
  queued: 7,
  processing: 2,
  delayed: 1,
  dead: 3,
  done: 40,
  failed: 3,
  per_second: 5,
  images: { done: 40 },
  workers: [
    { id: "worker-10", age: 0.25, done: 10, failed: 0, current: null },
    { id: "worker-2", age: 1, done: 30, failed: 3, current: "abc" },
  ],
};

describe("watch", () => {
  it("shows everything on a terminal, workers in the order of their names", () => {
    expect(renderScreen(STATS, [0, 4, 8], "").split("\n")).toEqual([
      "photos, answered by web-1",
      "",
      "waiting 7   in work 2   to be retried 1   done 40   given up 3",
      "images a second 8  ▁▅█",
      "",
      "worker       state  heartbeat  done  failed",
      "---------  -------  ---------  ----  ------",
      "worker-2   working  1.0 s ago    30       3",
      "worker-10     idle  0.3 s ago    10       0",
    ]);
  });

  it("says what is wrong beside what was known last", () => {
    expect(renderScreen(STATS, [], "does not answer").split("\n")[0]).toBe(
      "photos, answered by web-1; does not answer",
    );
  });

  it("is one line elsewhere", () => {
    expect(renderLine(STATS, 5)).toBe(
      "waiting 7, in work 2, done 40, given up 3, 5 images a second, 2 workers, answered by web-1",
    );
  });

  it("draws nothing of nothing, and a flat line of zeros", () => {
    expect([sparkline([]), sparkline([0, 0])]).toEqual(["", "▁▁"]);
  });
});
