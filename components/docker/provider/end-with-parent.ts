/** Between two looks, in milliseconds. */
const INTERVAL = 1000;

/**
 * Ends this process soon after the one that started it. An engine that is killed cannot tell its plugins to go, and
 * without this they would stay for ever.
 */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, INTERVAL).unref();
}
