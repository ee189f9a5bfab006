import { MuelleError } from "../../base/errors.ts";
import { formatBytes } from "../../cli/images/format-bytes.ts";
import { listImages, removeImage, spaceOfImages, usedImageIds } from "../../cli/images/images.ts";
import { prunableImages } from "../../cli/images/prunable-images.ts";
import { withPrograms } from "../environment/with-programs.ts";
import type { Command } from "./command.ts";

/** `npm run images -- prune [--dry-run]`: removes the images of earlier builds that nothing uses any more. */
export const command: Command = async (context, [action, ...flags]) => {
  const unknown = flags.find((flag) => flag !== "--dry-run");
  if (action !== "prune" || unknown !== undefined) {
    throw new MuelleError("No such action", [
      { path: ["images", action, ...flags].join(" "), message: "it is: images prune [--dry-run]" },
    ]);
  }
  const { progress } = context;
  const env = await withPrograms(context, ["docker"]);
  const dryRun = flags.length > 0;
  const prunable = prunableImages(await listImages(env), await usedImageIds(env));
  const before = await spaceOfImages(env);
  for (const image of prunable) {
    if (!dryRun) await removeImage(image, env);
    progress.line(`${dryRun ? "would remove" : "removed"} ${image.repository}:${image.tag}`);
  }
  const won = before - (await spaceOfImages(env));
  progress.line(
    dryRun
      ? `${prunable.length} images would be removed.`
      : `${prunable.length} images removed, ${formatBytes(won)} won.`,
  );
  return 0;
};
