"""OpenDocument texts: body, notes, text boxes, headers and footers. Styles and fields stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from indictx.errors import ParseError
from indictx.formats._inline import InlineBuilder
from indictx.formats._package import PackageDocument, read_part
from indictx.formats._spans import Change, Edit, SpanDocument, edit, hole, is_translatable
from indictx.formats._xml import (
    Element,
    Text,
    attribute,
    attributes,
    decode_xml,
    escape,
    parse_xml,
)
from indictx.formats._zip import Archive
from indictx.formats.base import FormatOptions, Segment

_MIMETYPE = "mimetype"
_TYPE = b"application/vnd.oasis.opendocument.text"
_PARAGRAPHS = ("text:p", "text:h")
_PAIRS = frozenset({"text:span", "text:a", "text:meta", "text:ruby-base"})
# Comments of reviewers and what was deleted are no part of the text.
_SKIPPED = frozenset({"office:annotation", "text:tracked-changes", "text:index-title-template"})
_DROPPED = frozenset({"text:soft-page-break"})
_SPACES = re.compile(r"[ \t\r\n]+")
_WIDE = re.compile(r"(?<= ) +")
_MOST_SPACES = 1000
#: Properties that count for Latin letters only, and what counts for Indic and Arabic ones.
_COMPLEX = {
    "fo:font-weight": "style:font-weight-complex",
    "fo:font-style": "style:font-style-complex",
    "fo:font-size": "style:font-size-complex",
}
#: Properties of a style that nobody sees: revisions and languages.
_UNSEEN = re.compile(
    r"officeooo:(?:paragraph-)?rsid|fo:(?:language|country)|style:(?:language|country)-\w+"
)
_DIRECTION = "style:writing-mode"
_ALIGNMENT = "fo:text-align"
#: What becomes of properties when text runs from right to left. LibreOffice takes start for left.
_TURNED = {
    _DIRECTION: {"lr-tb": "rl-tb", "lr": "rl-tb", "page": "rl-tb"},
    _ALIGNMENT: {"start": "right", "left": "right", "end": "left", "right": "left"},
}
_BY_DEFAULT = {_DIRECTION: "rl-tb", _ALIGNMENT: "right"}


class Odt:
    """OpenDocument texts and templates."""

    name = "odt"
    extensions = (".odt", ".ott")

    def parse(self, data: bytes, options: FormatOptions) -> PackageDocument:
        """Read paragraphs; see :meth:`Format.parse`."""
        archive = Archive(data)
        if not archive.read(_MIMETYPE).startswith(_TYPE):
            raise ParseError("it is no OpenDocument text", place=f"part {_MIMETYPE}")
        manifest = "META-INF/manifest.xml"
        if manifest in archive.names and b"encryption-data" in archive.read(manifest):
            raise ParseError("it is encrypted", hint="save it without a password")
        names = [name for name in ("content.xml", "styles.xml") if name in archive.names]
        if "content.xml" not in names:
            raise ParseError("it is not there", place="part content.xml")
        script = (options.tgt_lang or "").partition("_")[2]
        read = partial(_part, is_complex=script != "Latn", is_rtl=script == "Arab")
        return PackageDocument(archive, {name: read_part(archive, name, read) for name in names})


def _part(data: bytes, *, is_complex: bool, is_rtl: bool) -> SpanDocument:
    text, codec = decode_xml(data, None)
    root = parse_xml(text)
    reader = _Reader(text, _unseen_styles(text, root))
    prefix = "header " if root.name == "office:document-styles" else ""
    edits = [
        one
        for number, paragraph in enumerate(_paragraphs(root), start=1)
        for one in reader.edit(paragraph, f"{prefix}paragraph {number}")
    ]
    changes = list(_complex_script(text, root)) if is_complex else []
    changes += _turned(text, root) if is_rtl else []
    return SpanDocument(text, codec, edits, changes=changes)


def _complex_script(text: str, root: Element) -> Iterator[Change]:
    """Give bold, italics and size of each style to the scripts that are called complex."""
    for element in root.walk("style:text-properties"):
        values = {each.name: text[each.start : each.end] for each in attributes(text, element)}
        added = "".join(
            f' {other}="{values[latin]}"'
            for latin, other in _COMPLEX.items()
            if latin in values and other not in values
        )
        if added:
            yield _add_attributes(text, element, added)


def _add_attributes(text: str, element: Element, raw: str) -> Change:
    end = element.inner_start - (2 if text.startswith("/>", element.inner_start - 2) else 1)
    return Change(end, end, raw)


def _insert(text: str, element: Element, raw: str) -> Change:
    """Put something at the beginning of an element, which may be written without an end."""
    if element.inner_end < element.end:
        return Change(element.inner_start, element.inner_start, raw)
    opening = text[element.start : element.end].removesuffix("/>")
    return Change(element.start, element.end, f"{opening}>{raw}</{element.name}>")


def _turned(text: str, root: Element) -> Iterator[Change]:
    """Let paragraphs, tables and pages run from right to left: as styles say, and by default."""
    kinds = ("paragraph", "table", "page-layout", "section")
    for element in root.walk(*(f"style:{kind}-properties" for kind in kinds)):
        for each in attributes(text, element):
            turned = _TURNED.get(each.name, {}).get(each.value)
            if turned is not None:
                yield Change(each.start, each.end, turned)
    styles = root.first("office:styles")
    if styles is not None and "xmlns:fo=" in text[root.start : root.inner_start]:
        yield _turned_default(text, styles)


def _turned_default(text: str, styles: Element) -> Change:
    """Return what makes paragraphs run from right to left whose styles say nothing about it."""
    added = "".join(f' {name}="{value}"' for name, value in _BY_DEFAULT.items())
    whole = f"<style:paragraph-properties{added}/>"
    defaults = styles.elements("style:default-style")
    family = "style:family"
    default = next((e for e in defaults if attribute(text, e, family) == "paragraph"), None)
    if default is None:
        raw = f'<style:default-style {family}="paragraph">{whole}</style:default-style>'
        return _insert(text, styles, raw)
    properties = default.first("style:paragraph-properties")
    if properties is None:
        return _insert(text, default, whole)
    there = {each.name for each in attributes(text, properties)}
    missing = "".join(
        f' {name}="{value}"' for name, value in _BY_DEFAULT.items() if name not in there
    )
    return _add_attributes(text, properties, missing)


def _paragraphs(element: Element) -> Iterator[Element]:
    if element.name in _PARAGRAPHS:
        yield element
    for child in element.elements():
        if child.name not in _SKIPPED:
            yield from _paragraphs(child)


def _unseen_styles(text: str, root: Element) -> frozenset[str]:
    """Return the styles that say nothing about looks; LibreOffice makes one for each revision."""
    found = set()
    for style in root.walk("style:style"):
        properties = [each for child in style.elements() for each in attributes(text, child)]
        values = {each.name: each.value for each in attributes(text, style)}
        if (
            values.get("style:family") == "text"
            and "style:parent-style-name" not in values
            and all(_UNSEEN.fullmatch(each.name) for each in properties)
        ):
            found.add(values.get("style:name", ""))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns paragraphs into segments."""

    source: str
    unseen: frozenset[str]

    def edit(self, paragraph: Element, key: str) -> Iterator[Edit]:
        """Yield the segment of a paragraph, if it has one."""
        builder = InlineBuilder(_write)
        self._add(builder, paragraph)
        inline = builder.build()
        if is_translatable(inline.plain()):
            segment = Segment(key=key, source=inline.source)
            yield edit(
                segment, paragraph.inner_start, paragraph.inner_end, inline.render, inline.check
            )

    def _add(self, builder: InlineBuilder, parent: Element) -> None:
        for child in parent.children:
            if isinstance(child, Text):
                builder.text(_SPACES.sub(" ", child.value))
            elif child.name == "text:s":
                count = attribute(self.source, child, "text:c") or "1"
                builder.text(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif child.name == "text:tab":
                builder.text("\t")
            elif child.name == "text:line-break":
                builder.text("\n")
            elif child.name in _DROPPED:
                continue
            elif child.name in _PAIRS and child.children:
                self._pair(builder, child)
            else:
                builder.empty(self._raw(child))

    def _pair(self, builder: InlineBuilder, element: Element) -> None:
        style = attribute(self.source, element, "text:style-name")
        if element.name == "text:span" and style in self.unseen:
            self._add(builder, element)
            return
        builder.open(element.name, self.source[element.start : element.inner_start])
        self._add(builder, element)
        builder.close(element.name, self.source[element.inner_end : element.end])

    def _raw(self, element: Element) -> str:
        if next(_paragraphs(element), None) and element.name not in _SKIPPED:
            return hole(element.start, element.end)
        return self.source[element.start : element.end]


def _write(text: str) -> str:
    raw = escape(text.replace("\r\n", "\n").replace("\r", "\n"))
    raw = _WIDE.sub(lambda match: f'<text:s text:c="{len(match[0])}"/>', raw)
    return raw.replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")


ODT = Odt()
