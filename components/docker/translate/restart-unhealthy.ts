import type { Healthcheck, Milliseconds, Service } from "../../application/index.ts";

/** Where failures are counted: memory that every container has and its users may write, gone with each start. */
const COUNT = "/dev/shm/muelle-health";

/**
 * Runs a health check, counts its failures, and ends the container when there are too many in a row, so that the engine
 * starts it again. Only what was healthy once is ended: a start may take long, and a second one takes as long.
 *
 * The count goes up before the check, because the engine kills a check that takes too long. The replica is asked to stop
 * as `docker stop` asks it, through the init; what is left after the grace period is killed, as one who hangs has to be.
 */
const SCRIPT = `
busybox=$0 limit=$1 signal=$2 grace=$3
shift 3
end() {
  echo "not healthy $failed times in a row: it is ended, so that the engine starts it again"
  (
    trap '' INT TERM QUIT HUP USR1 USR2
    kill -s $signal 1
    $busybox sleep $grace
    kill -s KILL -1
  ) </dev/null >/dev/null 2>&1 &
  exit 1
}
failed=
if [ -s ${COUNT} ]; then read failed <${COUNT}; fi
if [ -n "$failed" ]; then
  if [ $failed -ge $limit ]; then end; fi
  echo $((failed + 1)) >${COUNT}
fi
if "$@"; then
  echo 0 >${COUNT}
  exit 0
fi
if [ -n "$failed" ]; then
  failed=$((failed + 1))
  if [ $failed -ge $limit ]; then end; fi
fi
exit 1
`;

/** Time that the script gets beside the check itself, in milliseconds. */
export const COUNTING_TIME = 1000;

/**
 * Whether a replica that is not healthy is started again. Without an init the service itself is the container's first
 * process, which nobody in the container can kill. One that alone writes to a volume may be busy with its data, and is
 * left to its user.
 */
export function restartsUnhealthy({
  healthcheck,
  init,
  lifetime,
  restart,
  ownVolumes,
}: Pick<Service, "healthcheck" | "init" | "lifetime" | "restart" | "ownVolumes">): boolean {
  if (healthcheck === undefined || !init || lifetime !== "server" || ownVolumes.length > 0) return false;
  // The others do not start again what ends without an error.
  return restart === "always" || restart === "unless-stopped";
}

/**
 * The command of a health check, made one that ends what is not healthy.
 *
 * @param busybox - path of the prober's program
 * @param check - the command as Docker takes it
 */
export function restartingCommand(
  { stopSignal, stopGracePeriod }: Pick<Service, "stopSignal" | "stopGracePeriod">,
  { test, timeout, retries }: Healthcheck,
  busybox: string,
  [kind, ...command]: readonly string[],
): string[] {
  const check = kind === "CMD-SHELL" ? ["/bin/sh", "-c", ...command] : command;
  // The engine would kill the script alone; a request limits itself.
  const limit = [busybox, "timeout", "-s", "KILL", String(wholeSeconds(timeout))];
  return [
    "CMD",
    busybox,
    "sh",
    "-c",
    SCRIPT,
    busybox,
    String(retries),
    (stopSignal ?? "TERM").replace(/^SIG/, ""),
    String(wholeSeconds(stopGracePeriod)),
    ...(test.type === "http" ? [] : limit),
    ...check,
  ];
}

function wholeSeconds(time: Milliseconds): number {
  return Math.max(1, Math.ceil(time / 1000));
}
