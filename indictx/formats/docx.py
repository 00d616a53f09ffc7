"""Word documents: body, headers, footers, notes and text boxes. Styles, images and fields stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from indictx.errors import ParseError
from indictx.formats._package import CONTENT_TYPES, PackageDocument, read_part, typed_parts
from indictx.formats._runs import Dialect, RunReader
from indictx.formats._spans import SpanDocument
from indictx.formats._xml import decode_xml, parse_xml
from indictx.formats._zip import Archive
from indictx.formats.base import FormatOptions

_KIND = re.compile(
    r"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled)\.main\+xml"
    r"|wordprocessingml\.(?:header|footer|footnotes|endnotes)\+xml"
)
_ORDER = ("header", "main", "footnotes", "endnotes", "footer")
#: Properties that count for Latin letters only, and what counts for Indic and Arabic ones.
_COMPLEX = {"b": "bCs", "i": "iCs", "sz": "szCs"}


def complex_script(properties: str) -> str:
    """Give a run's bold, italics and size to scripts that Word calls complex: all Indic ones."""
    for latin, other in _COMPLEX.items():
        match = re.search(rf"<(\w+):{latin}(\s[^>]*)?/>", properties)
        if match and f":{other}" not in properties:
            raw = f"<{match[1]}:{other}{match[2] or ''}/>"
            properties = properties[: match.end()] + raw + properties[match.end() :]
    return properties


def _dialect(prefix: str, adapt: Callable[[str], str]) -> Dialect:
    def names(*local: str) -> frozenset[str]:
        return frozenset(f"{prefix}:{name}" for name in local)

    breaks = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
    return Dialect(
        paragraph=f"{prefix}:p",
        run=f"{prefix}:r",
        properties=f"{prefix}:rPr",
        text=f"{prefix}:t",
        skipped=names("pPr", "smartTagPr", "customXmlPr"),
        containers=names(
            *(
                "hyperlink",
                "smartTag",
                "ins",
                "moveTo",
                "sdt",
                "fldSimple",
                "dir",
                "bdo",
                "customXml",
            )
        ),
        inner={f"{prefix}:sdt": f"{prefix}:sdtContent"},
        dropped=names("proofErr", "lastRenderedPageBreak", "softHyphen"),
        breaks={f"{prefix}:{name}": value for name, value in breaks.items()},
        noise=re.compile(
            rf"<{prefix}:(?:lang|noProof|rtl|cs|[bi]Cs|szCs)(?:\s[^>]*)?/>"
            rf"|\s{prefix}:rsid\w*=\"[^\"]*\"|</?{prefix}:rPr/?>"
        ),
        text_tag=f'<{prefix}:t xml:space="preserve">',
        break_is_inside=True,
        adapt=adapt,
        field_mark=f"{prefix}:fldChar",
    )


class Docx:
    """Word documents."""

    name = "docx"
    extensions = (".docx", ".docm", ".dotx")

    def parse(self, data: bytes, options: FormatOptions) -> PackageDocument:
        """Read paragraphs; see :meth:`Format.parse`."""
        archive = Archive(data)
        names = typed_parts(archive, _KIND)
        if not any(_rank(kind) == "main" for kind in names.values()):
            raise ParseError("it has no main document", place=f"part {CONTENT_TYPES}")
        is_latin = (options.tgt_lang or "").endswith("_Latn")
        adapt = str if is_latin else complex_script
        ordered = sorted(names, key=lambda name: _ORDER.index(_rank(names[name])))
        parts = {
            name: read_part(archive, name, partial(_part, name=name, adapt=adapt))
            for name in ordered
        }
        return PackageDocument(archive, parts)


def _rank(kind: str) -> str:
    return next((each for each in _ORDER if f".{each}+xml" in kind), "main")


def _part(data: bytes, *, name: str, adapt: Callable[[str], str]) -> SpanDocument:
    text, codec = decode_xml(data, None)
    root = parse_xml(text)
    stem = name.rpartition("/")[2].removesuffix(".xml")
    dialect = _dialect(root.name.partition(":")[0], adapt)
    return SpanDocument(text, codec, list(RunReader(text, dialect, stem).edits(root)))


DOCX = Docx()
