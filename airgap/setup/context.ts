import type { UserFolders } from "../../base/user-folders.ts";
import type { Progress } from "../../base/progress.ts";

/** What every part of the setup needs to know. */
export interface SetupContext {
  /** The clone. */
  readonly root: string;
  readonly folders: UserFolders;
  /** The environment that the user called from. */
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
}
