import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "../../base/lock.mjs";
import { installPackages } from "../install/apt.ts";
import type { Verb } from "./verb.ts";

/** `packages NAME...`: installs Debian packages. One installation at a time: apt itself does not wait for its turn. */
export const verb: Verb = async ({ folders: { cache }, progress }, names) => {
  await mkdir(cache, { recursive: true });
  await withLock(join(cache, "setup.lock"), () =>
    progress.run(`Debian packages ${names.join(", ")}`, (task) =>
      installPackages(names, (line) => {
        task.update(line.slice(0, 60));
      }),
    ),
  );
  return 0;
};
