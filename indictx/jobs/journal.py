"""What a batch has done so far: a file that only grows, so that a kill at any moment loses nothing.

A line is a checksum and a JSON object. A line that was cut off, by a kill or a full disk, is
recognized and dropped, and what it said is done again. Texts stay in the file; only where each is
stands in memory, so that a batch of millions of segments fits.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Self

from indictx.errors import IndictxError, UsageError
from indictx.jobs.files import reason
from indictx.jobs.records import Done, FileState, Near, Place, Use, text_key

SCHEMA = 1
_PART_SEGMENTS = 1000


@dataclass(slots=True)
class _Index:
    """Where things are in the file: offset and length of lines."""

    texts: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    files: dict[str, FileState] = field(default_factory=dict)
    outputs: dict[str, set[str]] = field(default_factory=dict)
    header: dict[str, Any] | None = None
    is_finished: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run left behind.

    Attributes:
        files: The last state of each of its tasks, by name.
        outputs: SHA-256 of all outputs that each of its tasks had, by name.
        replaces: Whether it was allowed to replace outputs that were there before.
    """

    files: Mapping[str, FileState] = field(default_factory=dict)
    outputs: Mapping[str, set[str]] = field(default_factory=dict)
    replaces: bool = False


def read_earlier(path: Path) -> Earlier:
    """Read the journal of an earlier run, if there is one, without changing it."""
    try:
        with path.open("rb") as file:
            index = _replay(file)[0]
    except OSError:
        return Earlier()
    return Earlier(index.files, index.outputs, bool((index.header or {}).get("replaces")))


class Journal:
    """The journal of one batch, open for reading and appending.

    Attributes:
        path: The file.
        dropped: Lines that were cut off or damaged, and were ignored.
    """

    def __init__(
        self, path: Path, file: BinaryIO, index: _Index, *, end: int, dropped: int
    ) -> None:
        self.path = path
        self.dropped = dropped
        self._file = file
        self._index = index
        self._end = end

    @classmethod
    def open(cls, path: Path, *, fingerprint: str, resume: bool, force: bool = False) -> Self:
        """Open the journal of a batch.

        Args:
            path: The file; it and its folder are made where they are missing.
            fingerprint: Of all settings that decide what a translation is.
            resume: Go on where an earlier batch stopped; without one, begin.
            force: Begin anew even if an earlier batch did not finish.

        Raises:
            UsageError: An unfinished batch is there and neither ``resume`` nor ``force`` is given,
                or it was begun with other settings.
            IndictxError: The file cannot be read or written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("r+b" if path.exists() else "w+b")
        except OSError as error:
            raise _cannot(path, error) from error
        try:
            index, end, dropped = _replay(file)
            journal = cls(path, file, index, end=end, dropped=dropped)
            journal._begin(fingerprint, resume=resume, force=force)
        except BaseException:
            file.close()
            raise
        return journal

    def _begin(self, fingerprint: str, *, resume: bool, force: bool) -> None:
        header = self._index.header
        if header is not None and resume:
            if header.get("schema") != SCHEMA or header.get("fingerprint") != fingerprint:
                raise UsageError(
                    f"the batch in {str(self.path.parent)!r} was begun with other settings",
                    hint="give the same options, model and glossary, or --force to begin anew",
                )
            self._cut(self._end)
            self._index.is_finished = False
            return
        has_work = bool(self._index.texts or self._index.files)
        if header is not None and has_work and not self._index.is_finished and not force:
            raise UsageError(
                f"an unfinished batch is in {str(self.path.parent)!r}",
                hint="add --resume to go on with it, or --force to begin anew",
            )
        self._cut(0)
        header = {"schema": SCHEMA, "fingerprint": fingerprint, "replaces": force}
        self._index = _Index(header=header)
        self._append([{"kind": "begin", **header}])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; everything is on disk already."""
        self._file.close()

    def __contains__(self, key: str) -> bool:
        return bytes.fromhex(key) in self._index.texts

    def __len__(self) -> int:
        return len(self._index.texts)

    def text(self, key: str) -> Done:
        """Return the translation with this key; ``KeyError`` if there is none."""
        entry = self._read(self._index.texts[bytes.fromhex(key)])
        near = entry.pop("near", None)
        del entry["kind"], entry["key"]
        entry["flags"], entry["repairs"] = tuple(entry["flags"]), tuple(entry["repairs"])
        return Done(**entry, near=Near(**near) if near else None)

    def add(self, texts: Iterable[Done]) -> None:
        """Record translations; those that are there already are left alone.

        Raises:
            IndictxError: They cannot be written; those before are safe.
        """
        new: dict[str, Done] = {}
        for done in texts:
            key = text_key(done.source, done.tgt_lang)
            if key not in self:
                new.setdefault(key, done)
        spots = self._append(
            {"kind": "text", "key": key, **_record(done)} for key, done in new.items()
        )
        for key, spot in zip(new, spots, strict=True):
            self._index.texts[bytes.fromhex(key)] = spot

    @property
    def files(self) -> dict[str, FileState]:
        """The last state of each task, by its name."""
        return self._index.files

    def write_file(self, state: FileState, places: Iterable[Place] = ()) -> None:
        """Record the state of a task and, if it changed, its segments.

        Raises:
            IndictxError: It cannot be written.
        """
        lines = [{"kind": "file", **asdict(state)}]
        if state.state == "writing":
            rows = [asdict(place) for place in places]
            starts = range(0, len(rows), _PART_SEGMENTS)
            parts = [rows[start : start + _PART_SEGMENTS] for start in starts]
            lines = [
                {"kind": "places", "task": state.task, "places": part} for part in parts
            ] + lines
        spots = self._append(lines)
        if state.state == "writing":
            self._index.places[state.task] = spots[:-1]
        self._index.files[state.task] = state

    def places(self, task: str) -> Iterator[Place]:
        """Yield the segments of a task that was written, in order."""
        for spot in self._index.places.get(task, []):
            for row in self._read(spot)["places"]:
                yield Place(
                    key=row["key"],
                    text=row["text"],
                    flags=tuple(row["flags"]),
                    uses=tuple(Use(**use) for use in row["uses"]),
                )

    def finish(self) -> None:
        """Say that the batch came to its end."""
        self._index.is_finished = True
        self._append([{"kind": "end"}])

    def _append(self, entries: Iterable[dict[str, Any]]) -> list[tuple[int, int]]:
        lines = [_encode(entry) for entry in entries]
        if not lines:
            return []
        spots = []
        position = self._end
        for line in lines:
            spots.append((position, len(line)))
            position += len(line)
        try:
            self._file.seek(self._end)
            self._file.write(b"".join(lines))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _cannot(self.path, error) from error
        self._end = position
        return spots

    def _cut(self, end: int) -> None:
        try:
            self._file.truncate(end)
        except OSError as error:
            raise _cannot(self.path, error) from error
        self._end = end

    def _read(self, spot: tuple[int, int]) -> dict[str, Any]:
        start, length = spot
        self._file.seek(start)
        entry = _decode(self._file.read(length))
        if entry is None:
            raise IndictxError(
                f"{str(self.path)!r} was changed by somebody else",
                hint="begin anew with --force",
            )
        return entry


