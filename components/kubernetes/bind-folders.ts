import type { ApplicationModel } from "../application/index.ts";
import { type BindFiles, readBind } from "./bind-files.ts";

/** What the bind mounts of an application hold, by source, in the order of the services that mount them. */
export function bindFolders({ services }: ApplicationModel): ReadonlyMap<string, BindFiles> {
  const sources = services.flatMap(({ volumes }) =>
    volumes.flatMap((mount) => (mount.type === "bind" ? [mount.source] : [])),
  );
  return new Map([...new Set(sources)].map((source) => [source, readBind(source)]));
}
