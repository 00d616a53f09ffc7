"""Markdown: CommonMark with tables, strike-through, footnotes, math, definitions, admonitions.

Paragraphs, headings, list items and table cells are segments; emphasis, links, code, math and HTML
in them are numbered tags. Code blocks, front matter, link definitions and block markers stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from indictx._imports import require
from indictx.errors import ParseError
from indictx.formats._codec import decode
from indictx.formats._inline import Inline
from indictx.formats._markdown import InlineReader, MismatchError, escape, escape_start
from indictx.formats._markdown_rules import add_rules
from indictx.formats._spans import Edit, SpanDocument, edit, is_translatable
from indictx.formats.base import FormatOptions, Segment
from indictx.formats.html import block_edits

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"(?:---[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))?(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))?\+\+\+)[ \t]*(?=\r|\n|\Z)",
    re.DOTALL,
)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


class Markdown:
    """Markdown files."""

    name = "md"
    extensions = (".md", ".markdown", ".mdown")

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read blocks; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        match = _FRONT_MATTER.match(text)
        return SpanDocument(text, codec, list(_Blocks(text, match.end() if match else 0).edits()))


def _parser() -> MarkdownIt:
    parser: MarkdownIt = require("markdown_it", extra="formats").MarkdownIt("commonmark")
    parser.enable(["table", "strikethrough"])
    add_rules(parser)
    # Joined, an escaped character could not be told from a plain one.
    parser.core.ruler.disable("text_join")
    return parser


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph is: its stretch of the file, and the prefix of each of its lines."""

    start: int
    end: int
    prefixes: list[str]


class _Blocks:
    """Finds the segments of a file.

    Args:
        text: The file.
        offset: Where its front matter ends.
    """

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._lines = list(_LINE.finditer(text, offset))
        self._first = len(re.findall(r"\r\n?|\n", text[:offset])) + 1
        env: dict[str, object] = {}
        try:
            self._tokens: Sequence[Token] = _parser().parse(text[offset:], env)
        except RecursionError as error:
            raise ParseError("quotations or lists are nested too deep") from error
        self._has_references = bool(env.get("references"))

    def edits(self) -> Iterator[Edit]:
        """Yield the segments in order."""
        cells: Iterator[tuple[int, int]] = iter(())
        cell = 0
        for index, token in enumerate(self._tokens):
            if token.type == "tr_open" and token.map:
                cells, cell = iter(_cells(self._lines[token.map[0]])), 0
            elif token.type == "html_block" and token.map:
                yield from self._html(token.map)
            elif token.type == "inline" and token.map:
                line = f"line {self._first + token.map[0]}"
                opener = self._tokens[index - 1]
                is_heading = opener.type == "heading_open" and opener.markup.startswith("#")
                if opener.type in {"th_open", "td_open"}:
                    cell += 1
                    start, end = next(cells, (0, 0))
                    place = _Place(start, end, [""])
                    yield from self._cell(token, place, f"{line} cell {cell}")
                elif opener.type == "title_open":
                    yield from self._title(token, line)
                elif place_found := self._place(token, is_heading=is_heading):
                    yield from self._paragraph(token, place_found, line)

    def _html(self, lines: Sequence[int]) -> Iterator[Edit]:
        start, end = self._lines[lines[0]].start(), self._lines[lines[1] - 1].end(1)
        return block_edits(self._text, start, end, f"line {self._first + lines[0]} ")

    def _place(self, token: Token, *, is_heading: bool) -> _Place | None:
        """Find the lines of a paragraph, which lost their prefixes and indents."""
        content = token.content.split("\n")
        lines = self._lines[slice(*token.map)] if token.map else []
        prefixes, start, end = [], -1, -1
        for part, line in zip(content, lines, strict=False):
            stripped = part.strip(" \t")
            raw = line[1]
            if is_heading:
                match = _HEADING.search(raw)
                at = raw.find(stripped, match.end()) if match else -1
            else:
                at = len(raw.rstrip(" \t")) - len(stripped)
            if at < 0 or not raw.startswith(stripped, at):
                return None
            prefixes.append(raw[:at])
            start = line.start() + at if start < 0 else start
            end = line.start() + at + len(stripped)
        return _Place(start, end, prefixes)

    def _paragraph(self, token: Token, place: _Place, key: str) -> Iterator[Edit]:
        return self._edit(token, token.content, place, key, escape_start)

    def _title(self, token: Token, key: str) -> Iterator[Edit]:
        """Yield the quoted title at the end of an admonition's first line."""
        line = self._lines[token.map[0]] if token.map else self._lines[0]
        end = line.start() + len(line[1].rstrip(" \t")) - 1
        place = _Place(end - len(token.content), end, [""])
        return self._edit(token, token.content, place, key, lambda raw: raw.replace('"', "&quot;"))

    def _cell(self, token: Token, place: _Place, key: str) -> Iterator[Edit]:
        raw = self._text[place.start : place.end]
        if raw.replace("\\|", "|") != token.content:
            return iter(())
        return self._edit(
            token, token.content, place, key, lambda raw: re.sub(r"(?<!\\)\|", r"\\|", raw)
        )

    def _edit(
        self,
        token: Token,
        content: str,
        place: _Place,
        key: str,
        finish: Callable[[str], str],
    ) -> Iterator[Edit]:
        inline = self._inline(token, content, place)
        if not is_translatable(inline.plain()):
            return
        segment = Segment(key=key, source=inline.source)
        yield edit(
            segment,
            place.start,
            place.end,
            lambda target: finish(inline.render(" ".join(target.splitlines()))),
            inline.check,
        )

    def _inline(self, token: Token, content: str, place: _Place) -> Inline:
        def write(text: str) -> str:
            return escape(text, has_references=self._has_references)

        try:
            return InlineReader(content, place.prefixes, write).read(token.children or [])
        except MismatchError:
            # The text with its markup is still better than no translation.
            return Inline(source=" ".join(content.split()), tags={}, wrap=str)


def _cells(line: re.Match[str]) -> list[tuple[int, int]]:
    """Return where the cells of a table's row are, without the white space around them."""
    raw = line[1]
    start = len(raw) - len(raw.lstrip(" \t>"))
    borders = [match.start() for match in _CELL_BORDER.finditer(raw)]
    bounds = [start - 1, *borders, len(raw)]
    found = []
    for left, right in pairwise(bounds):
        cell = raw[left + 1 : right]
        at = left + 1 + len(cell) - len(cell.lstrip())
        found.append((line.start() + at, line.start() + at + len(cell.strip())))
    if borders and not raw[start : borders[0]].strip():
        del found[0]
    return found


MD = Markdown()
