"""What is translated: a file's lines, or sentences of our own that ship with the package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indictx.errors import InputError, UsageError
from indictx.text.segment import split

__all__ = ["OWN", "Corpus", "open_corpus", "own_languages"]

#: Name of our own sentences in results.
OWN = "built-in"
_FILE = Path(__file__).with_name("sentences.tsv")
_PLACE = "{place}"
_MANY = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Lines to translate.

    Attributes:
        name: Of the file, or :data:`OWN`.
        lines: None blank, all different: what a window has twice is decoded once.
    """

    name: str
    lines: tuple[str, ...]

    def first(self, count: int) -> Corpus:
        """Return a corpus of at most so many lines."""
        return Corpus(name=self.name, lines=self.lines[:count])

    def sample(self, count: int, *, alike: int = 16) -> Corpus:
        """Return lines of a few lengths, many of each, in their order.

        A batch holds sentences of one length (``docs/decisions/0015-batches-of-one-length.md``), so
        that with few lines of all lengths batches would be emptier than those of a long document.
        From 1,024 lines on, the first lines will do.

        Args:
            count: How many to return; all where there are fewer.
            alike: How many to take of neighboring lengths.
        """
        blocks = max(1, count // alike)
        if count >= _MANY or len(self.lines) <= count:
            return self.first(count)
        ranked = sorted(range(len(self.lines)), key=lambda index: (len(self.lines[index]), index))
        taken: set[int] = set()
        for n in range(blocks):
            first, last = n * len(ranked) // blocks, (n + 1) * len(ranked) // blocks
            size = (n + 1) * count // blocks - n * count // blocks
            start = first + (last - first - size) // 2
            taken.update(ranked[start : start + size])
        lines = tuple(line for index, line in enumerate(self.lines) if index in taken)
        return Corpus(name=self.name, lines=lines)

    @property
    def words(self) -> int:
        """Words, divided by white space."""
        return sum(len(line.split()) for line in self.lines)

    @property
    def sha256(self) -> str:
        """Hash of the lines, each ended by a line feed, in UTF-8."""
        return hashlib.sha256("".join(f"{line}\n" for line in self.lines).encode()).hexdigest()

    def sentences(self, lang: str) -> int:
        """Return the number of sentences.

        Args:
            lang: Code of the language of the lines.
        """
        return sum(len(split(line, lang)) for line in self.lines)


def open_corpus(path: Path | None, lang: str) -> Corpus:
    """Return the lines of a file without blank ones and repetitions, or sentences of our own.

    Args:
        path: UTF-8 text, one text a line; ``None`` for our own.
        lang: Code of the source language.

    Raises:
        InputError: The file cannot be read, is not UTF-8, or has no text.
        UsageError: There are no sentences of our own in this language.
    """
    if path is None:
        return Corpus(name=OWN, lines=tuple(_own(lang)))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{str(path)!r} is not UTF-8 at byte {error.start}") from error
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}") from error
    lines = dict.fromkeys(line for line in text.split("\n") if line.strip())
    if not lines:
        raise InputError(f"{str(path)!r} has no text", hint="give a file with a sentence a line")
    return Corpus(name=path.name, lines=tuple(lines))


def own_languages() -> tuple[str, ...]:
    """Return the codes of the languages of our own sentences."""
    return tuple(_table()[0][1:])


def _own(lang: str) -> Iterator[str]:
    """Yield each sentence with each place in it; neighbors have different sentences and places."""
    header, *rows = _table()
    if lang not in header[1:]:
        raise UsageError(
            f"there are no sentences of our own in {lang}",
            hint=f"add --corpus FILE, or --from with one of {', '.join(header[1:])}",
        )
    column = header.index(lang)
    places = [row[column] for row in rows if row[0] == "place"]
    lines = [row[column] for row in rows if row[0] == "line"]
    for turn in range(len(places)):
        for number, line in enumerate(lines):
            yield line.replace(_PLACE, places[(turn + number) % len(places)])


@cache
def _table() -> list[Sequence[str]]:
    text = _FILE.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]
