"""Signs of life: to the queue for those who watch, to a file for the health check, and to the job that is held."""

import logging
import threading
import time
from pathlib import Path

import redis
from photos_common import settings
from photos_common.queue import Claim, Queue

FILE = Path("/tmp/heartbeat")
INTERVAL = 2.0

log = logging.getLogger("heartbeat")


class Heartbeat(threading.Thread):
    """Beats in a thread of its own, so that a long job does not look like a dead worker."""

    def __init__(self, queue: Queue, worker: str) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.claim: Claim | None = None
        self._queue = queue
        self._worker = worker
        self._stopped = threading.Event()
        # The main loop says that it goes round; if it hangs, the file grows old and the health check fails.
        self.alive_at = time.monotonic()

    def run(self) -> None:
        while not self._stopped.is_set():
            self._beat()
            self._stopped.wait(INTERVAL)

    def stop(self) -> None:
        self._stopped.set()

    def _beat(self) -> None:
        claim = self.claim
        if claim is not None or time.monotonic() - self.alive_at < settings.VISIBILITY_TIMEOUT * 2:
            FILE.touch()
        try:
            self._queue.heartbeat(self._worker, claim.job.image if claim else None)
            if claim is not None:
                self._queue.extend(claim, self._worker)
        except redis.exceptions.RedisError as error:
            log.warning("the queue cannot be reached", extra={"reason": str(error)})
