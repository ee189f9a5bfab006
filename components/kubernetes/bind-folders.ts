import { existsSync } from "node:fs";
import type { ApplicationModel, BindMount } from "../application/index.ts";
import { type BindFiles, readBind } from "./bind-files.ts";

/** What the bind mounts of an application hold, by source, in the order of the services that mount them. */
export function bindFolders({ services }: ApplicationModel): ReadonlyMap<string, BindFiles> {
  const mounts = services.flatMap(({ volumes }) => volumes.filter((mount) => mount.type === "bind"));
  return new Map(mounts.map((mount) => [mount.source, filesOf(mount)]));
}

/** A folder that Docker would make has nothing in it. */
function filesOf({ source, createHostPath }: BindMount): BindFiles {
  const isMade = createHostPath === true && !existsSync(source);
  return isMade ? { type: "files", single: false, files: [] } : readBind(source);
}
