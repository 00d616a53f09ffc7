"""JSON and JSON Lines: string values are segments; order, layout and escapes stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from indictx.errors import ParseError
from indictx.formats._codec import decode
from indictx.formats._icu import branches
from indictx.formats._json import (
    Leaf,
    Path,
    Style,
    compile_paths,
    has_other_values,
    show,
    strings,
)
from indictx.formats._machine import is_interface, is_machine
from indictx.formats._messages import case_edits
from indictx.formats._spans import Edit, SpanDocument, edit, is_translatable, unique_keys
from indictx.formats.base import FormatOptions, Segment

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class _Record:
    """One JSON text: all of a file, or a line of it.

    Attributes:
        place: Beginning of the keys of its segments.
        leaves: Its strings.
        machine: Where those begin that are meant for programs.
    """

    place: str
    leaves: list[Leaf]
    machine: frozenset[int] = frozenset()


class Json:
    """Files that are one JSON value."""

    name = "json"
    extensions: tuple[str, ...] = (".json",)

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read strings; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        style = Style.of(text)
        records = self._records(text)
        if not options.fields:
            interface = self._is_interface(text, records)
            records = [_sorted_out(each, interface=interface) for each in records]
        if options.append:
            edits = [one for each in records for one in _appended(text, each, style, options)]
        else:
            edits = [one for each in records for one in _replaced(text, each, style, options)]
        skipped = [
            each.place + show(leaf.path)
            for each in records
            for leaf in each.leaves
            if leaf.start in each.machine
        ]
        return SpanDocument(
            text, codec, unique_keys(edits), is_bilingual=options.append, skipped=skipped
        )

    def _is_interface(self, text: str, records: list[_Record]) -> bool:
        paths = (leaf.path for record in records for leaf in record.leaves)
        return is_interface(paths, has_other_values=has_other_values(text))

    def _records(self, text: str) -> list[_Record]:
        return [_Record("", strings(text))]


class JsonLines(Json):
    """Files with one JSON value on each line."""

    name = "jsonl"
    extensions = (".jsonl", ".ndjson")

    def _is_interface(self, text: str, records: list[_Record]) -> bool:  # noqa: ARG002
        return False

    def _records(self, text: str) -> list[_Record]:
        records = []
        # Not splitlines: U+2028 may stand raw inside a string.
        number, position = 1, 0
        for match in _LINE.finditer(text):
            number += len(re.findall(r"\r\n|\r|\n", text[position : match.start()]))
            position = match.start()
            if match[0].strip(" \t"):
                leaves = _line_strings(text, match, number)
                records.append(_Record(f"line {number} ", leaves))
        return records


def _line_strings(text: str, match: re.Match[str], number: int) -> list[Leaf]:
    try:
        return strings(text, match.start(), match.end())
    except ParseError as error:
        # Deep nesting and huge numbers have no place of their own.
        raise ParseError(error.reason, place=error.place or f"line {number}") from error


def _sorted_out(record: _Record, *, interface: bool) -> _Record:
    """Return a record that knows which of its strings are meant for programs."""
    machine = frozenset(
        leaf.start
        for leaf in record.leaves
        if is_translatable(leaf.value) and is_machine(leaf.path, leaf.value, interface=interface)
    )
    return replace(record, machine=machine)


def _chosen(record: _Record, options: FormatOptions) -> list[Leaf]:
    wanted = compile_paths(options.fields) if options.fields else None
    return [
        leaf
        for leaf in record.leaves
        if (is_translatable(leaf.value) or (branches(leaf.value) and not options.append))
        and (wanted.fullmatch(show(leaf.path)) if wanted else leaf.start not in record.machine)
    ]


def _replaced(text: str, record: _Record, style: Style, options: FormatOptions) -> Iterator[Edit]:
    for leaf in _chosen(record, options):
        key = record.place + show(leaf.path)
        cases = case_edits(text, leaf, style, key=key)
        if cases is not None:
            yield from cases
        else:
            yield edit(Segment(key=key, source=leaf.value), leaf.start, leaf.end, style.quoted)


def _appended(text: str, record: _Record, style: Style, options: FormatOptions) -> list[Edit]:
    """Return edits that write the translation of ``"title"`` into a field ``"title_hin"``."""
    suffix = f"_{(options.tgt_lang or 'translation').partition('_')[0]}"
    members = {leaf.path: leaf for leaf in record.leaves if leaf.key_start >= 0}
    edits = []
    for leaf in _chosen(record, options):
        if leaf.key_start < 0 or _is_translation(leaf.path, members, suffix):
            continue
        there = members.get((*leaf.path[:-1], f"{leaf.path[-1]}{suffix}"))
        if there is not None and there.value and not options.all_entries:
            continue
        segment = Segment(
            key=record.place + show(leaf.path),
            source=leaf.value,
            existing=there.value or None if there else None,
        )
        if there is not None:
            edits.append(edit(segment, there.start, there.end, style.quoted))
        else:
            edits.append(edit(segment, leaf.end, leaf.end, _adder(text, leaf, style, suffix)))
    return edits


def _is_translation(path: Path, members: dict[Path, Leaf], suffix: str) -> bool:
    key = str(path[-1])
    return key.endswith(suffix) and (*path[:-1], key.removesuffix(suffix)) in members


def _adder(text: str, leaf: Leaf, style: Style, suffix: str) -> Callable[[str], str]:
    key = style.quoted(f"{leaf.path[-1]}{suffix}")
    colon = re.search(r"\s*:\s*\Z", text[leaf.key_start : leaf.start])
    gap = leaf.gap or (" " if colon and colon[0] != ":" else "")
    return lambda target: f",{gap}{key}{colon[0] if colon else ': '}{style.quoted(target)}"


JSON = Json()
JSONL = JsonLines()
