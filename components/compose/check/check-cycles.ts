import type { Check } from "./check-consistency.ts";

/** Checks that no service waits for itself, by however many others. */
export function checkCycles({ selected, say }: Check): void {
  const services = selected.services ?? {};
  const done = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    if (chain.includes(name)) {
      const cycle = [...chain.slice(chain.indexOf(name)), name];
      const [first = name, next = name] = cycle;
      say(["services", first, "depends_on", next], `the services wait for each other: ${cycle.join(" -> ")}`);
      return;
    }
    if (done.has(name)) return;
    for (const other of Object.keys(services[name]?.depends_on ?? {})) visit(other, [...chain, name]);
    done.add(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
}
