"""EPUB books: chapters in reading order, their titles, the table of contents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from indictx.errors import ParseError
from indictx.formats._package import PackageDocument, read_part, read_root
from indictx.formats._spans import Change, Edit, SpanDocument, edit, is_translatable
from indictx.formats._xml import Element, attribute, attributes, decode_xml, escape, parse_xml
from indictx.formats._zip import Archive
from indictx.formats.base import FormatOptions, Segment
from indictx.formats.html import HtmlDocument

_MIMETYPE = "mimetype"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGE = "application/xhtml+xml"
_CONTENTS = "application/x-dtbncx+xml"
_LABELS = ("dc:title", "dc:description", "text")


class Epub:
    """EPUB 2 and 3."""

    name = "epub"
    extensions = (".epub",)

    def parse(self, data: bytes, options: FormatOptions) -> PackageDocument:
        """Read chapters; see :meth:`Format.parse`."""
        archive = Archive(data)
        if archive.read(_MIMETYPE).strip() != b"application/epub+zip":
            raise ParseError("it is no EPUB", place=f"part {_MIMETYPE}")
        package = _package(archive)
        pages, contents = _manifest(archive, package)
        _refuse_encrypted(archive, pages)
        parts: dict[str, SpanDocument] = {
            name: read_part(archive, name, partial(_labels, name=name, options=options))
            for name in [package, *contents]
        }
        for name in pages:
            parts[name] = read_part(archive, name, partial(_page, name=name, options=options))
        return PackageDocument(archive, parts)


def _package(archive: Archive) -> str:
    text, root = read_root(archive, _CONTAINER)
    for file in root.walk("rootfile"):
        path = attribute(text, file, "full-path")
        if path:
            return path
    raise ParseError("it names no package", place=f"part {_CONTAINER}")


def _manifest(archive: Archive, package: str) -> tuple[list[str], list[str]]:
    """Return the pages in reading order, those outside of it last, and tables of contents."""
    text, root = read_root(archive, package)
    folder = posixpath.dirname(package)
    kinds: dict[str, str] = {}
    paths: dict[str, str] = {}
    for item in root.walk("item", "opf:item"):
        values = {each.name: each.value for each in attributes(text, item)}
        path = posixpath.normpath(posixpath.join(folder, unquote(values.get("href", ""))))
        kinds[path] = values.get("media-type", "")
        paths[values.get("id", "")] = path
    order = [
        paths.get(attribute(text, each, "idref") or "", "")
        for each in root.walk("itemref", "opf:itemref")
    ]
    pages = [path for path in dict.fromkeys([*order, *kinds]) if kinds.get(path) == _PAGE]
    return pages, [path for path, kind in kinds.items() if kind == _CONTENTS]


def _refuse_encrypted(archive: Archive, pages: list[str]) -> None:
    """Fonts may be obfuscated; pages that are encrypted cannot be read."""
    if _ENCRYPTION not in archive.names:
        return
    text, root = read_root(archive, _ENCRYPTION)
    for reference in root.walk("CipherReference", "enc:CipherReference"):
        if unquote(attribute(text, reference, "URI") or "") in pages:
            raise ParseError("it is protected against reading", place=f"part {_ENCRYPTION}")


def _page(data: bytes, *, name: str, options: FormatOptions) -> HtmlDocument:
    text, codec = decode_xml(data, None)
    return HtmlDocument(text, codec, options, is_xml=True, prefix=f"{name} ")


def _labels(data: bytes, *, name: str, options: FormatOptions) -> SpanDocument:
    """Read the titles in a package document or a table of contents."""
    text, codec = decode_xml(data, None)
    root = parse_xml(text)
    edits = [
        one
        for number, each in enumerate(root.walk(*_LABELS), 1)
        for one in _label(each, f"{name} {number}")
    ]
    return SpanDocument(text, codec, edits, changes=list(_language_changes(text, root, options)))


def _label(element: Element, key: str) -> Iterator[Edit]:
    source = " ".join(element.text().split())
    if element.children and not list(element.elements()) and is_translatable(source):
        segment = Segment(key=f"{key} {element.name}", source=source)
        yield edit(segment, element.inner_start, element.inner_end, escape)


def _language_changes(text: str, root: Element, options: FormatOptions) -> Iterator[Change]:
    """Name the target language, and let pages turn as its readers turn them."""
    if options.tgt_lang is None:
        return
    from indictx.languages import language

    target = language(options.tgt_lang)
    for element in root.walk("dc:language"):
        if element.inner_end < element.end:
            yield Change(element.inner_start, element.inner_end, target.bcp47)
    for each in attributes(text, root):
        if each.name == "xml:lang" and each.value:
            yield Change(each.start, each.end, target.bcp47)
    # EPUB 2 has no word for it.
    if target.direction == "rtl" and (attribute(text, root, "version") or "").startswith("3"):
        for spine in root.walk("spine", "opf:spine"):
            if attribute(text, spine, "page-progression-direction") is None:
                at = spine.start + 1 + len(spine.name)
                yield Change(at, at, ' page-progression-direction="rtl"')


EPUB = Epub()
