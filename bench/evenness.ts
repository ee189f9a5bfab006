import { Muelle } from "./muelle.ts";

/** How evenly requests are spread over replicas. */
export interface Evenness {
  readonly requests: number;
  /** Requests that each replica answered, the busiest first. */
  readonly counts: readonly number[];
}

const REQUESTS = 5000;
const AT_ONCE = 20;

/** Asks the application `replicas`, ten of them, and counts who answers. */
export async function evenness(): Promise<Evenness> {
  const muelle = await Muelle.create("replicas", {});
  try {
    await muelle.up();
    const counts = new Map<string, number>();
    const ask = async (): Promise<void> => {
      const response = await fetch(`http://127.0.0.1:${muelle.project.port}/`);
      const { instance } = (await response.json()) as { readonly instance: string };
      counts.set(instance, (counts.get(instance) ?? 0) + 1);
    };
    for (let sent = 0; sent < REQUESTS; sent += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return { requests: REQUESTS, counts: [...counts.values()].sort((a, b) => b - a) };
  } finally {
    await muelle.project.remove();
  }
}

/** The figures as a text for people. */
export function renderEvenness({ requests, counts }: Evenness): string[] {
  const even = requests / counts.length;
  const worst = Math.max(...counts.map((count) => Math.abs(count / even - 1)));
  return [
    "## Evenness",
    "",
    `Of ${requests} requests, ${AT_ONCE} at a time, the ${counts.length} replicas answered ${counts.join(", ")}:`,
    `none is further than ${(worst * 100).toFixed(1)}% from its share.`,
  ];
}
