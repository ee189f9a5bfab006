"""The table of notes, and how it is reached."""

import dataclasses
import datetime
import uuid

from psycopg.rows import class_row
from psycopg_pool import ConnectionPool
from service_common import settings


@dataclasses.dataclass(frozen=True)
class Note:
    """A row."""

    id: uuid.UUID
    title: str
    text: str
    created: datetime.datetime
    updated: datetime.datetime


# By name: a column that a later version adds must not disturb the replicas of this one, which serve during the update.
_COLUMNS = ", ".join(field.name for field in dataclasses.fields(Note))


def url() -> str:
    return settings.text("DATABASE_URL", "postgresql://notes@db:5432/notes")


def password() -> str:
    return settings.secret("DATABASE_PASSWORD_FILE", "/run/secrets/db_password")


def connection_pool() -> ConnectionPool:
    """Opens in the background: the service starts, and says so, while the database is not there."""
    return ConnectionPool(
        url(),
        kwargs={"password": password(), "connect_timeout": 3},
        min_size=1,
        max_size=8,
        timeout=5,
        # Given up soon, a connection is tried again at once when the next request needs one, not after a long pause.
        reconnect_timeout=2,
        # A connection that died with a restarted database is noticed before it is handed out.
        check=ConnectionPool.check_connection,
        open=False,
    )


class Notes:
    """The statements that the service makes."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool

    def ping(self) -> None:
        with self._pool.connection() as connection:
            connection.execute("SELECT 1")

    def list(self, limit: int) -> list[Note]:
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Note)) as cursor:
            return cursor.execute(
                f"SELECT {_COLUMNS} FROM notes ORDER BY created DESC, id LIMIT %s", (limit,)
            ).fetchall()

    def get(self, note: uuid.UUID) -> Note | None:
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Note)) as cursor:
            return cursor.execute(f"SELECT {_COLUMNS} FROM notes WHERE id = %s", (note,)).fetchone()

    def put(self, note: uuid.UUID, title: str, text: str) -> Note:
        """Writes the note that has this id, whether or not it is there: done twice, it is done once."""
        with self._pool.connection() as connection, connection.cursor(row_factory=class_row(Note)) as cursor:
            row = cursor.execute(
                "INSERT INTO notes (id, title, text) VALUES (%s, %s, %s)"
                " ON CONFLICT (id) DO UPDATE SET title = excluded.title, text = excluded.text, updated = now()"
                f" RETURNING {_COLUMNS}",
                (note, title, text),
            ).fetchone()
        assert row is not None
        return row

    def delete(self, note: uuid.UUID) -> bool:
        with self._pool.connection() as connection:
            return connection.execute("DELETE FROM notes WHERE id = %s", (note,)).rowcount == 1
