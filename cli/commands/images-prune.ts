import { type Context, print, say } from "../context.ts";
import { formatBytes } from "../images/format-bytes.ts";
import { listImages, removeImage, spaceOfImages, usedImageIds } from "../images/images.ts";
import { prunableImages } from "../images/prunable-images.ts";

/** What `muelle images prune` was asked for. */
export interface PruneOptions {
  /** Whether nothing is removed. */
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `muelle images prune`: removes the images of earlier builds that nothing uses any more. */
export async function pruneImages({ env }: Context, { dryRun, json }: PruneOptions): Promise<void> {
  const prunable = prunableImages(await listImages(env), await usedImageIds(env));
  const before = await spaceOfImages(env);
  for (const image of prunable) {
    if (!dryRun) await removeImage(image, env);
    say(`${dryRun ? "would remove" : "removed"} ${image.repository}:${image.tag}`);
  }
  const won = before - (await spaceOfImages(env));
  if (json) print(JSON.stringify(prunable.map(({ repository, tag }) => `${repository}:${tag}`)));
  say(
    dryRun
      ? `${prunable.length} images would be removed.`
      : `${prunable.length} images removed, ${formatBytes(won)} won.`,
  );
}