def _record(done: Done) -> dict[str, Any]:
    record = asdict(done)
    if done.near is None:
        del record["near"]
    return record


def _encode(entry: dict[str, Any]) -> bytes:
    # ASCII: lone surrogates, which UTF-8 cannot write, survive as escapes.
    body = json.dumps(entry, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _decode(line: bytes) -> dict[str, Any] | None:
    """Return what a line says, or ``None`` if it is not as it was written."""
    checksum, _, body = line[:-1].partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(body):
        return None
    entry: dict[str, Any] = json.loads(body)
    return entry


def _replay(file: BinaryIO) -> tuple[_Index, int, int]:
    """Return what the journal says, where its last whole line ends, and how many lines are bad."""
    index = _Index()
    position = end = dropped = 0
    waiting: dict[str, list[tuple[int, int]]] = {}
    for line in file:
        spot = (position, len(line))
        position += len(line)
        entry = _decode(line)
        if line.endswith(b"\n"):
            end = position
        if entry is None:
            dropped += 1
            continue
        kind = entry.pop("kind")
        if kind == "begin":
            index.header = entry
        elif kind == "text":
            index.texts[bytes.fromhex(entry["key"])] = spot
        elif kind == "places":
            waiting.setdefault(entry["task"], []).append(spot)
        elif kind == "file":
            state = FileState(**entry)
            index.files[state.task] = state
            index.outputs.setdefault(state.task, set()).add(state.output_sha256)
            if state.state == "writing":
                index.places[state.task] = waiting.pop(state.task, [])
        index.is_finished = kind == "end"
    return index, end, dropped


def _cannot(path: Path, error: OSError) -> IndictxError:
    return IndictxError(
        f"cannot write {str(path)!r}: {reason(error)}",
        hint="what was done before is safe; when this is solved, add --resume",
    )
