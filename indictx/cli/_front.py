"""Understands the usual command lines of ``indictx translate`` without loading Typer.

Typer, with the pydantic that it brings, takes longer to load than the model takes to translate a
sentence (``docs/decisions/0006-plain-command-lines-skip-typer.md``). Whatever is not plainly in the
table below, and every mistake, is left to Typer, so that there is one place for help and messages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

#: Options with a value, the argument of ``translate_lines`` they set, and whether they repeat.
VALUES: dict[str, tuple[str, Callable[[str], object], bool]] = {
    "--from": ("from", str, False),
    "-f": ("from", str, False),
    "--to": ("to", str, True),
    "-t": ("to", str, True),
    "--input": ("input_file", Path, False),
    "-i": ("input_file", Path, False),
    "--output": ("output_file", Path, False),
    "-o": ("output_file", Path, False),
    "--model": ("model", str, False),
    "-m": ("model", str, False),
    "--beam": ("beam", int, False),
    "--rerank": ("rerank", int, False),
    "--alternatives": ("alternatives", int, False),
    "--keep": ("keep", Path, True),
    "--keep-regex": ("keep_regex", str, True),
    "--glossary": ("glossary", str, True),
    "-g": ("glossary", str, True),
    "--digits": ("digits", str, False),
    "--errors": ("errors", str, False),
    "--threads": ("threads", int, False),
    "--window": ("window", int, False),
    "--batch-pieces": ("batch_pieces", int, False),
}

#: Options without a value, the argument they set, and to what.
FLAGS: dict[str, tuple[str, bool]] = {
    "--force": ("force", True),
    "--scores": ("scores", True),
    "--json": ("as_json", True),
    "--header": ("header", True),
    "--explain": ("explain", True),
    "--memory": ("memory", True),
    "--no-memory": ("memory", False),
    "--strict": ("strict", True),
    "--no-progress": ("no_progress", True),
    "--quiet": ("quiet", True),
    "-q": ("quiet", True),
}


def command(argv: Sequence[str]) -> Callable[[], None] | None:
    """Return what to call for a plain ``translate`` command line, or ``None`` to let Typer decide.

    Args:
        argv: Arguments of the program, without its name.
    """
    if not argv or argv[0] != "translate":
        return None
    # Typer expands wildcards and variables where the shell does not.
    if os.name == "nt" and any(char in word for word in argv for char in "*?[~$%"):
        return None
    given = arguments(argv[1:])
    if given is None:
        return None
    from indictx.cli._translation import translate_lines

    return partial(translate_lines, **given)  # type: ignore[arg-type]  # VALUES has the kinds


def arguments(argv: Sequence[str]) -> dict[str, object] | None:
    """Return the arguments of ``translate_lines`` that a command line gives; ``None`` if unsure."""
    given: dict[str, object] = {}
    text: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "-" or not word.startswith("-"):
            text.append(word)
        elif word in FLAGS:
            key, value = FLAGS[word]
            given[key] = value
        elif not _take(word, words, given):
            return None
    if text:
        given["text"] = text
    return given


def _take(word: str, words: Iterator[str], given: dict[str, object]) -> bool:
    """Read one option with a value; ``False`` if it is not plain."""
    name, equals, value = word.partition("=")
    if name not in VALUES or (equals and not name.startswith("--")):
        return False
    if not equals:
        value = next(words, "")
    # What begins with a hyphen may be an option whose value was forgotten.
    if not value or value.startswith("-"):
        return False
    key, kind, repeats = VALUES[name]
    if kind is int and not (value.isascii() and value.isdecimal() and len(value) < 10):
        return False
    if repeats:
        given.setdefault(key, []).append(kind(value))  # type: ignore[attr-defined]  # a list
    else:
        given[key] = kind(value)
    return True
