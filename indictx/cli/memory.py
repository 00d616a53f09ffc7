"""``indictx memory``: what the translation memory holds, and in and out of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indictx.cli._complete import complete_language
from indictx.cli._lines import write_line
from indictx.errors import IndictxError, UsageError

if TYPE_CHECKING:
    from indictx.memory import Entry, Memory, PairStats

_CHUNK = 2000

FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        "-f",
        metavar="LANG",
        help="Only entries from this language.",
        autocompletion=complete_language,
    ),
]
ToOption = Annotated[
    str | None,
    typer.Option(
        "--to",
        "-t",
        metavar="LANG",
        help="Only entries into this language.",
        autocompletion=complete_language,
    ),
]

memory_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look into the translation memory, fill it from other tools, and empty it.",
)


def stats_command(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON Lines, one object for each direction.")
    ] = False,
) -> None:
    """Show how much there is: languages, entries, imported ones, settings, bytes.

    \b
    Examples:
      indictx memory stats
      indictx memory stats --json
    """  # noqa: D301  (Typer wants the backspace character, which keeps the lines below it apart)
    with _memory() as memory:
        for one in memory.stats():
            if as_json:
                write_line(json.dumps(_record(one), ensure_ascii=False), "\n")
            else:
                write_line("\t".join(str(value) for value in _record(one).values()), "\n")


def import_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="TMX or TSV files.")],
) -> None:
    """Take translations into the memory that people or other tools have made.

    They are preferred to the model's own. Those that `indictx memory export` wrote keep the
    settings that made them, and are used under the same settings only.

    \b
    Examples:
      indictx memory import project.tmx
      indictx memory import terms.tsv other-machine.tmx
    """  # noqa: D301  (see above)
    from indictx.memory.exchange import Skipped, read_entries

    with _memory() as memory:
        for path in files:
            skipped = Skipped()
            count = sum(memory.put(chunk) for chunk in _chunks(read_entries(path, skipped)))
            print(f"note: {path}: {count} entries{_left_out(skipped.counts)}", file=sys.stderr)


def export_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New file, .tmx or .tsv.")],
    *,
    src: FromOption = None,
    to: ToOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
) -> None:
    """Write the memory to a file that other translation tools read.

    \b
    Examples:
      indictx memory export all.tmx
      indictx memory export hindi.tsv --from en --to hi
    """  # noqa: D301  (see above)
    from indictx.jobs.files import reason, write_whole
    from indictx.memory.exchange import Skipped, tmx_chunks, tsv_chunks

    if file.suffix.lower() not in (".tmx", ".tsv"):
        raise UsageError(f"{str(file)!r} is neither .tmx nor .tsv")
    if file.exists() and not force:
        raise UsageError(f"{str(file)!r} exists", hint="add --force to overwrite it")
    skipped = Skipped()
    with _memory() as memory:
        entries = memory.entries(src_lang=_code(src), tgt_lang=_code(to))
        is_tmx = file.suffix.lower() == ".tmx"
        chunks = tmx_chunks(entries, skipped) if is_tmx else tsv_chunks(entries)
        try:
            write_whole(file, chunks)
        except OSError as error:
            raise IndictxError(f"cannot write {str(file)!r}: {reason(error)}") from error
    if skipped.counts:
        print(f"note: {file}{_left_out(skipped.counts)}", file=sys.stderr)


def clear_command(
    *,
    src: FromOption = None,
    to: ToOption = None,
    keep_imported: Annotated[
        bool, typer.Option("--keep-imported", help="Remove only what indictx translated itself.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove entries, all of them or those of some languages.

    \b
    Examples:
      indictx memory clear --keep-imported --yes
      indictx memory clear --from en --to hi
    """  # noqa: D301  (see above)
    with _memory() as memory:
        if not yes:
            _ask(memory)
        count = memory.clear(src_lang=_code(src), tgt_lang=_code(to), keep_imported=keep_imported)
    print(f"note: {count} entries removed", file=sys.stderr)


def _ask(memory: Memory) -> None:
    if not sys.stdin.isatty():
        raise UsageError("this removes translations", hint="add --yes to do it without a question")
    count = sum(one.entries for one in memory.stats())
    typer.confirm(f"Remove entries from the {count} there are?", abort=True, err=True)


def _memory() -> Memory:
    from indictx.memory import Memory

    return Memory.open_user(say=lambda sentence: print(f"note: {sentence}", file=sys.stderr))


def _record(one: PairStats) -> dict[str, object]:
    return {
        "src_lang": one.src_lang,
        "tgt_lang": one.tgt_lang,
        "entries": one.entries,
        "imported": one.imported,
        "settings": one.settings,
        "size_bytes": one.size_bytes,
    }


def _chunks(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while chunk := list(islice(entries, _CHUNK)):
        yield chunk


def _left_out(counts: dict[str, int]) -> str:
    if not counts:
        return ""
    reasons = ", ".join(f"{count} with {reason}" for reason, count in sorted(counts.items()))
    return f"; left out: {reasons}"


def _code(name: str | None) -> str | None:
    from indictx.languages import language

    return language(name).code if name else None


memory_app.command("stats")(stats_command)
memory_app.command("import")(import_command)
memory_app.command("export")(export_command)
memory_app.command("clear")(clear_command)
