import { homedir } from "node:os";
import { join } from "node:path";

/** Where things live on the user's disk, outside of any clone. */
export interface UserFolders {
  /** What can be made again: installed parts, the engine's and the registry's files. */
  readonly cache: string;
  /** What cannot: the passphrase of local stacks. */
  readonly config: string;
}

/** The per-user folders, by the XDG rules. */
export function userFolders(env: NodeJS.ProcessEnv): UserFolders {
  return {
    cache: join(xdg(env["XDG_CACHE_HOME"], ".cache"), "muelle"),
    config: join(xdg(env["XDG_CONFIG_HOME"], ".config"), "muelle"),
  };
}

function xdg(value: string | undefined, fallback: string): string {
  return value === undefined || value === "" ? join(homedir(), fallback) : value;
}
