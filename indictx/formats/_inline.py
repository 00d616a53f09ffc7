"""Markup inside a segment as numbered tags, and back.

``This is <b>bold</b>.<br>`` becomes the source ``This is <g1>bold</g1>.`` and keeps ``<br>`` to
itself. A pair is ``<g1>…</g1>``, what has no text is ``<x1/>``; numbers count from 1 in order of
appearance. Tags and white space at the ends of a segment are not part of it.

A translation may move tags. What it lost, doubled or crossed is repaired, so that the document
stays well-formed and keeps every element; :meth:`Inline.check` names what had to be done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

Wrap = Callable[[str], str]

# Pages are written by programs, too; Python's stack is not endless.
_DEEPEST = 100
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One piece of markup.

    Attributes:
        open: Raw text of its beginning, or of all of it.
        close: Raw text of its end; ``None`` for what has no content.
        wrap: How text inside it is written; ``None`` as around it.
        is_tight: It touches text, as ``*`` does in Markdown: white space goes outside, and without
            text it would be read as something else, so it is left out.
    """

    open: str
    close: str | None = None
    wrap: Wrap | None = None
    is_tight: bool = False


@dataclass(slots=True, eq=False)
class _Part:
    """Text, or one end of a tag: ``kind`` is ``text``, ``open``, ``close`` or ``empty``."""

    kind: str
    value: str
    name: str = ""
    wrap: Wrap | None = None
    partner: _Part | None = None
    is_tight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """The content of a segment.

    Attributes:
        source: Its text with numbered tags.
        tags: The tags by number.
        wrap: How text outside of any tag is written.
        before: Raw text before the source.
        after: Raw text behind it.
        pair: Name of pairs in the source, ``g`` unless the text itself has such tags.
        empty: Name of tags without content, ``x``.
    """

    source: str
    tags: dict[int, Tag]
    wrap: Wrap
    before: str = ""
    after: str = ""
    pair: str = "g"
    empty: str = "x"

    def render(self, target: str) -> str:
        """Return the raw text of a translation."""
        nodes, _ = self._read(target)
        return self.before + _write(nodes, self.wrap) + self.after

    def check(self, target: str) -> tuple[str, ...]:
        """Name what is wrong with a translation's tags: lost, added, crossed."""
        return self._read(target)[1]

    def plain(self) -> str:
        """Return the source without its tags."""
        return self._pattern().sub("", self.source)

    def tags_in(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the tags in a part of the source; group 1 is a slash at ends, group 3 the number."""
        return self._pattern().finditer(text)

    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"<(/?)({self.pair}|{self.empty})([1-9]\d*)(/?)>")

    def _touching(self, target: str) -> str:
        """Move white space out of pairs that touch their text in the source; models put it there."""
        loose = set(re.findall(rf"<{self.pair}\d+>(?=\s)|(?<=\s)</{self.pair}\d+>", self.source))

        def opened(match: re.Match[str]) -> str:
            space, tag, inner = match.groups()
            before = target[max(0, match.start() - 1) : match.start()]
            is_first = not before or before in "([{“‘"
            return match[0] if tag in loose else (space or ("" if is_first else inner)) + tag

        def closed(match: re.Match[str]) -> str:
            inner, tag, space = match.groups()
            following = target[match.end() : match.end() + 1]
            is_word = following.isalnum() or following == "<"
            return match[0] if tag in loose else tag + (space or (inner if is_word else ""))

        target = re.sub(rf"(?<!\s)(\s*+)(<{self.pair}\d+>)(\s++)", opened, target)
        return re.sub(rf"(?<!\s)(\s++)(</{self.pair}\d+>)(\s*+)", closed, target)

    def _read(self, target: str) -> tuple[list[_Node], tuple[str, ...]]:
        target = self._touching(target)
        reader = _Reader(self)
        position = 0
        for match in self._pattern().finditer(target):
            reader.text(target[position : match.start()])
            reader.tag(match)
            position = match.end()
        reader.text(target[position:])
        return reader.finish()


@dataclass(slots=True, eq=False)
class _Node:
    """A tag with its content, or text if there is no tag."""

    tag: Tag | None
    text: str = ""
    children: list[_Node] = field(default_factory=list)


class _Reader:
    """Builds the tree of one translation and repairs it on the way."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline
        self._root = _Node(None)
        self._open: list[tuple[int, _Node]] = []
        self._seen: set[int] = set()
        self._closed: set[int] = set()
        self._flags: set[str] = set()

    @property
    def _top(self) -> _Node:
        return self._open[-1][1] if self._open else self._root

    def text(self, text: str) -> None:
        if text:
            self._top.children.append(_Node(None, text))

    def tag(self, match: re.Match[str]) -> None:
        number = int(match[3])
        tag = self._inline.tags.get(number)
        if tag is None or (tag.close is None) != (match[2] == self._inline.empty):
            self._flags.add("tags_added")
        elif match[1]:
            self._close(number)
        elif number in self._seen or len(self._open) > _DEEPEST:
            self._flags.add("tags_added")
        else:
            self._seen.add(number)
            node = _Node(tag)
            self._top.children.append(node)
            if tag.close is not None and not match[4]:
                self._open.append((number, node))

    def _close(self, number: int) -> None:
        if number in self._closed:
            # It was closed with the tag around it, or it is here twice.
            self._flags.add("tags_crossed")
            return
        if number not in (each for each, _ in self._open):
            self._flags.add("tags_lost")
            return
        while self._open:
            last, _ = self._open.pop()
            self._closed.add(last)
            if last == number:
                return
            self._flags.add("tags_crossed")

    def finish(self) -> tuple[list[_Node], tuple[str, ...]]:
        """Return the tree with what was lost at its end."""
        for _, node in self._open:
            # Nobody knows where it should have ended; empty, it does no harm to what follows.
            self._flags.add("tags_lost")
            _hoist(self._root, node)
        for number, tag in self._inline.tags.items():
            if number not in self._seen:
                self._flags.add("tags_lost")
                self._root.children.append(_Node(tag))
        return self._root.children, tuple(sorted(self._flags))


def _hoist(parent: _Node, node: _Node) -> None:
    """Move the children of a node behind it."""
    for index, child in enumerate(parent.children):
        if child is node:
            parent.children[index + 1 : index + 1] = node.children
            node.children = []
            return
        _hoist(child, node)


def _write(nodes: list[_Node], wrap: Wrap) -> str:
    pieces = []
    text = ""
    for node in nodes:
        if node.tag is None:
            text += node.text
            continue
        if text:
            pieces.append(wrap(text))
            text = ""
        inner = _write(node.children, node.tag.wrap or wrap)
        pieces += _tight(node.tag, inner) if node.tag.is_tight else _around(node.tag, inner)
    if text:
        pieces.append(wrap(text))
    return "".join(pieces)


def _around(tag: Tag, inner: str) -> tuple[str, ...]:
    return tag.open, inner, tag.close or ""


def _tight(tag: Tag, inner: str) -> tuple[str, ...]:
    body = inner.strip()
    if not body:
        return (inner,)
    start = inner.index(body)
    return inner[:start], tag.open, body, tag.close or "", inner[start + len(body) :]


class InlineBuilder:
    """Collects the content of one segment in document order.

    Args:
        wrap: How text is written: it escapes, or makes a whole run.
        collapse: White space is layout; any run of it is one space to a translator.
    """

    def __init__(self, wrap: Wrap, *, collapse: bool = False) -> None:
        self._wrap = wrap
        self._collapse = collapse
        self._parts: list[_Part] = []
        self._stack: list[_Part] = []

    def text(self, value: str) -> None:
        """Add text, unescaped."""
        if self._parts and self._parts[-1].kind == "text":
            self._parts[-1].value += value
        elif value:
            self._parts.append(_Part("text", value))

    def open(
        self, name: str, raw: str, wrap: Wrap | None = None, *, is_tight: bool = False
    ) -> None:
        """Add the beginning of an element; without an end, it counts as empty."""
        part = _Part("empty", raw, name, wrap, is_tight=is_tight)
        self._parts.append(part)
        if len(self._stack) < _DEEPEST:
            self._stack.append(part)

    def close(self, name: str, raw: str) -> None:
        """Add the end of an element; without a beginning, it counts as empty."""
        part = _Part("empty", raw, name)
        self._parts.append(part)
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].name == name:
                opening = self._stack[depth]
                opening.kind, part.kind = "open", "close"
                opening.partner, part.partner = part, opening
                del self._stack[depth:]
                return

    def empty(self, raw: str) -> None:
        """Add what has no text of its own."""
        if self._parts and self._parts[-1].kind == "empty" and not self._parts[-1].name:
            self._parts[-1].value += raw
        else:
            self._parts.append(_Part("empty", raw))

    def build(self) -> Inline:
        """Return the segment; its source is empty if there is no text but white space."""
        before, parts, after, wrap = self._peel()
        plain = "".join(part.value for part in parts if part.kind == "text")
        pair, empty = _names(plain)
        numbers: dict[int, int] = {}
        tags: dict[int, Tag] = {}
        source = []
        for part in parts:
            if part.kind == "text":
                source.append(_SPACES.sub(" ", part.value) if self._collapse else part.value)
            elif part.kind == "close":
                source.append(f"</{pair}{numbers[id(part.partner)]}>")
            else:
                number = len(tags) + 1
                numbers[id(part)] = number
                close = part.partner.value if part.partner else None
                tags[number] = Tag(
                    open=part.value, close=close, wrap=part.wrap, is_tight=part.is_tight
                )
                source.append(f"<{empty}{number}/>" if close is None else f"<{pair}{number}>")
        return Inline(
            source="".join(source),
            tags=tags,
            wrap=wrap,
            before=before,
            after=after,
            pair=pair,
            empty=empty,
        )

    def _peel(self) -> tuple[str, list[_Part], str, Wrap]:
        """Take white space and tags off both ends."""
        parts = [replace(part) if part.kind == "text" else part for part in self._parts]
        wrap = self._wrap
        before: list[str] = []
        after: list[str] = []
        low, high = 0, len(parts)
        while low < high:
            first, last = parts[low], parts[high - 1]
            if first.kind == "text" and first.value[:1].isspace():
                body = first.value.lstrip()
                before.append(wrap(first.value[: len(first.value) - len(body)]))
                first.value = body
            elif last.kind == "text" and last.value[-1:].isspace():
                body = last.value.rstrip()
                after.append(wrap(last.value[len(body) :]))
                last.value = body
            elif first.kind == "empty" or (first.kind == "text" and not first.value):
                before.append(first.value)
                low += 1
            elif last.kind == "empty" or (last.kind == "text" and not last.value):
                after.append(last.value)
                high -= 1
            elif first.kind == "open" and first.partner is last:
                before.append(first.value)
                after.append(last.value)
                wrap = first.wrap or wrap
                low, high = low + 1, high - 1
            else:
                break
        return "".join(before), parts[low:high], "".join(reversed(after)), wrap


def _names(plain: str) -> tuple[str, str]:
    """Return names of tags that the text itself does not have."""
    pair, empty = "g", "x"
    while re.search(rf"</?(?:{pair}|{empty})\d+/?>", plain):
        pair, empty = pair + "g", empty + "x"
    return pair, empty
