"""Paragraphs made of runs, as in Word and PowerPoint.

A run is text with one set of properties. What most of a paragraph has is its base; runs with other
properties are numbered tags. Links and tracked insertions are tags around runs; fields, notes and
drawings are tags without text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from indictx.formats._inline import InlineBuilder, Wrap
from indictx.formats._spans import Edit, edit, hole, is_translatable
from indictx.formats._xml import Element, escape
from indictx.formats.base import Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Names of a markup language of runs, with their prefix.

    Attributes:
        paragraph: The paragraph.
        run: The run.
        properties: The properties of a run.
        text: Its text.
        skipped: Properties of the paragraph, which are no content.
        containers: Elements around runs whose content is text.
        inner: Where the content of a container is, if not directly inside.
        dropped: What a changed paragraph does without: marks of spelling, of page breaks.
        breaks: Elements of a run (or a paragraph) that are white space, and what they are.
        noise: Finds what makes no difference between properties: languages, revision numbers.
        text_tag: How the start tag of a text is written.
        break_is_inside: Breaks stand in runs, not between them.
        field_mark: Element of a run that begins or ends a field.
        adapt: Changes the properties of a run for the target's script.
    """

    paragraph: str
    run: str
    properties: str
    text: str
    skipped: frozenset[str]
    containers: frozenset[str]
    inner: dict[str, str]
    dropped: frozenset[str]
    breaks: dict[str, str]
    noise: re.Pattern[str]
    text_tag: str
    break_is_inside: bool
    adapt: Callable[[str], str]
    field_mark: str = ""


@dataclass(slots=True)
class _Piece:
    """A stretch of one style, a mark, or a container with pieces of its own."""

    kind: str
    value: str = ""
    properties: str = ""
    close: str = ""
    pieces: list[_Piece] = field(default_factory=list)


