"""What the translation memory holds, as values and as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

#: Fingerprint of what was made elsewhere.
IMPORTED = ""
COLUMNS = "source, target, src_lang, tgt_lang, fingerprint, flags, repairs, score"

# What SQLite needs for an entry besides its texts: columns, four indices, six words.
_OVERHEAD_BYTES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One source and its translation.

    Attributes:
        source: Text.
        target: Its translation.
        src_lang: Code of the source language.
        tgt_lang: Code of the target language.
        fingerprint: Of the settings that made it; :data:`IMPORTED` if it was made elsewhere.
        flags: What the translator was unsure of.
        repairs: What it did to get here.
        score: In nats; ``None`` if unknown.
    """

    source: str
    target: str
    src_lang: str
    tgt_lang: str
    fingerprint: str = IMPORTED
    flags: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An entry whose source is similar.

    Attributes:
        entry: The entry.
        ratio: How similar, 0 to 1.
    """

    entry: Entry
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairStats:
    """What the memory holds for one direction.

    Attributes:
        src_lang: Code of the source language.
        tgt_lang: Code of the target language.
        entries: How many there are.
        imported: How many of them were made elsewhere.
        settings: How many different settings made the others.
        size_bytes: Estimate of the space they take.
    """

    src_lang: str
    tgt_lang: str
    entries: int
    imported: int
    settings: int
    size_bytes: int


def digest(source: str) -> bytes:
    """Return the hash by which a source is found."""
    return hashlib.blake2b(source.encode(errors="surrogatepass"), digest_size=16).digest()


def is_writable(entry: Entry) -> bool:
    """Say whether the texts have a form in UTF-8, which lone surrogates have not."""
    try:
        (entry.source + entry.target).encode()
    except UnicodeEncodeError:
        return False
    return True


def row_of(entry: Entry, tick: int) -> tuple[object, ...]:
    """Return the values of a new row, in the order of the statement that inserts it."""
    return (
        entry.fingerprint,
        entry.src_lang,
        entry.tgt_lang,
        digest(entry.source),
        entry.source,
        entry.target,
        json.dumps(entry.flags),
        json.dumps(entry.repairs),
        entry.score,
        tick,
        len(entry.source.encode()) + len(entry.target.encode()) + _OVERHEAD_BYTES,
    )


def entry_of(columns: Sequence[object]) -> Entry:
    """Return the entry of the columns :data:`COLUMNS`."""
    source, target, src_lang, tgt_lang, fingerprint, flags, repairs, score = columns
    return Entry(
        source=str(source),
        target=str(target),
        src_lang=str(src_lang),
        tgt_lang=str(tgt_lang),
        fingerprint=str(fingerprint),
        flags=tuple(json.loads(str(flags))),
        repairs=tuple(json.loads(str(repairs))),
        score=None if score is None else float(str(score)),
    )
