/** A local image, by one of its tags. */
export interface LocalImage {
  readonly id: string;
  readonly repository: string;
  readonly tag: string;
  /** When it was made, in milliseconds since 1970. */
  readonly created: number;
}

/**
 * Which images may go: those that no container uses and that are not the newest of their repository. An image that
 * another tag still needs stays under that tag.
 */
export function prunableImages(
  images: readonly LocalImage[],
  usedIds: ReadonlySet<string>,
): readonly LocalImage[] {
  const newest = new Map<string, number>();
  for (const { repository, created } of images) {
    newest.set(repository, Math.max(created, newest.get(repository) ?? 0));
  }
  return images.filter(
    ({ id, repository, created }) => !usedIds.has(id) && created < (newest.get(repository) ?? 0),
  );
}
