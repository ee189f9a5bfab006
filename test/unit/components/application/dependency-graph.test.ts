import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dependencyOrder } from "../../../../components/application/dependency-graph.ts";

const graph = (edges: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(edges));

describe("dependencyOrder", () => {
  it("keeps the order of declaration where it is free", () => {
    expect(dependencyOrder(graph({ c: [], a: [], b: [] }))).toEqual({ order: ["c", "a", "b"], cycles: [] });
  });

  it("puts dependencies first", () => {
    expect(dependencyOrder(graph({ web: ["db", "queue"], queue: [], db: [] })).order).toEqual([
      "db",
      "queue",
      "web",
    ]);
  });

  it("names every cycle once", () => {
    expect(dependencyOrder(graph({ a: ["b"], b: ["c"], c: ["a"], d: ["d"], e: ["a"] })).cycles).toEqual([
      ["a", "b", "c"],
      ["d"],
    ]);
  });

  it("ignores dependencies on what is not there", () => {
    expect(dependencyOrder(graph({ a: ["x"] }))).toEqual({ order: ["a"], cycles: [] });
  });

  it("orders any graph without cycles", () => {
    const acyclic = fc
      .integer({ min: 1, max: 30 })
      .chain((size) => fc.tuple(fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1))), fc.constant(size)));
    fc.assert(
      fc.property(acyclic, ([pairs, size]) => {
        const edges = new Map(Array.from({ length: size }, (_, index) => [String(index), [] as string[]]));
        for (const [a, b] of pairs)
          if (a !== b) edges.get(String(Math.max(a, b)))?.push(String(Math.min(a, b)));
        const { order, cycles } = dependencyOrder(edges);
        expect(cycles).toEqual([]);
        expect([...order].sort()).toEqual([...edges.keys()].sort());
        for (const [name, dependencies] of edges) {
          for (const each of dependencies) expect(order.indexOf(each)).toBeLessThan(order.indexOf(name));
        }
      }),
    );
  });
});
