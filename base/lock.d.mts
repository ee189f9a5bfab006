/**
 * Runs `work` while holding the lock file `path`; waits for another holder, takes over from one that has died.
 * `onWait` is called once, with the holder's process id, when another process holds the lock.
 */
export function withLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait?: (holder: number) => void,
): Promise<T>;
