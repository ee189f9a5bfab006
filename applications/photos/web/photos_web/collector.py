"""Brings the workers' results into the database, and queues again what got lost between database and queue."""

import logging
import threading
import time

import psycopg
import redis
from photos_common import settings
from photos_common.queue import Job, Queue
from psycopg_pool import PoolTimeout

from photos_web.database import Database

SWEEP_INTERVAL = 10.0

log = logging.getLogger("collector")


class Collector(threading.Thread):
    """Every replica runs one; the consumer group shares the results among them."""

    def __init__(self, queue: Queue, database: Database) -> None:
        super().__init__(name="collector", daemon=True)
        self._queue = queue
        self._database = database
        self._stopped = threading.Event()
        self._swept = 0.0
        self._prepared = False

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._turn()
            except (redis.exceptions.RedisError, psycopg.Error, PoolTimeout) as error:
                # Results stay in the stream until they are confirmed, so nothing is lost meanwhile.
                self._prepared = False
                log.warning("waiting for queue and database", extra={"reason": str(error)})
                self._stopped.wait(1)

    def _turn(self) -> None:
        if not self._prepared:
            self._database.create_schema()
            self._queue.prepare()
            self._prepared = True
        results = self._queue.read_results(settings.REPLICA, block=0.5)
        self._database.finish(result for _, result in results)
        self._queue.confirm_results([entry for entry, _ in results])
        if time.monotonic() - self._swept > SWEEP_INTERVAL:
            self._swept = time.monotonic()
            self._sweep()

    def _sweep(self) -> None:
        images = self._database.waiting(settings.LOST_AFTER)
        # Most of them are in the queue and have to wait: queueing a known job changes nothing.
        found = self._queue.enqueue(
            Job(id=image.job, image=image.id, path=image.path, operations=tuple(image.operations)) for image in images
        )
        if found:
            log.warning("images had not been queued", extra={"count": found})
