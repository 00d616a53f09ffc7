"""XML as a tree whose nodes know where they are in the text, so that only what changes is written.

Well-formedness is expat's judgment. Document types with declarations of their own are refused: no
entity is ever expanded, whether it would grow or reach for a file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from indictx._patterns import compile_pattern
from indictx.errors import ParseError
from indictx.formats._codec import Codec, decode

#: Nothing that people write is deeper; Python's own stack is not much deeper.
DEEPEST = 200

_NODE = compile_pattern(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^>\[]*>"
    r"|</[^>]*>|<(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>|[^<]+",
    re.DOTALL,
)
_NAME = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE = re.compile(r"([^\s=/<>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
# XML 1.0 has no way to write these at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, raw in ``start:end``; a CDATA section is one too."""

    start: int
    end: int
    value: str
    is_cdata: bool = False


@dataclass(slots=True, eq=False)
class Element:
    """An element.

    Attributes:
        name: Name with prefix.
        start: Index of its start tag.
        inner_start: Index after its start tag.
        inner_end: Index of its end tag; that of an empty element is its end.
        end: Index after its end tag.
        children: Elements and texts in order; comments and instructions are not among them.
        parent: What it is in; ``None`` for the root.
    """

    name: str
    start: int
    inner_start: int
    inner_end: int = 0
    end: int = 0
    children: list[Element | Text] = field(default_factory=list)
    parent: Element | None = None

    def elements(self, *names: str) -> Iterator[Element]:
        """Yield child elements, all or those of these names."""
        for child in self.children:
            if isinstance(child, Element) and (not names or child.name in names):
                yield child

    def first(self, name: str) -> Element | None:
        """Return the first child of this name."""
        return next(self.elements(name), None)

    def walk(self, *names: str) -> Iterator[Element]:
        """Yield descendants of these names in document order, and itself."""
        if self.name in names:
            yield self
        for child in self.elements():
            yield from child.walk(*names)

    def text(self) -> str:
        """Return all characters inside."""
        return "".join(
            child.value if isinstance(child, Text) else child.text() for child in self.children
        )


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute; ``start`` and ``end`` are those of its raw value."""

    name: str
    value: str
    start: int
    end: int


def decode_xml(data: bytes, encoding: str | None) -> tuple[str, Codec]:
    """Decode a file by its mark, the user's word, its declaration, or as UTF-8."""
    match = _DECLARED.match(data[:200].replace(b"\0", b""))
    declared = match[1].decode("ascii") if match else None
    return decode(data, encoding, declared=declared)


def parse_xml(text: str) -> Element:
    """Return the root of a document.

    Raises:
        ParseError: It is not well-formed, has declarations, or is too deep; names line and column.
    """
    _validate(text)
    root = Element("", 0, 0)
    top, depth = root, 0
    for match in _NODE.finditer(text):
        raw = match[0]
        if raw.startswith("</"):
            top.inner_end, top.end = match.start(), match.end()
            top = top.parent or root
            depth -= 1
        elif raw.startswith("<![CDATA["):
            top.children.append(Text(match.start(), match.end(), _lines(raw[9:-3]), is_cdata=True))
        elif raw.startswith(("<!", "<?")):
            continue
        elif raw.startswith("<"):
            name = _NAME.match(raw)
            element = Element(name[1] if name else "", match.start(), match.end(), parent=top)
            top.children.append(element)
            if raw.endswith("/>"):
                element.inner_end = element.end = match.end()
            else:
                top, depth = element, depth + 1
                if depth > DEEPEST:
                    raise ParseError(f"elements are nested deeper than {DEEPEST}")
        else:
            top.children.append(Text(match.start(), match.end(), html.unescape(_lines(raw))))
    return next(root.elements())


def _lines(raw: str) -> str:
    # XML 1.0, section 2.11: whatever ends a line of the file, the text has a line feed.
    return raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw


def attributes(text: str, element: Element) -> list[Attribute]:
    """Return the attributes of an element in order."""
    name_end = element.start + 1 + len(element.name)
    return [
        Attribute(
            match[1],
            html.unescape(match[2] if match[2] is not None else match[3]),
            match.start(2) if match[2] is not None else match.start(3),
            match.end(2) if match[2] is not None else match.end(3),
        )
        for match in _ATTRIBUTE.finditer(text, name_end, element.inner_start)
    ]


def attribute(text: str, element: Element, name: str) -> str | None:
    """Return the value of one attribute."""
    return next((each.value for each in attributes(text, element) if each.name == name), None)


def escape(text: str) -> str:
    """Return text as character data; what XML cannot hold is left out."""
    raw = html.escape(_FORBIDDEN.sub("", text), quote=False)
    return raw.replace("\u00a0", "&#160;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Return text as the value of an attribute, whichever its quotation marks."""
    return escape(text).replace('"', "&quot;").replace("'", "&apos;").replace("\n", "&#10;")


class _RefusedError(Exception):
    pass


def _validate(text: str) -> None:
    parser = expat.ParserCreate("utf-8")

    def refuse(_name: str, _system: str | None, _public: str | None, has_internal: bool) -> None:
        if has_internal:
            raise _RefusedError

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except _RefusedError as error:
        raise ParseError(
            "a document type with declarations of its own is refused",
            place=f"line {parser.CurrentLineNumber}",
            hint="remove the part in brackets from <!DOCTYPE …>",
        ) from error
    except expat.ExpatError as error:
        raise ParseError(
            expat.ErrorString(error.code), place=f"line {error.lineno} column {error.offset + 1}"
        ) from error
