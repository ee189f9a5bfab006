"""The helper: each second it looks at the machine for the main process, which must not wait for that.

It has a child that has a child, as tools that people run in the background have: when the first ends, nobody but the
init is left to collect the second.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time

from service_common import logs

from multiprocess import beat

log = logging.getLogger("helper")

INTERVAL = 1.0

# A shell that ends at once and leaves a process behind, which ends a little later.
ORPHAN = ["sh", "-c", "sleep 0.2 &"]


def main() -> None:
    logs.configure()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    log.info("the helper is up")
    count = 0
    while not stop.is_set():
        count += 1
        beat.write(beat.Beat(os.getpid(), count, time.time(), os.getloadavg()[0]))
        subprocess.run(ORPHAN, check=True)  # noqa: S603 - a constant
        stop.wait(INTERVAL)
    log.info("the helper has ended", extra={"beats": count})
    sys.exit(0)


if __name__ == "__main__":
    main()
