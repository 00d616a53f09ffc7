"""``indictx languages``: list the languages, or find those that a code or a name may mean."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from indictx.cli._lines import write_line
from indictx.languages import Language, find, language, languages

__all__ = ["language_record", "languages_command"]


def languages_command(
    query: Annotated[
        str | None,
        typer.Argument(help="A code, a name or a part of one, in any script.", show_default=False),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines, one object per language.")
    ] = False,
) -> None:
    """List languages: code, ISO code, script, name and endonym, separated by tabs.

    With QUERY, those that it may mean, best first. Exit code 4 if there are none.

    \b
    Examples:
      indictx languages
      indictx languages konkani
      indictx languages kok --json
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    for found in _matching(query):
        if as_json:
            write_line(json.dumps(language_record(found), ensure_ascii=False), "\n")
        else:
            write_line("\t".join(_columns(found)), "\n")


def language_record(found: Language) -> dict[str, object]:
    """Return a language as it is printed with ``--json``.

    Keys: ``code``, ``iso639_1`` and ``iso639_3`` (each may be ``null``), ``bcp47``, ``script``
    (ISO 15924), ``name``, ``endonym``, ``direction`` (``ltr`` or ``rtl``), ``scheduled`` and
    ``aliases`` (a list).
    """
    return {
        "code": found.code,
        "iso639_1": found.iso639_1,
        "iso639_3": found.iso639_3,
        "bcp47": found.bcp47,
        "script": found.script_code,
        "name": found.name,
        "endonym": found.endonym,
        "direction": found.direction,
        "scheduled": found.scheduled,
        "aliases": list(found.aliases),
    }


def _matching(query: str | None) -> tuple[Language, ...]:
    if query is None:
        return languages()
    # When nothing is found, `language` raises the error that carries the suggestions.
    return tuple(find(query)) or (language(query),)


def _columns(found: Language) -> tuple[str, ...]:
    iso = found.iso639_1 or found.iso639_3 or "-"
    return (found.code, iso, found.script.name, found.name, found.endonym)
