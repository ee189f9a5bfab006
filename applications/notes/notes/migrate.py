"""Brings the schema up to date, and ends: the service starts when this has ended well.

The files in `migrations` are applied in the order of their numbers, each in a transaction of its own together with
the note that it was applied. One that was applied must not change any more: a change is a file of its own. Each must
leave the version before it working, whose replicas serve until the new ones are healthy.
"""

import hashlib
import logging
from pathlib import Path

import psycopg
from service_common import logs

from notes.database import password, url

log = logging.getLogger("migrate")

# Any number will do, as long as every run takes the same: only one may change the schema at a time.
_LOCK = 4180237

_MIGRATIONS = Path(__file__).parent / "migrations"

_APPLIED = """
CREATE TABLE IF NOT EXISTS migrations (
  name text PRIMARY KEY,
  digest text NOT NULL,
  applied timestamptz NOT NULL DEFAULT now()
)
"""


def migrate(connection: psycopg.Connection) -> list[str]:
    """Applies what has not been applied, and returns its names."""
    connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
    connection.execute(_APPLIED)
    known = dict(connection.execute("SELECT name, digest FROM migrations").fetchall())
    done = []
    for file in sorted(_MIGRATIONS.glob("*.sql")):
        statements = file.read_bytes()
        digest = hashlib.sha256(statements).hexdigest()
        if file.name in known:
            if known[file.name] != digest:
                raise SystemExit(f"{file.name} was changed after it had been applied: write a new migration instead")
            continue
        with connection.transaction():
            connection.execute(statements)
            connection.execute("INSERT INTO migrations (name, digest) VALUES (%s, %s)", (file.name, digest))
        done.append(file.name)
    return done


def main() -> None:
    logs.configure()
    with psycopg.connect(url(), password=password(), connect_timeout=10, autocommit=True) as connection:
        done = migrate(connection)
    log.info("the schema is up to date", extra={"applied": done})


if __name__ == "__main__":
    main()
