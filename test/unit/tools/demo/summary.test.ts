import { describe, expect, it } from "vitest";
import type { ImageState } from "../../../../tools/demo/photos-client.ts";
import { allRight, type Outcome, percentile, renderSummary } from "../../../../tools/demo/summary.ts";

function image(fields: Partial<ImageState> = {}): ImageState {
  return {
    id: "1",
    name: "dawn.jpg",
    status: "done",
    results: {},
    worker: "worker-1",
    error: null,
    duration_ms: 20,
    created: "2026-01-01T00:00:00+00:00",
    finished: "2026-01-01T00:00:00.250000+00:00",
    ...fields,
  };
}

function outcome(fields: Partial<Outcome> = {}): Outcome {
  return { sent: 1, images: [image()], seconds: 0.5, checked: 8, wrong: [], ...fields };
}

describe("allRight", () => {
  it("holds when every image is done and nothing is wrong", () => {
    expect(allRight(outcome())).toBe(true);
  });

  it.each([
    ["an image is missing", { sent: 2 }],
    ["an image was given up", { images: [image({ status: "failed" })] }],
    ["a result is wrong", { wrong: ["blur: no picture"] }],
  ])("does not hold when %s", (_, fields) => {
    expect(allRight(outcome(fields))).toBe(false);
  });
});

describe("percentile", () => {
  it("is the value of the nearest rank", () => {
    const values = [5, 1, 4, 2, 3, 10, 9, 8, 7, 6];
    expect([0.5, 0.9, 0.99, 1].map((share) => percentile(values, share))).toEqual([5, 9, 10, 10]);
  });

  it("is the one value there is", () => {
    expect(percentile([7], 0.5)).toBe(7);
  });
});

describe("renderSummary", () => {
  it("tells what each worker did, the latency, and how many came back", () => {
    const images = [
      image(),
      image({ duration_ms: 40 }),
      image({ worker: "worker-10", duration_ms: 30 }),
      image({ worker: "worker-2", duration_ms: 100, finished: "2026-01-01T00:00:01+00:00" }),
    ];
    expect(renderSummary(outcome({ sent: 4, images, checked: 32 }))).toBe(
      [
        "worker     images  share  work p50     p95",
        "---------  ------  -----  --------  ------",
        "worker-1        2   50 %     20 ms   40 ms",
        "worker-2        1   25 %    100 ms  100 ms",
        "worker-10       1   25 %     30 ms   30 ms",
        "",
        "latency from upload to result: p50 0.25 s, p90 1.00 s, p99 1.00 s",
        "results looked at: 32, all right",
        "4 of 4 in 0.50 s, 8.0 images a second",
      ].join("\n"),
    );
  });

  it("tells what is wrong, and not more than can be read", () => {
    const wrong = Array.from({ length: 12 }, (_, index) => `fault ${index + 1}`);
    const text = renderSummary(
      outcome({ sent: 2, images: [image({ status: "failed" })], wrong, checked: 0 }),
    );
    expect(text.split("\n")).toEqual([
      "latency from upload to result: nothing came back",
      "results looked at: 0, 12 wrong",
      ...wrong.slice(0, 10).map((line) => `  ${line}`),
      "  and 2 more",
      "0 of 2 in 0.50 s, 0.0 images a second",
    ]);
  });
});
