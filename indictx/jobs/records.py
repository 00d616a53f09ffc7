"""What a batch says about texts, places and files; the journal keeps it, reports show it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Origin = Literal["model", "memory", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A translation that the memory has for a similar source.

    Attributes:
        source: The similar source.
        target: Its translation.
        ratio: How similar, 0 to 1.
    """

    source: str
    target: str
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One source and its translation.

    Attributes:
        source: Text of the segment.
        target: Its translation.
        tgt_lang: Code of the target language.
        src_lang: Code of the source language; ``None`` for a text without letters.
        flags: What the translator was unsure of.
        score: In nats; ``None`` where nothing was decoded.
        repairs: What was done to get here.
        origin: ``model``, ``memory`` (translated earlier under the same settings) or ``import``.
        near: The best of the similar entries in the memory, if that was asked for.
    """

    source: str
    target: str
    tgt_lang: str
    src_lang: str | None = None
    flags: tuple[str, ...] = ()
    score: float | None = None
    repairs: tuple[str, ...] = ()
    origin: Origin = "model"
    near: Near | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What became of one glossary term in one segment.

    Attributes:
        term: The term as the glossary has it.
        expected: Its translation.
        outcome: ``hit``, ``variant`` or ``miss``.
        found: What stands in the target; empty for a miss.
    """

    term: str
    expected: str
    outcome: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One segment of one file.

    Attributes:
        key: Where it is in the file.
        text: Key of its :class:`Done`.
        flags: All flags of its translation at this place.
        uses: Glossary terms in it.
    """

    key: str
    text: str
    flags: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """How far one task got.

    Attributes:
        task: Its name.
        state: ``writing`` is said before the output appears, ``done`` after.
        source: Path of the input.
        output: Path of the output.
        tgt_lang: Code of the target language.
        format: Name of the format.
        input_sha256: Of the input as it was read.
        output_sha256: Of the output as it was written.
        segments: How many were translated.
        words: Words of the sources that were translated.
        flagged: Segments with a flag.
        seconds: From reading to writing; other files may have been translated meanwhile.
        error: Why it failed.
    """

    task: str
    state: Literal["writing", "done", "failed"]
    source: str
    output: str
    tgt_lang: str
    format: str = ""
    input_sha256: str = ""
    output_sha256: str = ""
    segments: int = 0
    words: int = 0
    flagged: int = 0
    seconds: float = 0.0
    error: str = ""


def text_key(source: str, tgt_lang: str) -> str:
    """Return the key of a text: 32 hexadecimal digits."""
    return hashlib.blake2b(
        f"{tgt_lang}\0{source}".encode(errors="surrogatepass"), digest_size=16
    ).hexdigest()