class RunReader:
    """Finds the segments of a part.

    Args:
        source: The part's text.
        dialect: Its names.
        prefix: Beginning of the keys.
    """

    def __init__(self, source: str, dialect: Dialect, prefix: str) -> None:
        self._source = source
        self._dialect = dialect
        self._prefix = prefix

    def edits(self, root: Element) -> Iterator[Edit]:
        """Yield a segment for each paragraph with text, those in text boxes too."""
        for number, paragraph in enumerate(root.walk(self._dialect.paragraph), start=1):
            content = [
                child for child in paragraph.elements() if child.name not in self._dialect.skipped
            ]
            if not content:
                continue
            pieces = list(self._pieces(content))
            base = _base(pieces, "")
            builder = InlineBuilder(self._wrap(base))
            self._build(builder, pieces, base)
            inline = builder.build()
            if is_translatable(inline.plain()):
                segment = Segment(key=f"{self._prefix} paragraph {number}", source=inline.source)
                yield edit(segment, content[0].start, content[-1].end, inline.render, inline.check)

    def _pieces(self, content: list[Element]) -> Iterator[_Piece]:
        done = -1
        for index, element in enumerate(content):
            name = element.name
            if index <= done:
                continue
            if self._field_mark(element) == "begin" and (last := self._field_end(content, index)):
                yield self._field(content[index : last + 1])
                done = last
            elif name == self._dialect.run:
                yield from self._run(element)
            elif name in self._dialect.dropped:
                continue
            elif name in self._dialect.containers:
                yield self._container(element)
            elif name in self._dialect.breaks and not self._dialect.break_is_inside:
                yield _Piece("break", self._dialect.breaks[name])
            else:
                yield _Piece("mark", self._raw(element))

    def _field_mark(self, element: Element) -> str:
        """Return which mark of a field a run is: ``begin``, ``separate``, ``end``, or none."""
        mark = element.first(self._dialect.field_mark)
        if mark is None:
            return ""
        raw = self._source[mark.start : mark.inner_start]
        return next((kind for kind in ("begin", "separate", "end") if f'"{kind}"' in raw), "")

    def _field_end(self, content: list[Element], first: int) -> int | None:
        """Return the index of the run that ends the field; a table of contents ends elsewhere."""
        depth = 0
        for index in range(first, len(content)):
            kind = self._field_mark(content[index])
            depth += (kind == "begin") - (kind == "end")
            if depth == 0:
                return index
        return None

    def _field(self, runs: list[Element]) -> _Piece:
        """Keep a field in one piece; of a link the text is language."""
        code = "".join(run.text() for run in runs)
        middle = [index for index, run in enumerate(runs) if self._field_mark(run) == "separate"]
        raw = self._source[runs[0].start : runs[-1].end]
        if len(middle) != 1 or not code.lstrip().startswith("HYPERLINK"):
            return _Piece("mark", raw)
        text = runs[middle[0] + 1 : -1]
        if not text:
            return _Piece("mark", raw)
        return _Piece(
            "container",
            self._source[runs[0].start : text[0].start],
            close=self._source[text[-1].end : runs[-1].end],
            pieces=list(self._pieces(text)),
        )

    def _container(self, element: Element) -> _Piece:
        inner = element
        if element.name in self._dialect.inner:
            inner = element.first(self._dialect.inner[element.name]) or element
        content = list(inner.elements())
        if not content:
            return _Piece("mark", self._raw(element))
        skipped = [child for child in content if child.name in self._dialect.skipped]
        start = skipped[-1].end if skipped else inner.inner_start
        return _Piece(
            "container",
            self._source[element.start : start],
            close=self._source[inner.inner_end : element.end],
            pieces=list(
                self._pieces(
                    [child for child in content if child.name not in self._dialect.skipped]
                )
            ),
        )

    def _run(self, run: Element) -> Iterator[_Piece]:
        properties = ""
        for child in run.elements():
            if child.name == self._dialect.properties:
                properties = self._source[child.start : child.end]
            elif child.name == self._dialect.text:
                yield _Piece("text", child.text(), properties)
            elif child.name in self._dialect.breaks and not self._has_type(child):
                yield _Piece("text", self._dialect.breaks[child.name], properties)
            elif child.name not in self._dialect.dropped:
                opening = self._source[run.start : run.inner_start]
                raw = f"{opening}{properties}{self._raw(child)}</{run.name}>"
                yield _Piece("mark", raw)

    def _has_type(self, element: Element) -> bool:
        """Say whether a break is one of pages or columns."""
        return "type=" in self._source[element.start : element.inner_start].replace(
            'type="textWrapping"', ""
        )

    def _raw(self, element: Element) -> str:
        """Return raw text; where paragraphs are in it, what becomes of them."""
        if any(True for _ in element.walk(self._dialect.paragraph)):
            return hole(element.start, element.end)
        return self._source[element.start : element.end]

    def _style(self, properties: str) -> str:
        """Return what properties mean, or nothing if they mean nothing."""
        return self._dialect.noise.sub("", properties)

    def _build(self, builder: InlineBuilder, pieces: list[_Piece], base: str) -> None:
        current = None
        for piece in pieces:
            style = self._style(piece.properties)
            is_plain = style == self._style(base) or not piece.value.strip()
            wanted = style if piece.kind == "text" and not is_plain else None
            if piece.kind == "text" and piece.value.isspace() and current is not None:
                wanted = current
            if wanted != current:
                if current is not None:
                    builder.close("style", "")
                if wanted is not None:
                    builder.open("style", "", self._wrap(piece.properties))
                current = wanted
            if piece.kind in {"text", "break"}:
                builder.text(piece.value)
            elif piece.kind == "mark":
                builder.empty(piece.value)
            else:
                inner = _base(piece.pieces, base)
                builder.open("container", piece.value, self._wrap(inner))
                self._build(builder, piece.pieces, inner)
                builder.close("container", piece.close)
        if current is not None:
            builder.close("style", "")

    def _wrap(self, properties: str) -> Wrap:
        dialect = self._dialect
        breaks = {value: f"<{name}/>" for name, value in reversed(dialect.breaks.items())}
        adapted = dialect.adapt(properties)
        opening = f"<{dialect.run}>{adapted}"
        closing = f"</{dialect.run}>"

        def write(text: str) -> str:
            pieces = []
            for part in re.split(r"([\n\t])", text.replace("\r\n", "\n").replace("\r", "\n")):
                if part in breaks:
                    raw = breaks[part]
                    pieces.append(f"{opening}{raw}{closing}" if dialect.break_is_inside else raw)
                elif part:
                    raw = f"{dialect.text_tag}{escape(part)}</{dialect.text}>"
                    pieces.append(f"{opening}{raw}{closing}")
            # One run is enough for a text and the breaks in it.
            joined = "".join(pieces)
            return joined.replace(closing + opening, "") if dialect.break_is_inside else joined

        return write


def _base(pieces: list[_Piece], default: str) -> str:
    """Return the properties that most of the text has."""
    counts: Counter[str] = Counter()
    for piece in pieces:
        if piece.kind == "text" and piece.value.strip():
            counts[piece.properties] += len(piece.value)
    if counts:
        return counts.most_common(1)[0][0]
    nested = [inner for piece in pieces for inner in piece.pieces]
    return _base(nested, default) if nested else default
