import { posix, resolve } from "node:path";
import type { Mount, Unplaced } from "./application-model.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";
import { parseSize } from "./size.ts";
import type { MountSpec } from "./spec.ts";

/**
 * Reads a mount in the short or the long syntax. A short one whose source begins with `/` or `.` is a folder or file
 * of the host, relative to `directory`; any other source is the name of a volume.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#short-syntax-5
 */
export function parseMount(spec: string | MountSpec, directory: string): Parsed<Unplaced<Mount>> {
  const long = typeof spec === "string" ? parseShortMount(spec) : parsed(spec);
  if (!long.ok) return long;
  const mount = long.value;
  if (!posix.isAbsolute(mount.target)) {
    return unreadable(`the path inside the container is not absolute: ${JSON.stringify(mount.target)}`);
  }
  const target = normalisedPath(mount.target);
  if (target === "/") return unreadable("a mount at / would hide the whole image");
  if (mount.type === "tmpfs") {
    if (mount.size === undefined) return parsed({ type: "tmpfs", target, size: undefined });
    const size = parseSize(mount.size);
    return size.ok ? parsed({ type: "tmpfs", target, size: size.value }) : size;
  }
  const readOnly = mount.readOnly ?? false;
  if (mount.type === "volume") return parsed({ type: "volume", source: mount.source, target, readOnly });
  if (mount.source === "" || mount.source.startsWith("~")) {
    return unreadable(
      `not a path on the host: ${JSON.stringify(mount.source)}`,
      "write an absolute path, or one relative to the application's folder",
    );
  }
  const { createHostPath } = mount;
  return parsed({ type: "bind", source: resolve(directory, mount.source), target, readOnly, createHostPath });
}

/** A path inside a container without `.`, `..`, doubled or trailing slashes. */
export function normalisedPath(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

function parseShortMount(text: string): Parsed<MountSpec> {
  const parts = text.split(":");
  const [source, target, mode] = parts;
  if (source === undefined || target === undefined || parts.length > 3) {
    return unreadable(
      `not a mount: ${JSON.stringify(text)}`,
      'write "volume:/path" or "./folder:/path", with ":ro" for read-only; a folder in memory goes into `tmpfs`',
    );
  }
  if (mode !== undefined && mode !== "ro" && mode !== "rw") {
    return unreadable(`unknown mount mode ${JSON.stringify(mode)} in ${JSON.stringify(text)}; ro or rw`);
  }
  const type = /^[./~]/.test(source) || source === "" ? "bind" : "volume";
  return parsed({ type, source, target, readOnly: mode === "ro" });
}
