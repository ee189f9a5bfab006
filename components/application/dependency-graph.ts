/** An order in which everything comes after what it depends on, and the cycles that prevent one. */
export interface DependencyOrder {
  /** All names; as declared wherever the dependencies leave it free. */
  readonly order: readonly string[];
  /** Each cycle once, as the names along it; the last depends on the first. */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * Orders names by their dependencies, given for each name in the order of declaration. Dependencies on names that
 * are not in the graph are ignored.
 */
export function dependencyOrder(graph: ReadonlyMap<string, readonly string[]>): DependencyOrder {
  const order: string[] = [];
  const cycles: string[][] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  const visit = (name: string): void => {
    if (done.has(name)) return;
    const start = trail.indexOf(name);
    if (start !== -1) {
      cycles.push(trail.slice(start));
      return;
    }
    trail.push(name);
    for (const dependency of graph.get(name) ?? []) {
      if (graph.has(dependency)) visit(dependency);
    }
    trail.pop();
    done.add(name);
    order.push(name);
  };

  for (const name of graph.keys()) visit(name);
  return { order, cycles };
}
