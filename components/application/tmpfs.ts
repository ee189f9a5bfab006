import { posix } from "node:path";
import type { Tmpfs, Unplaced } from "./application-model.ts";
import { normalisedPath } from "./mount.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

/** `size=64m`, `mode=1777`, `uid=1000`, `noexec`, ...: what mount(8) knows for tmpfs. */
const OPTION =
  /^(?:size=\d+[kmg%]?|mode=[0-7]{3,4}|[ug]id=\d+|nr_inodes=\d+[kmg]?|(?:no)?(?:exec|suid|dev|atime)|r[ow])$/i;

/**
 * Reads a path in memory, with or without options: `"/tmp"`, `"/tmp:size=64m,mode=1777"`.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#tmpfs
 */
export function parseTmpfs(text: string): Parsed<Unplaced<Tmpfs>> {
  const colon = text.indexOf(":");
  const target = colon === -1 ? text : text.slice(0, colon);
  const options = colon === -1 ? "" : text.slice(colon + 1);
  if (!posix.isAbsolute(target)) {
    return unreadable(`the path inside the container is not absolute: ${JSON.stringify(target)}`);
  }
  if (normalisedPath(target) === "/") return unreadable("a mount at / would hide the whole image");
  const unknown = options === "" ? [] : options.split(",").filter((each) => !OPTION.test(each));
  if (unknown.length > 0) {
    return unreadable(
      `unknown tmpfs option ${unknown.map((each) => JSON.stringify(each)).join(", ")}`,
      "options are size, mode, uid, gid, nr_inodes, and exec, suid, dev, atime with or without no",
    );
  }
  return parsed({ target: normalisedPath(target), options });
}
