r"""Filters over lines: ``normalize``, ``tokenize``, ``split``, ``transliterate``, ``detect``.

Each reads a file or standard input and writes standard output, both UTF-8, line by line: what ends
a line (``\n``, ``\r\n`` or nothing) is kept, and each line is answered as soon as it is complete.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indictx.cli._lines import read_lines, write_line
from indictx.errors import UsageError
from indictx.languages import language, script
from indictx.text.normalize import Danda, Digits, Joiners, Level, Nukta, normalize

if TYPE_CHECKING:
    from indictx.text.detect import Candidate

__all__ = [
    "detect_command",
    "normalize_command",
    "split_command",
    "tokenize_command",
    "transliterate_command",
]


class Unit(StrEnum):
    """What to cut text into."""

    WORD = "word"
    GRAPHEME = "grapheme"


InputFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE", help="File to read; `-` or nothing is standard input.", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON Lines.")]
Lang = Annotated[
    str | None,
    typer.Option("--lang", help="Language of the text, by any code or name.", show_default=False),
]


def normalize_command(
    file: InputFile = None,
    *,
    lang: Lang = None,
    level: Annotated[
        Level,
        typer.Option(
            help="nfc: Unicode composition only; standard: also remove invisible characters and"
            " repair look-alikes; aggressive: also simplify quotes, dashes and white space."
        ),
    ] = Level.STANDARD,
    digits: Annotated[
        Digits, typer.Option(help="Keep digits, or write the language's own, or 0-9.")
    ] = Digits.KEEP,
    danda: Annotated[
        Danda,
        typer.Option(help="Keep what ends a sentence, or write the script's mark, or a full stop."),
    ] = Danda.KEEP,
    joiners: Annotated[
        Joiners | None,
        typer.Option(
            help="Keep ZWJ and ZWNJ, or strip them, or keep them where they are spelling (auto)."
            " Kept unless the level is aggressive, which means auto.",
            show_default=False,
        ),
    ] = None,
    nukta: Annotated[
        Nukta,
        typer.Option(help="Letters with a nukta: as in NFC, or as one code point, or as two."),
    ] = Nukta.KEEP,
) -> None:
    """Give text that looks the same one spelling. As many lines come out as go in.

    \b
    Examples:
      indictx normalize notes.txt
      indictx normalize --level aggressive --digits latin < notes.txt
      indictx normalize --lang hi --digits native --danda danda notes.txt
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    spoken = language(lang) if lang is not None else None
    if digits is Digits.NATIVE and spoken is None:
        raise UsageError("native digits need a language", hint="say which with --lang")
    for line in read_lines(file):
        text = normalize(
            line.text,
            lang=spoken,
            level=level,
            digits=digits,
            danda=danda,
            joiners=joiners,
            nukta=nukta,
        )
        write_line(text, line.ending)


def tokenize_command(
    file: InputFile = None,
    *,
    unit: Annotated[
        Unit, typer.Option(help="Cut into words, or into what a reader takes for letters.")
    ] = Unit.WORD,
    as_json: AsJson = False,
) -> None:
    """Put a space between the words of each line, or between its graphemes.

    With --json, each line becomes an object: `line` (from 1) and `tokens`. Graphemes in JSON
    include white space and join up to the line.

    \b
    Examples:
      indictx tokenize notes.txt
      indictx tokenize --unit grapheme < notes.txt
      indictx tokenize --json notes.txt
    """  # noqa: D301  (as above)
    from indictx.text.tokenize import graphemes, words

    cut = words if unit is Unit.WORD else graphemes
    for number, line in enumerate(read_lines(file), start=1):
        tokens = cut(line.text)
        if as_json:
            _write_json({"line": number, "tokens": tokens})
        else:
            write_line(" ".join(token for token in tokens if not token.isspace()), line.ending)


def split_command(
    file: InputFile = None,
    *,
    lang: Lang = None,
    as_json: AsJson = False,
) -> None:
    """Print one sentence per line. A line of the input always ends a sentence; blank ones stay.

    With --json, each sentence becomes an object: `line` (from 1), `start` and `end` (code points
    in that line, the white space after the sentence included) and `text`, the line between them.

    \b
    Examples:
      indictx split notes.txt
      indictx split --lang hi < notes.txt
      indictx split --json notes.txt
    """  # noqa: D301  (as above)
    from indictx.text.segment import split

    lang_code = language(lang).code if lang is not None else None
    for number, line in enumerate(read_lines(file), start=1):
        spans = split(line.text, lang_code)
        sentences = [line.text[span.start : span.end] for span in spans]
        if as_json:
            for span, text in zip(spans, sentences, strict=True):
                _write_json({"line": number, "start": span.start, "end": span.end, "text": text})
        else:
            _write_sentences([text.strip() for text in sentences] or [""], line.ending)


def transliterate_command(
    file: InputFile = None,
    *,
    to_script: Annotated[
        str, typer.Option("--to-script", help="Script to write: Deva, Taml, Telugu ...")
    ],
    from_script: Annotated[
        str | None,
        typer.Option(
            "--from-script",
            help="Script to rewrite. All Brahmic scripts found, if not given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Rewrite text of one Brahmic script in another; everything else in a line is kept.

    Scripts: Deva, Beng, Guru, Gujr, Orya, Taml, Telu, Knda, Mlym and Sinh.

    \b
    Examples:
      indictx transliterate --to-script Deva notes.txt
      indictx transliterate --to-script Taml --from-script Deva < notes.txt
      indictx transliterate --to-script telugu notes.txt
    """  # noqa: D301  (as above)
    from indictx.text.transliterate import scripts_in, transliterate

    target = script(to_script).code
    source = script(from_script).code if from_script is not None else None
    # Scripts that cannot be rewritten are refused before the first line is read.
    transliterate("", source or target, target)
    for line in read_lines(file):
        text = line.text
        for found in [source] if source else scripts_in(text):
            text = transliterate(text, found, target)
        write_line(text, line.ending)


def detect_command(
    file: InputFile = None,
    *,
    top: Annotated[int, typer.Option(min=1, help="How many candidates to print at most.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Print the languages each line may be in, best first: code, score, code, score, ...

    Columns are separated by tabs; scores are from 0 to 1. A line without letters gives an empty
    one. With --json, each line becomes an object: `line` (from 1), `script` (ISO 15924, or null)
    and `candidates`, a list of objects with `code`, `script` and `score`.

    \b
    Examples:
      indictx detect notes.txt
      indictx detect --top 1 < notes.txt
      indictx detect --json notes.txt
    """  # noqa: D301  (as above)
    from indictx.text.detect import detect, script_of

    for number, line in enumerate(read_lines(file), start=1):
        candidates = detect(line.text, top=top)
        if as_json:
            rows = [_candidate_record(one) for one in candidates]
            _write_json({"line": number, "script": script_of(line.text), "candidates": rows})
        else:
            columns = [cell for one in candidates for cell in (one.code, f"{one.score:.2f}")]
            write_line("\t".join(columns), line.ending)


def _candidate_record(candidate: Candidate) -> dict[str, object]:
    return {
        "code": candidate.code,
        "script": candidate.script,
        "score": round(candidate.score, 4),
    }


def _write_sentences(sentences: list[str], ending: str) -> None:
    """Write sentences with line breaks between them like the one after the last."""
    for sentence in sentences[:-1]:
        write_line(sentence, ending or "\n")
    write_line(sentences[-1], ending)


def _write_json(record: dict[str, object]) -> None:
    write_line(json.dumps(record, ensure_ascii=False), "\n")
