/** Does `work` on every item, at most `limit` at once, in their order. */
export async function limited<Item>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const lanes = Array.from({ length: limit }, async () => {
    for (const item of queue) await work(item);
  });
  await Promise.all(lanes);
}
