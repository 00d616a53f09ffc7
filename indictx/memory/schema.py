"""The tables of the translation memory, and how older ones become newer ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from indictx.errors import IndictxError

#: Statement by statement; a memory with ``user_version`` *n* has had the first *n* of these scripts.
#: They are only ever added to: a memory lives longer than the version that made it.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE entries (
          id INTEGER PRIMARY KEY,
          fingerprint TEXT NOT NULL,
          src_lang TEXT NOT NULL,
          tgt_lang TEXT NOT NULL,
          digest BLOB NOT NULL,
          source TEXT NOT NULL,
          target TEXT NOT NULL,
          flags TEXT NOT NULL,
          repairs TEXT NOT NULL,
          score REAL,
          used INTEGER NOT NULL,
          size INTEGER NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX entry ON entries (digest, tgt_lang, fingerprint, src_lang)",
        "CREATE INDEX entries_used ON entries (used, id)",
        """
        CREATE TABLE words (
          word INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (word, entry)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX words_entry ON words (entry)",
        "CREATE TABLE totals (bytes INTEGER NOT NULL, ticks INTEGER NOT NULL)",
        "INSERT INTO totals VALUES (0, 0)",
        """
        CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
          UPDATE totals SET bytes = bytes + new.size;
        END
        """,
        """
        CREATE TRIGGER entry_changed AFTER UPDATE OF size ON entries BEGIN
          UPDATE totals SET bytes = bytes + new.size - old.size;
        END
        """,
        """
        CREATE TRIGGER entry_removed AFTER DELETE ON entries BEGIN
          UPDATE totals SET bytes = bytes - old.size;
          DELETE FROM words WHERE entry = old.id;
        END
        """,
    ),
)


def is_older(connection: sqlite3.Connection) -> bool:
    """Say whether the tables are not those of this version.

    Raises:
        IndictxError: A newer version of indictx has been here.
        sqlite3.Error: The file cannot be read.
    """
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise IndictxError(
            f"the translation memory has schema {version}, this version knows {len(MIGRATIONS)}",
            hint="update indictx, or work without it: --no-memory",
        )
    return version < len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date, unless another process has just done so.

    Raises:
        sqlite3.Error: The file cannot be read or written.
    """
    with transaction(connection):
        for script in MIGRATIONS[_version(connection) :]:
            for statement in script:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that follows or nothing; another process waits until it is done."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # the error that led here says more
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
