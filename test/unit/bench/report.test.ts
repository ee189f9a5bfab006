import { describe, expect, it } from "vitest";
import { render, type Report } from "../../../bench/report.ts";

function linesOf(report: Omit<Report, "machine">): string[] {
  return render({ machine: {}, ...report }).split("\n");
}

describe("the report of a benchmark", () => {
  it("has a ratio for every step that was measured of both, and says what is promised and kept", () => {
    const lines = linesOf({
      timings: {
        compose: {
          muelle: { first: [6, 5, 7], unchanged: [2], scale: [4], destroy: [3] },
          compose: { first: [4], unchanged: [1], destroy: [2] },
        },
      },
    });
    expect(lines.filter((line) => line.startsWith("|"))).toEqual([
      "| step | Muelle, s | Docker Compose, s | ratio of medians | target | met |",
      "| --- | --- | --- | --- | --- | --- |",
      "| first up, images there | 6.0 (5.0-7.0) | 4.0 (4.0-4.0) | 1.50 | <= 1.0 | no, by 50.0% |",
      "| unchanged up | 2.0 (2.0-2.0) | 1.0 (1.0-1.0) | 2.00 | <= 2.0 | yes |",
      "| destroy, volumes too | 3.0 (3.0-3.0) | 2.0 (2.0-2.0) | 1.50 |  |  |",
    ]);
  });

  it("compares with kubectl by when pods are ready, and judges before it rounds", () => {
    const timings = { kubectl: { muelle: { ready: [11.02] }, kubectl: { ready: [10] } } };
    expect(linesOf({ timings })).toContain(
      "| first up, until all pods are ready | 11.0 (11.0-11.0) | 10.0 (10.0-10.0) | 1.10 | <= 1.1 | no, by 0.2% |",
    );
  });

  it("has no part that was not measured", () => {
    expect(linesOf({ timings: {} }).filter((line) => line.startsWith("##"))).toEqual([]);
  });

  it("holds the load balancer alone to a share of the plain nginx's requests", () => {
    const figures = (perSecond: number): NonNullable<Report["balancers"]>["muelle"] => ({
      perSecond: { min: perSecond, median: perSecond, max: perSecond },
      latency: { p50: 1, p99: 2 },
    });
    const balancers = { muelle: figures(1200), compose: figures(1000), direct: figures(3000) };
    expect(linesOf({ timings: {}, balancers })).toEqual(
      expect.arrayContaining([
        "| through Muelle's load balancer, 3 replicas | 1200 (1200-1200) | 1.20 | >= 1.1 | yes | 1.0 | 2.0 | 0.0 |",
        "| through a plain nginx of Docker Compose, 3 replicas | 1000 (1000-1000) | 1.00 |  |  | 1.0 | 2.0 | 0.0 |",
      ]),
    );
  });
});
