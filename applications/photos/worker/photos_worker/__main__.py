"""Takes jobs until it is asked to stop, and finishes the one in hand before it does."""

import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import redis
from photos_common import logs, settings
from photos_common.queue import Claim, Queue, connect
from PIL import Image, UnidentifiedImageError

from photos_worker.heartbeat import Heartbeat
from photos_worker.operations import process, tidy

WORKER_ID = settings.text("WORKER_ID", os.uname().nodename)
# Trying again cannot make such a picture readable.
HOPELESS = (UnidentifiedImageError, Image.DecompressionBombError, FileNotFoundError, KeyError, SyntaxError)

log = logging.getLogger("worker")


class Worker:
    """The loop over jobs. It goes round until a claim succeeds, so only `outcomes` needs a patient connection."""

    def __init__(self, claims: Queue, outcomes: Queue, heartbeat: Heartbeat) -> None:
        self._claims = claims
        self._outcomes = outcomes
        self._heartbeat = heartbeat
        self._stopping = False

    def stop(self, *_: object) -> None:
        """Lets the job in hand end and takes no other."""
        self._stopping = True

    def run(self) -> None:
        while not self._stopping:
            self._heartbeat.alive_at = time.monotonic()
            try:
                claim = self._claims.claim(WORKER_ID)
            except redis.exceptions.ResponseError as error:
                # A Redis that came back without its data has no group either.
                if "NOGROUP" not in str(error):
                    raise
                self._claims.prepare()
                continue
            except redis.exceptions.RedisError as error:
                log.warning("the queue cannot be reached", extra={"reason": str(error)})
                time.sleep(0.5)
                continue
            if claim is not None:
                self._work(claim)

    def _work(self, claim: Claim) -> None:
        token = logs.job_id.set(claim.job.id)
        self._heartbeat.claim = claim
        try:
            self._do(claim)
        finally:
            self._heartbeat.claim = None
            logs.job_id.reset(token)

    def _do(self, claim: Claim) -> None:
        started = time.perf_counter()
        job = claim.job
        if claim.deliveries > 1:
            log.warning("job taken over", extra={"image": job.image, "deliveries": claim.deliveries})
        try:
            files = process(Path(job.path), job.operations, settings.RESULTS_DIR / job.image)
        except HOPELESS as error:
            self._fail(claim, error, retry=False)
            return
        except (OSError, ValueError, MemoryError) as error:
            self._fail(claim, error, retry=not _truncated(error))
            return
        duration = round((time.perf_counter() - started) * 1000, 1)
        result = {"status": "done", "files": files, "duration_ms": duration}
        first = self._settle(lambda: self._outcomes.finish(claim, result, WORKER_ID))
        if first and claim.deliveries > 1:
            # Not before: a worker that was only slow may still be writing, and what it says from now on is not heard.
            tidy(settings.RESULTS_DIR / job.image)
        log.info("job done", extra={"image": job.image, "duration_ms": duration, "first": bool(first)})

    def _fail(self, claim: Claim, error: BaseException, *, retry: bool) -> None:
        reason = f"{type(error).__name__}: {error}"
        self._settle(lambda: self._outcomes.fail(claim, reason, WORKER_ID, retry=retry))
        fields = {"image": claim.job.image, "attempt": claim.job.attempt, "reason": reason, "retry": retry}
        log.log(logging.WARNING if retry else logging.ERROR, "job failed", extra=fields)

    def _settle[Outcome](self, action: Callable[[], Outcome]) -> Outcome | None:
        """Says what came of a job. Where the queue stays away the job comes up again, and its result is the same."""
        try:
            return action()
        except redis.exceptions.RedisError as error:
            log.warning("the queue did not take the outcome", extra={"reason": str(error)})
            return None


def _truncated(error: BaseException) -> bool:
    """Pillow says so of a file that ends too early."""
    return any(sign in str(error).lower() for sign in ("truncated", "broken data stream"))


def main() -> None:
    logs.configure()
    # Asked to stop while the queue is away, as when all is destroyed at once, a worker goes in seconds.
    claims = Queue(connect(retries=1))
    outcomes = Queue(connect())
    heartbeat = Heartbeat(Queue(connect()), WORKER_ID)
    worker = Worker(claims, outcomes, heartbeat)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    outcomes.prepare()
    heartbeat.start()
    log.info("worker started", extra={"worker": WORKER_ID})
    worker.run()
    heartbeat.stop()
    with contextlib.suppress(redis.exceptions.RedisError):
        claims.retire(WORKER_ID)
    log.info("worker stopped", extra={"worker": WORKER_ID})


if __name__ == "__main__":
    main()
