/** Which instances answered, and how often each. */
export async function askInstances(url: string, times: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let turn = 0; turn < times; turn++) {
    const { instance } = (await (await fetch(url)).json()) as { instance: string };
    counts.set(instance, (counts.get(instance) ?? 0) + 1);
  }
  return counts;
}
