"""Runs the main process and its helper, which live and die together.

Asked to stop, it asks the main process first and the helper when that has ended, so that the helper serves it to the
end. When either ends by itself, the other is asked to stop, and the container ends: Docker or Kubernetes starts both
anew, and sees that it had to. The exit code is the main process's; only when the helper died first and the main
process then ended in order, it is 1, since that was no success.
"""

import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

from service_common import logs

log = logging.getLogger("together")

MAIN = ["gunicorn", "--config", "python:service_common.serve", "multiprocess.app:application"]
HELPER = [sys.executable, "-m", "multiprocess.helper"]

# Both together must take less than the service's stop_grace_period; seconds.
GRACE = 6.0


def together(main: Sequence[str], helper: Sequence[str]) -> int:
    """Runs both to their end, and returns the exit code."""
    changed = threading.Event()
    asked = threading.Event()

    def ask(*_: object) -> None:
        asked.set()
        changed.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    # Children tell when they end by this signal.
    signal.signal(signal.SIGCHLD, lambda *_: changed.set())

    first = subprocess.Popen(main)  # noqa: S603 - constants
    second = subprocess.Popen(helper)  # noqa: S603
    while not asked.is_set() and first.poll() is None and second.poll() is None:
        # Not for ever: a signal between the look and the wait would be missed.
        changed.wait(1.0)
        changed.clear()

    orphaned = second.poll() is not None and first.poll() is None and not asked.is_set()
    if orphaned:
        log.error("the helper has ended by itself", extra={"code": second.returncode})
    code = end(first, "main")
    end(second, "helper")
    return 1 if orphaned and code == 0 else code


def end(process: subprocess.Popen[bytes], name: str) -> int:
    """Asks a process to stop unless it has, kills it when it does not, and returns its exit code as a shell does."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            log.error("does not stop, and is killed", extra={"child": name})
            process.kill()
    code = process.wait()
    log.info("ended", extra={"child": name, "code": code})
    return 128 - code if code < 0 else code


if __name__ == "__main__":
    logs.configure()
    sys.exit(together(MAIN, HELPER))
