"""Find the entry of the memory whose source is most similar to a text.

Of each source the longest words are indexed, which are also the rarest: two sentences that differ
in a word or two share most of them. Only entries that do are compared letter by letter.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from indictx.text.tokenize import words

_INDEXED_WORDS = 6
_CANDIDATES = 30


@dataclass(frozen=True, slots=True)
class Best:
    """The most similar of several texts.

    Attributes:
        index: Which one.
        ratio: Twice the matching characters by all characters, 0 to 1.
    """

    index: int
    ratio: float


def words_of(source: str) -> list[int]:
    """Return the hashes of the words by which a source is found, at most six."""
    found = {word.casefold() for word in words(source) if word[0].isalnum()}
    longest = sorted(found, key=lambda word: (-len(word), word))[:_INDEXED_WORDS]
    return sorted({_hash(word) for word in longest})


def candidates(
    sql: sqlite3.Connection, source: str, *, columns: str, src_lang: str | None, tgt_lang: str
) -> list[Sequence[object]]:
    """Return entries that share words with a source, those with most first.

    Args:
        sql: The memory.
        source: Text.
        columns: What to return of each entry.
        src_lang: Code of the source language; ``None`` is any.
        tgt_lang: Code of the target language.
    """
    hashes = words_of(source)
    marks = ",".join("?" * len(hashes))
    query = (
        f"SELECT {columns} FROM entries JOIN ("  # noqa: S608  (our own names and marks)
        f"SELECT entry, COUNT(*) AS shared FROM words WHERE word IN ({marks}) GROUP BY entry"
        ") ON entry = id WHERE tgt_lang = ? AND src_lang = COALESCE(?, src_lang) "
        "ORDER BY shared DESC, used DESC LIMIT ?"
    )
    return sql.execute(query, [*hashes, tgt_lang, src_lang, _CANDIDATES]).fetchall()


def best(source: str, others: Sequence[str], ratio: float) -> Best | None:
    """Return which of the others is most similar, the first of equals; ``None`` below ``ratio``."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(source)
    found: Best | None = None
    for index, other in enumerate(others):
        matcher.set_seq1(other)
        least = max(ratio, found.ratio if found else 0.0)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        exact = matcher.ratio()
        if exact >= ratio and (found is None or exact > found.ratio):
            found = Best(index, exact)
    return found


def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
