"""Cut HTML into tags, text and comments whose raw texts tile the file.

This is no tree builder: it accepts what browsers accept, and says so only where a file is cut off
in the middle of a tag, a comment or a script.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indictx._patterns import compile_pattern
from indictx.errors import ParseError
from indictx.formats._codec import line_of

_START = compile_pattern(
    r"<([A-Za-z][^\s/>]*)((?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=(?!\s*+[\"'])|(?<!=)[\"'])*+)>"
)
_END = re.compile(r"</([A-Za-z][^\s/>]*)[^>]*>")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_OTHER = re.compile(r"<[!?/][^>]*>")
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:>|->|.*?--!?>)", re.DOTALL)

#: Their content is text, whatever it looks like.
RAW_TEXT = frozenset(
    ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of a tag; ``start`` and ``end`` are those of its raw value."""

    name: str
    value: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One piece of a file.

    Attributes:
        kind: ``text``, ``start``, ``empty``, ``end``, ``raw`` (the content of a script and the
            like) or ``other`` (a comment, a document type).
        start: Index of its first code point.
        end: Index after its last.
        raw: ``text[start:end]``.
        name: Name of the element in lower case.
        attributes: Only of the beginning of an element.
    """

    kind: str
    start: int
    end: int
    raw: str
    name: str = ""
    attributes: tuple[Attribute, ...] = ()

    def get(self, name: str) -> str | None:
        """Return the value of an attribute; an attribute without value has an empty one."""
        return next((each.value for each in self.attributes if each.name == name), None)


#: Elements that never have content.
VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    )
)


def tokens(text: str, *, is_xml: bool = False) -> Iterator[Token]:
    """Yield the pieces of a file, in order, nothing between them.

    Args:
        text: The file.
        is_xml: ``<script/>`` is an empty element, as in XHTML.

    Raises:
        ParseError: A tag, a comment or a script is never closed.
    """
    position = 0
    while position < len(text):
        at = _next_markup(text, position)
        if at > position:
            yield Token(kind="text", start=position, end=at, raw=text[position:at])
        if at == len(text):
            return
        token = _markup(text, at, is_xml=is_xml)
        yield token
        position = token.end
        if token.kind == "start" and token.name in RAW_TEXT:
            end = _end_of_raw(text, position, token.name)
            if end > position:
                yield Token(
                    kind="raw", start=position, end=end, raw=text[position:end], name=token.name
                )
            position = end


def _next_markup(text: str, position: int) -> int:
    """Return where the next tag or comment begins; ``a < b`` has none."""
    match = re.compile(r"<(?=[A-Za-z!?]|/[A-Za-z!?>])").search(text, position)
    return match.start() if match else len(text)


def _markup(text: str, at: int, *, is_xml: bool) -> Token:
    if match := _START.match(text, at):
        name = match[1].lower()
        is_empty = name in VOID or (match[2].endswith("/") and is_xml)
        return Token(
            kind="empty" if is_empty else "start",
            start=at,
            end=match.end(),
            raw=match[0],
            name=name,
            attributes=tuple(_attributes(text, match.start(2), match.end(2))),
        )
    if match := _END.match(text, at):
        return Token(kind="end", start=at, end=match.end(), raw=match[0], name=match[1].lower())
    if text.startswith("<!--", at):
        match = _COMMENT.match(text, at)
    elif text.startswith("<![CDATA[", at):
        match = _CDATA.match(text, at)
    else:
        match = _OTHER.match(text, at)
    if match is None:
        raise ParseError(
            f"{text[at : at + 20].split()[0]!r} is never closed", place=f"line {line_of(text, at)}"
        )
    return Token(kind="other", start=at, end=match.end(), raw=match[0])


def _attributes(text: str, start: int, end: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = next((each for each in (2, 3, 4) if match[each] is not None), None)
        yield Attribute(
            name=match[1].lower(),
            value=html.unescape(match[group]) if group else "",
            start=match.start(group) if group else match.end(),
            end=match.end(group) if group else match.end(),
            quote={2: '"', 3: "'"}.get(group or 0, ""),
        )


def _end_of_raw(text: str, position: int, name: str) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, position)
    if match is None:
        raise ParseError(
            f"<{name}> is never closed", place=f"line {line_of(text, max(0, position - 1))}"
        )
    return match.start()
