"""PowerPoint presentations: text on slides and in notes. Layouts, charts and pictures stay."""

from __future__ import annotations

import re
from functools import partial

from indictx.errors import ParseError
from indictx.formats._package import CONTENT_TYPES, PackageDocument, read_part, typed_parts
from indictx.formats._runs import Dialect, RunReader
from indictx.formats._spans import SpanDocument
from indictx.formats._xml import decode_xml, parse_xml
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


class Pptx:
    """PowerPoint presentations."""

    name = "pptx"
    extensions = (".pptx", ".pptm", ".potx", ".ppsx")

    def parse(self, data: bytes, options: FormatOptions) -> PackageDocument:  # noqa: ARG002
        """Read paragraphs; see :meth:`Format.parse`."""
        archive = Archive(data)
        if not typed_parts(archive, _MAIN):
            raise ParseError("it has no presentation", place=f"part {CONTENT_TYPES}")
        names = sorted(typed_parts(archive, _KIND), key=_position)
        parts = {name: read_part(archive, name, partial(_part, name=name)) for name in names}
        return PackageDocument(archive, parts)


def _position(name: str) -> tuple[bool, int]:
    """Slides before notes, each by number."""
    number = re.search(r"(\d+)\.xml\Z", name)
    return "notes" in name, int(number[1]) if number else 0


def _part(data: bytes, *, name: str) -> SpanDocument:
    text, codec = decode_xml(data, None)
    stem = name.rpartition("/")[2].removesuffix(".xml")
    edits = list(RunReader(text, _DIALECT, stem).edits(parse_xml(text)))
    return SpanDocument(text, codec, edits)


PPTX = Pptx()
