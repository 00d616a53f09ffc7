"""PDF, to read only: its text in paragraphs; what is rendered is plain text.

PDF knows no paragraphs, only lines at places, so where they begin and end is a guess. A scanned
page has no text, and old fonts without Unicode give letters of another script: neither can be
found out here.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator, Sequence

from indictx._imports import require
from indictx.errors import ParseError
from indictx.formats._spans import is_translatable
from indictx.formats.base import FormatOptions, Segment
from indictx.text.tokenize import graphemes

# A line this much shorter than the longest is the last of its paragraph.
_SHORT = 0.8
# And this much shorter, it is a heading.
_HEADING = 0.55
_HEAD_BYTES = 1024
_ENDERS = tuple(".!?।॥۔؟:᱾꯫")
_ITEM = re.compile(r"\s*(?:[•▪◦‣*–-]\s|\(?\w{1,3}[.)]\s)")
_HYPHEN = re.compile(r"(?<=[A-Za-z])-\Z")
# The parser trips over broken files in as many ways as there are.
_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class PdfText:
    """The text of a PDF.

    Args:
        paragraphs: Its segments, and the stretches without letters between them.
    """

    is_bilingual = False

    def __init__(self, paragraphs: Sequence[Segment]) -> None:
        self._paragraphs = tuple(paragraphs)
        self.segments: tuple[Segment, ...] = tuple(
            each for each in paragraphs if is_translatable(each.source)
        )

    def render(self, targets: Sequence[str | None]) -> bytes:
        """Return the text as UTF-8, an empty line between paragraphs."""
        given = {
            segment.key: target
            for segment, target in zip(self.segments, targets, strict=True)
            if target is not None
        }
        texts = [given.get(each.key, each.source) for each in self._paragraphs]
        return ("\n\n".join(texts) + "\n").encode("utf-8", "replace")

    def flags(self, targets: Sequence[str | None]) -> list[tuple[str, ...]]:
        """Return no flags: there is nothing to repair in plain text."""
        return [() for _ in targets]


class Pdf:
    """PDF files; needs the extra ``formats``."""

    name = "pdf"
    extensions = (".pdf",)

    def parse(self, data: bytes, options: FormatOptions) -> PdfText:  # noqa: ARG002
        """Read pages; see :meth:`Format.parse`."""
        if b"%PDF-" not in data[:_HEAD_BYTES]:
            raise ParseError("it is no PDF")
        require("pypdf", extra="formats")
        paragraphs = [
            Segment(key=f"page {page} paragraph {number}", source=text)
            for page, content in enumerate(_pages(data), start=1)
            for number, text in enumerate(_paragraphs(content), start=1)
        ]
        if not any(is_translatable(each.source) for each in paragraphs):
            raise ParseError("it has no text", hint="recognize the text of scanned pages first")
        return PdfText(paragraphs)


def _pages(data: bytes) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    number = 0
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ParseError("it is encrypted", hint="save it without a password")
        pages = []
        for page in reader.pages:
            number += 1  # for the error below
            pages.append(page.extract_text())
    except (PyPdfError, *_ERRORS) as error:
        if isinstance(error, ParseError):
            raise
        place = f"page {number}" if number else ""
        cause = str(error).partition("\n")[0] or type(error).__name__
        raise ParseError("it is damaged", place=place, hint=f"the reader says: {cause}") from error
    return pages


def _paragraphs(content: str) -> Iterator[str]:
    lines = [line.strip() for line in content.splitlines()]
    longest = max((len(graphemes(line)) for line in lines), default=0)
    paragraph = ""
    for line in lines:
        if paragraph and (not line or _ITEM.match(line)):
            yield paragraph
            paragraph = ""
        if not line:
            continue
        hyphenated = _HYPHEN.sub("", paragraph)
        joint = "" if hyphenated != paragraph or not paragraph else " "
        paragraph = f"{hyphenated}{joint}{line}"
        length = len(graphemes(line))
        if length < (_SHORT if line.endswith(_ENDERS) else _HEADING) * longest:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


PDF = Pdf()
