"""What a batch did, for machines (JSON) and for the eyes of somebody who reads both languages (HTML).

Both are made from the journal alone, so the report of a batch that was killed and resumed covers
all of it. Nothing is held in memory but one segment; see ``docs/reference/report.md``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indictx import __version__
from indictx.errors import UsageError
from indictx.jobs.files import write_whole
from indictx.jobs.journal import Journal
from indictx.jobs.records import Done, FileState, Place
from indictx.text.protect import protect

SCHEMA = 1
ENDINGS = (".json", ".html", ".htm")
# How every report begins, and how far its maker's name is from there.
_BEGIN, _HEAD = (b'{"schema":', b"<!DOCTYPE html>"), 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the journal does not know.

    Attributes:
        model: Name and version of the model.
        fingerprint: Of the settings.
        src_lang: Code of the source language; ``None`` if it was detected.
        tgt_langs: Codes of the target languages.
        tasks: Names of the files of this batch, in order.
        translated: Texts that the engine translated in this run.
        remembered: Texts that the memory had.
        seconds: Time of this run.
    """

    model: str
    fingerprint: str
    src_lang: str | None
    tgt_langs: tuple[str, ...]
    tasks: tuple[str, ...]
    translated: int
    remembered: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """One segment: where it is, and its text and translation."""

    place: Place
    text: Done


def check_path(path: Path, *, replaces: bool) -> None:
    """Raise ``UsageError`` unless a report may be written to a file of this name.

    Args:
        path: The file.
        replaces: Whether an earlier report may be replaced; no other file ever is.
    """
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"unknown kind of report: {str(path)!r}",
            hint="name it something.json or something.html",
        )
    if not path.exists():
        return
    if not _is_report(path):
        raise UsageError(f"{str(path)!r} exists and is no report", hint="give another name")
    if not replaces:
        raise UsageError(f"{str(path)!r} exists", hint="add --force to replace it")


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return head.startswith(_BEGIN) and b"indictx" in head


def write_report(path: Path, journal: Journal, facts: Facts) -> None:
    """Write a report, JSON or HTML by its name, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    if path.suffix.lower() == ".json":
        chunks = json_chunks(journal, facts)
    else:
        from indictx.jobs.html import html_chunks

        chunks = html_chunks(journal, facts)
    write_whole(path, (chunk.encode(errors="backslashreplace") for chunk in chunks))


def states(journal: Journal, facts: Facts) -> list[FileState]:
    """Return the files of the batch, in order; those that were not reached are missing."""
    return [journal.files[name] for name in facts.tasks if name in journal.files]


def rows(journal: Journal, state: FileState) -> Iterator[Row]:
    """Yield the segments of a finished file, in order."""
    if state.state == "done":
        for place in journal.places(state.task):
            yield Row(place, journal.text(place.text))


def totals(files: Sequence[FileState], facts: Facts) -> dict[str, Any]:
    """Return the sums over all files, and the speed of this run."""
    words = sum(state.words for state in files)
    return {
        "files": sum(state.state == "done" for state in files),
        "failed": sum(state.state == "failed" for state in files),
        "segments": sum(state.segments for state in files),
        "words": words,
        "flagged": sum(state.flagged for state in files),
        "translated": facts.translated,
        "remembered": facts.remembered,
        "seconds": round(facts.seconds, 3),
        "words_per_s": round(words / facts.seconds, 1) if facts.seconds > 0 else None,
    }


def words_per_s(state: FileState) -> float | None:
    """Return the speed of one file; others may have been translated in the same time."""
    return round(state.words / state.seconds, 1) if state.seconds > 0 else None


def json_chunks(journal: Journal, facts: Facts) -> Iterator[str]:
    """Yield a report as JSON, one segment a line."""
    files = states(journal, facts)
    head = {
        "schema": SCHEMA,
        "indictx": __version__,
        "model": facts.model,
        "fingerprint": facts.fingerprint,
        "src_lang": facts.src_lang,
        "tgt_langs": list(facts.tgt_langs),
        "totals": totals(files, facts),
    }
    yield _json(head)[:-1] + ', "files": ['
    for number, state in enumerate(files):
        yield ",\n" if number else "\n"
        yield from _json_file(journal, state)
    yield "\n]}\n"


def _json_file(journal: Journal, state: FileState) -> Iterator[str]:
    head = {**asdict(state), "words_per_s": words_per_s(state)}
    del head["task"]
    yield _json(head)[:-1] + ', "items": ['
    flags: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    for number, row in enumerate(rows(journal, state)):
        flags.update(row.place.flags)
        terms.update(use.outcome for use in row.place.uses)
        yield (",\n  " if number else "\n  ") + _json(_item(row))
    yield f'], "flags": {_json(flags)}, "terms": {_json(terms)}}}'


def _item(row: Row) -> dict[str, Any]:
    text = row.text
    return {
        "key": row.place.key,
        "source": text.source,
        "target": text.target,
        "src_lang": text.src_lang,
        "flags": list(row.place.flags),
        "slots": [span.text for span in protect(text.source).spans],
        "terms": [asdict(use) for use in row.place.uses],
        "score": text.score,
        "repairs": list(text.repairs),
        "origin": text.origin,
        "near": asdict(text.near) if text.near else None,
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
