"""One look at queue and database for the page. Where one of them is away, the page gets the rest and is told."""

import psycopg
import redis
from photos_common import settings
from photos_common.queue import Queue
from psycopg_pool import PoolTimeout

from photos_web.database import Database, Image
from photos_web.live import Snapshot

# As many images as a page shows at first.
NEWEST = 24
# The plot reaches this far back; seconds.
HISTORY = 60


class Look:
    """Called by the replica's live events, in a thread."""

    def __init__(self, queue: Queue, database: Database) -> None:
        self._queue = queue
        self._database = database

    def __call__(self) -> Snapshot:
        state: dict[str, object] = {"replica": settings.REPLICA}
        images: list[Image] = []
        problems = []
        try:
            state.update(self._queue.stats())
        except redis.exceptions.RedisError:
            problems.append("the queue cannot be reached")
        try:
            images = self._database.newest(NEWEST)
            state["throughput"] = self._database.throughput(HISTORY)
        except (psycopg.Error, PoolTimeout):
            problems.append("the database cannot be reached")
        return {**state, "problems": problems}, [shown(image) for image in images]


def shown(image: Image) -> dict[str, object]:
    """An image as the answers tell it."""
    return {
        "id": image.id,
        "name": image.name,
        "status": image.status,
        "original": f"/images/{image.id}/original",
        "results": {name: f"/results/{image.id}/{file}" for name, file in image.files.items()},
        "operations": image.operations,
        "worker": image.worker,
        "error": image.error,
        "duration_ms": image.duration_ms,
        "created": image.created.isoformat(),
        "finished": image.finished.isoformat() if image.finished else None,
    }
