"""PowerPoint presentations: text on slides and in notes. Layouts, charts and pictures stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from indictx.errors import ParseError
from indictx.formats._package import CONTENT_TYPES, PackageDocument, read_part, typed_parts
from indictx.formats._runs import Dialect, RunReader
from indictx.formats._spans import Change, SpanDocument
from indictx.formats._xml import Element, attribute, attributes, decode_xml, parse_xml
from indictx.formats._zip import Archive
from indictx.formats.base import FormatOptions

_KIND = re.compile(r"presentationml\.(?:slide|notesSlide)\+xml")
_MAIN = re.compile(
    r"presentationml\.(?:presentation|template|slideshow)\.main\+xml|macroEnabled\.main"
)
_DIALECT = Dialect(
    paragraph="a:p",
    run="a:r",
    properties="a:rPr",
    text="a:t",
    skipped=frozenset({"a:pPr", "a:endParaRPr"}),
    containers=frozenset(),
    inner={},
    dropped=frozenset(),
    breaks={"a:br": "\n"},
    noise=re.compile(
        r"\s(?:lang|altLang|dirty|err|smtClean|noProof)=\"[^\"]*\"|</?a:rPr\s*/?>|(?<=<a:rPr)\s*/?>"
    ),
    text_tag="<a:t>",
    break_is_inside=False,
    adapt=str,
)
_MIRRORED = {"l": "r", "r": "l"}


class Pptx:
    """PowerPoint presentations."""

    name = "pptx"
    extensions = (".pptx", ".pptm", ".potx", ".ppsx")

    def parse(self, data: bytes, options: FormatOptions) -> PackageDocument:
        """Read paragraphs; see :meth:`Format.parse`."""
        archive = Archive(data)
        if not typed_parts(archive, _MAIN):
            raise ParseError("it has no presentation", place=f"part {CONTENT_TYPES}")
        names = sorted(typed_parts(archive, _KIND), key=_position)
        is_rtl = (options.tgt_lang or "").endswith("_Arab")
        parts = {
            name: read_part(archive, name, partial(_part, name=name, is_rtl=is_rtl))
            for name in names
        }
        return PackageDocument(archive, parts)


def _position(name: str) -> tuple[bool, int]:
    """Slides before notes, each by number."""
    number = re.search(r"(\d+)\.xml\Z", name)
    return "notes" in name, int(number[1]) if number else 0


def _part(data: bytes, *, name: str, is_rtl: bool) -> SpanDocument:
    text, codec = decode_xml(data, None)
    root = parse_xml(text)
    stem = name.rpartition("/")[2].removesuffix(".xml")
    edits = list(RunReader(text, _DIALECT, stem).edits(root))
    changes = [*_turned(text, root), *_mirrored(text, root)] if is_rtl else []
    return SpanDocument(text, codec, edits, changes=changes)


def _turned(text: str, root: Element) -> Iterator[Change]:
    """Let paragraphs run from right to left, and those at the left begin at the right."""
    for body in root.walk("p:txBody", "a:txBody"):
        default = "" if _is_title(text, body) else ' algn="r"'
        for paragraph in body.elements("a:p"):
            if not any(paragraph.elements("a:r", "a:fld")):
                continue
            properties = paragraph.first("a:pPr")
            if properties is None:
                at = paragraph.inner_start
                yield Change(at, at, f'<a:pPr{default} rtl="1"/>')
                continue
            there = {each.name: each for each in attributes(text, properties)}
            if "rtl" not in there:
                at = properties.start + len("<a:pPr")
                yield Change(at, at, f'{"" if "algn" in there else default} rtl="1"')
            elif there["rtl"].value not in {"0", "false"}:
                continue  # it runs so already, and begins where it should
            else:
                yield Change(there["rtl"].start, there["rtl"].end, "1")
            if "algn" in there and there["algn"].value in _MIRRORED:
                each = there["algn"]
                yield Change(each.start, each.end, _MIRRORED[each.value])


def _mirrored(text: str, root: Element) -> Iterator[Change]:
    """Let the first column of tables be the rightmost."""
    for table in root.walk("a:tbl"):
        properties = table.first("a:tblPr")
        if properties is None:
            yield Change(table.inner_start, table.inner_start, '<a:tblPr rtl="1"/>')
        elif attribute(text, properties, "rtl") is None:
            at = properties.start + len("<a:tblPr")
            yield Change(at, at, ' rtl="1"')


def _is_title(text: str, body: Element) -> bool:
    """Say whether a text is a title; these are mostly in the middle, which the layout says."""
    shape = body.parent
    kinds = [] if shape is None else [attribute(text, e, "type") for e in shape.walk("p:ph")]
    return any(kind in {"title", "ctrTitle", "subTitle"} for kind in kinds)


PPTX = Pptx()
