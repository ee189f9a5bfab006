import { join, resolve } from "node:path";
import { demoOptions } from "../demo/options.ts";
import { PhotosClient } from "../demo/photos-client.ts";
import { inTurn, readPictures } from "../demo/pictures.ts";
import { send } from "../demo/send.ts";
import { allRight, renderSummary } from "../demo/summary.ts";
import { watch } from "../demo/watch.ts";
import type { Command } from "./command.ts";

const FULL_RUN = 10;

/**
 * `npm run demo -- send 100 [--folder DIR]`, `watch`, `full`: uses the photos application as its users do. The exit
 * code of send and full is 0 only when every result is there and right.
 */
export const command: Command = async ({ root, progress }, args) => {
  const options = demoOptions(args);
  const client = new PhotosClient(options.url);
  if (options.action === "watch") {
    await watch(client, options.seconds === undefined ? {} : { seconds: options.seconds });
    return 0;
  }
  const samples = join(root, "applications", "photos", "samples");
  const [count, folder] =
    options.action === "full" ? [FULL_RUN, samples] : [options.count, folderOf(options.folder) ?? samples];
  const pictures = inTurn(await readPictures(folder), count);
  progress.line(`${pictures.length} pictures of ${folder} to ${options.url}`);
  const outcome = await send(client, pictures);
  process.stdout.write(`\n${renderSummary(outcome)}\n`);
  return allRight(outcome) ? 0 : 1;
};

/** npm runs its scripts in the clone: a relative folder is meant from where the user is. */
function folderOf(folder: string | undefined): string | undefined {
  return folder === undefined ? undefined : resolve(process.env["INIT_CWD"] ?? ".", folder);
}
