"""Android string resources: strings, arrays and plurals; what is not translatable stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from indictx.errors import ParseError
from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._messages import message_edits
from indictx.formats._spans import Edit, SpanDocument, edit, is_translatable, unique_keys
from indictx.formats._xml import Element, Text, attributes, decode_xml, escape, parse_xml
from indictx.formats.base import FormatOptions, Segment

# Quotation marks keep the white space between them, which is collapsed elsewhere.
_UNIT = re.compile(r'\\u([0-9A-Fa-f]{4})|\\(.)|(")|([ \t\n]+)|([^\\" \t\n]+)|\\', re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t"}
# A space that was escaped or quoted, while it is read: no XML has this character.
_KEPT_SPACE = "\x1f"
_REFERENCE = re.compile(r"\s*[@?][\w.+-]*:?[\w.]+/[\w.]+\s*|\s*\?[\w.:]+\s*")
_COMMENT = re.compile(r"<!--((?:(?!-->).)*)-->\s*\Z", re.DOTALL)
_KEPT = frozenset({"xliff:g"})


class Android:
    """Files of the folders ``res/values``."""

    name = "android"
    extensions = ("strings.xml", "arrays.xml", "plurals.xml")

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read resources; see :meth:`Format.parse`."""
        text, codec = decode_xml(data, options.encoding)
        root = parse_xml(text)
        if root.name != "resources":
            raise ParseError(f"the root element is {root.name}, expected resources", place="line 1")
        edits = [
            one
            for element, key, context in _strings(text, root)
            if not _REFERENCE.fullmatch(element.text())
            for one in _edits(element, _read(text, element), key, context)
        ]
        return SpanDocument(text, codec, unique_keys(edits), errors="xmlcharrefreplace")


def _strings(text: str, root: Element) -> Iterator[tuple[Element, str, str | None]]:
    """Yield elements with a text, their keys, and the comments before them."""
    previous = root.inner_start
    for resource in root.elements():
        values = {each.name: each.value for each in attributes(text, resource)}
        name = values.get("name")
        if resource.name in {"string", "string-array", "plurals"} and name is None:
            line = text.count("\n", 0, resource.start) + 1
            raise ParseError(f"a {resource.name} without a name", place=f"line {line}")
        comment = _COMMENT.search(text, previous, resource.start)
        context = " ".join(comment[1].split()) if comment else None
        previous = resource.end
        if values.get("translatable") == "false":
            continue
        if resource.name == "string":
            yield resource, f"string {name}", context
        elif resource.name == "string-array":
            for number, item in enumerate(resource.elements("item"), start=1):
                yield item, f"array {name} item {number}", context
        elif resource.name == "plurals":
            for item in resource.elements("item"):
                found = {each.name: each.value for each in attributes(text, item)}
                yield item, f"plurals {name} {found.get('quantity', '?')}", context


def _edits(element: Element, inline: Inline, key: str, context: str | None) -> Iterator[Edit]:
    inner = element.inner_start, element.inner_end
    texts = [child for child in element.children if isinstance(child, Text)]
    is_cdata = any(child.is_cdata for child in texts)
    cases = None if is_cdata else message_edits(inline, [inner], key=key, note=context)
    if cases is not None:
        yield from cases
        return
    if not is_translatable(inline.plain()):
        return
    segment = Segment(key=key, source=inline.source, context=context)
    if is_cdata:
        yield edit(segment, *inner, lambda target: _cdata(inline.render(target)))
    else:
        yield edit(segment, *inner, inline.render, inline.check)


def _read(text: str, element: Element) -> Inline:
    if any(isinstance(child, Text) and child.is_cdata for child in element.children):
        # The tags in it are no elements, but text that the application reads as HTML.
        value = "".join(child.value for child in element.children if isinstance(child, Text))
        before, body, after = _cut(value)
        return Inline(
            source=unescape(body, has_quotes=False),
            tags={},
            wrap=_escaped,
            before=before,
            after=after,
        )
    builder = InlineBuilder(_write)
    _add(builder, text, element)
    inline = builder.build()
    return replace(inline, source=inline.source.replace(_KEPT_SPACE, " "))


def _cut(value: str) -> tuple[str, str, str]:
    """Return the white space before a raw text, the text, and the white space behind it."""
    units = [match[0] for match in _UNIT.finditer(value)]
    inked = [index for index, unit in enumerate(units) if not unescape(unit).isspace()]
    low, high = (inked[0], inked[-1] + 1) if inked else (len(units), len(units))
    return "".join(units[:low]), "".join(units[low:high]), "".join(units[high:])


def _add(builder: InlineBuilder, text: str, parent: Element) -> None:
    for child in parent.children:
        if isinstance(child, Text):
            builder.text(unescape(child.value, kept_space=_KEPT_SPACE))
        elif child.name in _KEPT or not child.children:
            builder.empty(text[child.start : child.end])
        else:
            builder.open(child.name, text[child.start : child.inner_start])
            _add(builder, text, child)
            builder.close(child.name, text[child.inner_end : child.end])


def unescape(value: str, *, has_quotes: bool = True, kept_space: str = " ") -> str:
    """Return the text that a resource means: escapes read, white space collapsed.

    Args:
        value: Character data.
        has_quotes: Quotation marks mean something; in HTML they belong to its tags.
        kept_space: What stands for a space that was escaped or quoted.
    """
    pieces = []
    is_quoted = False
    for match in _UNIT.finditer(value):
        if match[1]:
            char = chr(int(match[1], 16))
            pieces.append(kept_space if char == " " else char)
        elif match[2]:
            pieces.append(_SIMPLE.get(match[2], match[2]))
        elif match[3]:
            is_quoted = has_quotes and not is_quoted
            pieces.append("" if has_quotes else match[3])
        elif match[4]:
            pieces.append(match[4].replace(" ", kept_space) if is_quoted else " ")
        else:
            pieces.append(match[5] or "")
    # Surrogate pairs are written as two escapes.
    joined = "".join(pieces)
    return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _escaped(text: str) -> str:
    raw = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
    raw = raw.replace("\n", "\\n").replace("\t", "\\t").replace("  ", " \\u0020")
    return f"\\{raw}" if raw.startswith(("@", "?")) else raw


def _write(text: str) -> str:
    # Android removes plain spaces at the ends.
    return escape(_escaped(text).replace(_KEPT_SPACE, "\\u0020"))


def _cdata(raw: str) -> str:
    return f"<![CDATA[{raw.replace(']]>', ']]]]><![CDATA[>')}]]>"


ANDROID = Android()
