"""What is known of images, in PostgreSQL."""

import dataclasses
import datetime
from collections.abc import Iterable
from pathlib import Path

from photos_common import settings
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool

# Any number will do, as long as every replica takes the same: only one may create the schema at a time.
_SCHEMA_LOCK = 7203651

_SCHEMA = """
CREATE TABLE IF NOT EXISTS images (
  id text PRIMARY KEY,
  job text NOT NULL UNIQUE,
  name text NOT NULL,
  path text NOT NULL,
  operations text[] NOT NULL,
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'done', 'failed')),
  files jsonb NOT NULL DEFAULT '{}',
  worker text,
  error text,
  duration_ms double precision,
  created timestamptz NOT NULL DEFAULT now(),
  finished timestamptz
);
CREATE INDEX IF NOT EXISTS images_by_time ON images (created DESC);
CREATE INDEX IF NOT EXISTS images_by_finish ON images (finished);
CREATE INDEX IF NOT EXISTS images_waiting ON images (created) WHERE status = 'queued';
"""


@dataclasses.dataclass(frozen=True)
class Image:
    """One image and what came of it."""

    id: str
    job: str
    name: str
    path: str
    operations: list[str]
    status: str
    files: dict[str, str]
    worker: str | None
    error: str | None
    duration_ms: float | None
    created: datetime.datetime
    finished: datetime.datetime | None


# By name: a column that a later version adds must not disturb the replicas of this one.
_COLUMNS = ", ".join(field.name for field in dataclasses.fields(Image))


def connection_pool() -> ConnectionPool:
    """Opens in the background: the service starts, and says so, while the database is not there yet."""
    password = Path(settings.text("DATABASE_PASSWORD_FILE", "/run/secrets/db_password"))
    return ConnectionPool(
        kwargs={
            "host": settings.text("DATABASE_HOST", "db"),
            "port": int(settings.number("DATABASE_PORT", 5432)),
            "dbname": settings.text("DATABASE_NAME", "photos"),
            "user": settings.text("DATABASE_USER", "photos"),
            "password": password.read_text().strip(),
            "connect_timeout": 3,
        },
        min_size=1,
        max_size=8,
        timeout=5,
        # The pool tries again after ever longer pauses. Given up soon, the next request makes it try at once: it is as
        # quick to be back as the database is.
        reconnect_timeout=2,
        # A connection that died with a restarted database is noticed before it is handed out.
        check=ConnectionPool.check_connection,
        open=False,
    )


class Database:
    """The statements that the service makes."""

    def __init__(self, pool: ConnectionPool, patience: float | None = None) -> None:
        """`patience`: seconds to wait for a connection; the pool's own where it is not given."""
        self._pool = pool
        self._patience = patience

    def create_schema(self) -> None:
        with self._pool.connection(self._patience) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_SCHEMA_LOCK,))
            connection.execute(_SCHEMA)

    def add(self, images: Iterable[tuple[str, str, str, str, list[str]]]) -> None:
        """Notes images that are about to be queued: id, job, name, path, operations."""
        with self._pool.connection(self._patience) as connection, connection.cursor() as cursor:
            cursor.executemany(
                # Not `now()`, which is the same for all that come in together and would leave them without an order.
                "INSERT INTO images (id, job, name, path, operations, created)"
                " VALUES (%s, %s, %s, %s, %s, clock_timestamp())",
                list(images),
            )

    def finish(self, results: Iterable[dict[str, object]]) -> None:
        """Notes results. One that is noted already stays as it is, so results may come more than once."""
        rows = [
            (
                result["status"],
                Jsonb(result.get("files", {})),
                result.get("worker"),
                result.get("error"),
                result.get("duration_ms"),
                result["job"],
            )
            for result in results
        ]
        if not rows:
            return
        with self._pool.connection(self._patience) as connection, connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE images SET status = %s, files = %s, worker = %s, error = %s, duration_ms = %s,"
                " finished = now() WHERE job = %s AND status = 'queued'",
                rows,
            )

    def waiting(self, seconds: float) -> list[Image]:
        """Images that have been waiting for longer than that."""
        return self._images("WHERE status = 'queued' AND created < now() - make_interval(secs => %s)", (seconds,))

    def image(self, image_id: str) -> Image | None:
        found = self._images("WHERE id = %s", (image_id,))
        return found[0] if found else None

    def images(self, ids: list[str]) -> list[Image]:
        """Those of the images that there are."""
        return self._images("WHERE id = ANY(%s)", (ids,))

    def newest(self, count: int) -> list[Image]:
        return self._images("ORDER BY created DESC LIMIT %s", (count,))

    def summary(self) -> dict[str, object]:
        """How many images there are in each state, and how many were finished in the last ten seconds."""
        with self._pool.connection(self._patience) as connection, connection.cursor(row_factory=dict_row) as cursor:
            cursor.execute("SELECT status, count(*) AS count FROM images GROUP BY status")
            states = {row["status"]: row["count"] for row in cursor}
            cursor.execute("SELECT count(*) AS n FROM images WHERE finished > now() - interval '10 seconds'")
            row = cursor.fetchone()
        return {"images": states, "per_second": (row["n"] if row else 0) / 10}

    def throughput(self, seconds: int) -> list[int]:
        """How many images were finished in each of the last whole seconds, the oldest first."""
        with self._pool.connection(self._patience) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT floor(extract(epoch FROM date_trunc('second', now()) - finished))::int AS age, count(*)"
                " FROM images WHERE finished < date_trunc('second', now())"
                " AND finished >= date_trunc('second', now()) - make_interval(secs => %s) GROUP BY age",
                (seconds,),
            )
            counts = dict(cursor.fetchall())
        return [counts.get(age, 0) for age in range(seconds - 1, -1, -1)]

    def _images(self, rest: str, parameters: tuple[object, ...]) -> list[Image]:
        with (
            self._pool.connection(self._patience) as connection,
            connection.cursor(row_factory=class_row(Image)) as cursor,
        ):
            # `rest` is one of the literals above.
            cursor.execute(f"SELECT {_COLUMNS} FROM images {rest}", parameters)  # type: ignore[arg-type]  # noqa: S608
            return cursor.fetchall()
