import type { Progress } from "../base/progress.ts";
import type { UserFolders } from "../base/user-folders.ts";

/** What every command of this repository needs to know. */
export interface CommandContext {
  /** The clone. */
  readonly root: string;
  readonly folders: UserFolders;
  /** The environment that the user called from. */
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}
