"""The translation memory: one SQLite file that several processes read and write at once.

An entry is found again by its source, its direction and the fingerprint of the settings that made
it, so that a stored translation is always one that the settings of now would give. Translations
that people made are imported without a fingerprint. What is lost when a process is killed is at
most what it had not handed over; a file that is damaged is set aside and a new one begun.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar

from indictx import settings
from indictx.errors import IndictxError
from indictx.memory import near, schema
from indictx.memory.entries import (
    COLUMNS,
    IMPORTED,
    Entry,
    Match,
    PairStats,
    digest,
    entry_of,
    is_writable,
    row_of,
)
from indictx.models.lock import locked

MAX_BYTES = 512 << 20
FILE_NAME = "memory.sqlite3"

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BUSY_S = 30.0
_CHUNK = 500
_AFTER_EVICTION = 0.9
_T = TypeVar("_T")


def memory_path() -> Path:
    """Return where the user's translation memory is."""
    return settings.home() / FILE_NAME


class Memory:
    """An open translation memory.

    Args:
        path: The file; ``None`` is the user's.
        max_bytes: Size at which the entries that were not used for longest are removed.
        say: Called with a sentence when the file was damaged and set aside.

    Raises:
        IndictxError: The file cannot be opened.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        max_bytes: int = MAX_BYTES,
        say: Callable[[str], None] | None = None,
    ) -> None:
        self.path = path or memory_path()
        self._max_bytes = max_bytes
        self._say = say or (lambda _: None)
        self._touched: set[int] = set()
        self._connection: sqlite3.Connection | None = None
        self._do(lambda _: None)

    @classmethod
    def open_user(cls, *, say: Callable[[str], None] | None = None) -> Self:
        """Open the user's memory, as large as the settings allow.

        Raises:
            IndictxError: The file cannot be opened.
            UsageError: A setting is wrong.
        """
        megabytes = int(str(settings.resolve({})["memory_mb"].value))
        return cls(max_bytes=megabytes << 20, say=say)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write down which entries were used, and close the file."""
        if self._connection is not None:
            # Which entries were used is worth no error.
            with contextlib.suppress(IndictxError):
                self._do(self._touch)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(
        self, sources: Sequence[str], *, src_lang: str | None, tgt_lang: str, fingerprint: str
    ) -> dict[str, Entry]:
        """Return the entries of these sources that were stored under this fingerprint.

        Args:
            sources: Texts.
            src_lang: Code of the source language; ``None`` is any.
            tgt_lang: Code of the target language.
            fingerprint: Of the settings.

        Returns:
            Entries by source; a source that has none is missing.

        Raises:
            IndictxError: The file cannot be read.
        """
        wanted = set(sources)
        found: dict[str, Entry] = {}
        digests = map(digest, wanted)
        while chunk := list(islice(digests, _CHUNK)):
            for number, *columns in self._do(partial(_rows, chunk, tgt_lang, fingerprint)):
                entry = entry_of(columns)
                # The digest finds the row, the text proves it.
                if entry.source in wanted and src_lang in (None, entry.src_lang):
                    found[entry.source] = entry
                    self._touched.add(int(str(number)))
        return found

    def put(self, entries: Iterable[Entry]) -> int:
        """Store entries, all or none of them; those with the same key are replaced.

        Returns:
            How many were stored; texts that no UTF-8 can hold are not.

        Raises:
            IndictxError: The file cannot be written.
        """
        writable = [entry for entry in entries if is_writable(entry)]
        self._do(lambda sql: self._put(sql, writable))
        return len(writable)

    def _put(self, sql: sqlite3.Connection, entries: list[Entry]) -> None:
        with schema.transaction(sql):
            self._touch(sql)
            tick = _next_tick(sql)
            for entry in entries:
                row = sql.execute(_UPSERT, row_of(entry, tick)).fetchone()
                sql.execute("DELETE FROM words WHERE entry = ?", row)
                sql.executemany(
                    "INSERT INTO words VALUES (?, ?)",
                    [(word, row[0]) for word in near.words_of(entry.source)],
                )
            self._evict(sql)

    def _touch(self, sql: sqlite3.Connection) -> None:
        if self._touched:
            tick = _next_tick(sql)
            sql.executemany(
                "UPDATE entries SET used = ? WHERE id = ?", [(tick, one) for one in self._touched]
            )
            self._touched.clear()

    def _evict(self, sql: sqlite3.Connection) -> None:
        total = sql.execute("SELECT bytes FROM totals").fetchone()[0]
        if total > self._max_bytes:
            excess = total - int(self._max_bytes * _AFTER_EVICTION)
            sql.execute(_OLDEST, [excess])

    def near(
        self, source: str, *, src_lang: str | None, tgt_lang: str, ratio: float
    ) -> Match | None:
        """Return the entry with the most similar source, whatever settings made it.

        Args:
            source: Text.
            src_lang: Code of the source language; ``None`` is any.
            tgt_lang: Code of the target language.
            ratio: Least similarity, 0 to 1.

        Raises:
            IndictxError: The file cannot be read.
        """
        rows = self._do(
            lambda sql: near.candidates(
                sql, source, columns=COLUMNS, src_lang=src_lang, tgt_lang=tgt_lang
            )
        )
        entries = [entry_of(row) for row in rows]
        best = near.best(source, [entry.source for entry in entries], ratio)
        return Match(entries[best.index], best.ratio) if best else None

    def entries(
        self, *, src_lang: str | None = None, tgt_lang: str | None = None
    ) -> Iterator[Entry]:
        """Yield all entries, or those of some languages, in the order they were stored."""
        last = 0
        while rows := self._do(partial(_page, last, src_lang, tgt_lang)):
            for number, *columns in rows:
                last = int(str(number))
                yield entry_of(columns)

    def stats(self) -> list[PairStats]:
        """Return what there is for each direction, the largest first."""
        rows = self._do(lambda sql: sql.execute(_STATS, [IMPORTED]).fetchall())
        return [
            PairStats(
                src_lang=row[0],
                tgt_lang=row[1],
                entries=row[2],
                imported=row[3],
                settings=row[4],
                size_bytes=row[5],
            )
            for row in rows
        ]

    def clear(
        self,
        *,
        src_lang: str | None = None,
        tgt_lang: str | None = None,
        keep_imported: bool = False,
    ) -> int:
        """Remove entries, all or those of some languages, and give their space back.

        Returns:
            How many were removed.
        """

        def remove(sql: sqlite3.Connection) -> int:
            count = sql.execute(_CLEAR, [src_lang, tgt_lang, keep_imported, IMPORTED]).rowcount
            with contextlib.suppress(sqlite3.OperationalError):  # another process is reading
                sql.execute("VACUUM")
            return count

        return self._do(remove)

    def _do(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Run an action on the open file; begin a new file where the old one is damaged."""
        try:
            return self._attempt(action)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorname", "").startswith(_DAMAGED):
                self._set_aside(error)
                try:
                    return self._attempt(action)
                except sqlite3.Error as again:
                    raise self._failed(again) from again
            raise self._failed(error) from error

    def _attempt(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        if self._connection is None:
            self._connection = self._open()
        return action(self._connection)

    def _open(self) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failed(error) from error
        connection = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
        try:
            if schema.is_older(connection):
                with self._locked():
                    # With WAL, readers never wait; the file remembers it.
                    connection.execute("PRAGMA journal_mode = WAL")
                    schema.migrate(connection)
            # Survives a kill; a power cut loses at most the last transactions.
            connection.execute("PRAGMA synchronous = NORMAL")
        except OSError as error:
            connection.close()
            raise self._failed(error) from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _locked(self) -> contextlib.AbstractContextManager[None]:
        return locked(self.path.with_name(f"{self.path.name}.lock"))

    def _set_aside(self, error: sqlite3.Error) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._touched.clear()
        try:
            with self._locked():
                if self._is_sound():
                    return  # another process was faster
                aside = _free_name(self.path)
                for ending in ("-wal", "-shm", ""):
                    part = self.path.with_name(self.path.name + ending)
                    if part.exists():
                        part.rename(aside.with_name(aside.name + ending))
        except OSError as failure:
            raise self._failed(failure) from error
        self._say(
            f"the translation memory was damaged ({error}); it is now {str(aside)!r}, "
            "and a new one is begun"
        )

    def _is_sound(self) -> bool:
        try:
            with contextlib.closing(sqlite3.connect(self.path, timeout=_BUSY_S)) as connection:
                checked = connection.execute("PRAGMA quick_check(1)").fetchone()
                return checked == ("ok",) and not schema.is_older(connection)
        except sqlite3.Error:
            return False

    def _failed(self, error: sqlite3.Error | OSError) -> IndictxError:
        reason = error.strerror if isinstance(error, OSError) else None
        return IndictxError(
            f"cannot use the translation memory {str(self.path)!r}: {reason or error}",
            hint="work without it: --no-memory",
        )


_UPSERT = """
INSERT INTO entries (fingerprint, src_lang, tgt_lang, digest, source, target, flags, repairs, score,
  used, size)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (digest, tgt_lang, fingerprint, src_lang) DO UPDATE SET
  target = excluded.target, flags = excluded.flags, repairs = excluded.repairs,
  score = excluded.score, used = excluded.used, size = excluded.size
RETURNING id
"""
_OLDEST = """
DELETE FROM entries WHERE id IN (
  SELECT id FROM (
    SELECT id, size, SUM(size) OVER (ORDER BY used, id) AS so_far FROM entries
  ) WHERE so_far - size < ?
)
"""
_PAGE = f"""
SELECT id, {COLUMNS} FROM entries
WHERE id > ?1 AND (?2 IS NULL OR src_lang = ?2) AND (?3 IS NULL OR tgt_lang = ?3)
ORDER BY id LIMIT {_CHUNK}
"""  # noqa: S608  (our own names)
_STATS = """
SELECT src_lang, tgt_lang, COUNT(*), SUM(fingerprint = ?1),
  COUNT(DISTINCT NULLIF(fingerprint, ?1)), SUM(size)
FROM entries GROUP BY src_lang, tgt_lang ORDER BY COUNT(*) DESC, src_lang, tgt_lang
"""
_CLEAR = """
DELETE FROM entries WHERE (?1 IS NULL OR src_lang = ?1) AND (?2 IS NULL OR tgt_lang = ?2)
  AND NOT (?3 AND fingerprint = ?4)
"""


def _rows(
    digests: list[bytes], tgt_lang: str, fingerprint: str, sql: sqlite3.Connection
) -> list[Sequence[object]]:
    marks = ",".join("?" * len(digests))
    query = (
        f"SELECT id, {COLUMNS} FROM entries "  # noqa: S608  (our own names and marks)
        f"WHERE digest IN ({marks}) AND tgt_lang = ? AND fingerprint = ? ORDER BY used"
    )
    return sql.execute(query, [*digests, tgt_lang, fingerprint]).fetchall()


def _page(
    last: int, src_lang: str | None, tgt_lang: str | None, sql: sqlite3.Connection
) -> list[Sequence[object]]:
    return sql.execute(_PAGE, [last, src_lang, tgt_lang]).fetchall()


def _next_tick(sql: sqlite3.Connection) -> int:
    query = "UPDATE totals SET ticks = ticks + 1 RETURNING ticks"
    return int(sql.execute(query).fetchone()[0])


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return aside
