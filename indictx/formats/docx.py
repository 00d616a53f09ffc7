"""Word documents: body, headers, footers, notes and text boxes. Styles, images and fields stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from indictx.errors import ParseError
from indictx.formats._package import CONTENT_TYPES, PackageDocument, read_part, typed_parts
from indictx.formats._runs import Dialect, RunReader
from indictx.formats._spans import Change, SpanDocument
from indictx.formats._xml import Element, attribute, decode_xml, parse_xml
from indictx.formats._zip import Archive
from indictx.formats.base import FormatOptions

_KIND = re.compile(
    r"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled)\.main\+xml"
    r"|wordprocessingml\.(?:header|footer|footnotes|endnotes)\+xml"
)
_ORDER = ("header", "main", "footnotes", "endnotes", "footer")
#: Properties that count for Latin letters only, and what counts for Indic and Arabic ones.
_COMPLEX = {"b": "bCs", "i": "iCs", "sz": "szCs"}
#: What the schema wants before the direction of a paragraph.
_BEFORE_BIDI = frozenset(
    (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *(
            "suppressLineNumbers",
            "pBdr",
            "shd",
            "tabs",
            "suppressAutoHyphens",
            "kinsoku",
            "wordWrap",
        ),
        *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN"),
    )
)

#: Likewise, before that of a table's columns.
_BEFORE_MIRROR = frozenset({"tblStyle", "tblpPr", "tblOverlap"})


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
        script = (options.tgt_lang or "").partition("_")[2]
        adapt = str if script == "Latn" else complex_script
        is_rtl = script == "Arab"
        ordered = sorted(names, key=lambda name: _ORDER.index(_rank(names[name])))
        parts = {
            name: read_part(archive, name, partial(_part, name=name, adapt=adapt, is_rtl=is_rtl))
            for name in ordered
        }
        return PackageDocument(archive, parts)


def _rank(kind: str) -> str:
    return next((each for each in _ORDER if f".{each}+xml" in kind), "main")


def _part(data: bytes, *, name: str, adapt: Callable[[str], str], is_rtl: bool) -> SpanDocument:
    text, codec = decode_xml(data, None)
    root = parse_xml(text)
    stem = name.rpartition("/")[2].removesuffix(".xml")
    prefix = root.name.partition(":")[0]
    dialect = _dialect(prefix, partial(_right_to_left, prefix, adapt) if is_rtl else adapt)
    edits = list(RunReader(text, dialect, stem).edits(root))
    changes = []
    if is_rtl:
        changes = [*_turned(text, root, prefix, dialect), *_mirrored(root, prefix, dialect)]
    return SpanDocument(text, codec, edits, changes=changes)


def _right_to_left(prefix: str, adapt: Callable[[str], str], properties: str) -> str:
    """Mark a run as written from right to left; the mark stands behind most other properties."""
    raw = adapt(properties) or f"<{prefix}:rPr></{prefix}:rPr>"
    raw = re.sub(rf'<{prefix}:rtl\s[^>]*"(?:0|false|off)"\s*/>', "", raw)
    if f"<{prefix}:rtl" in raw or raw.endswith("/>"):
        return raw
    later = re.search(
        rf"<{prefix}:(?:cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</{prefix}:rPr>", raw
    )
    at = later.start() if later else len(raw)
    return f"{raw[:at]}<{prefix}:rtl/>{raw[at:]}"


def _has_run(element: Element, dialect: Dialect) -> bool:
    """Say whether there is a run in a paragraph, or in what stands around its runs."""
    around = {*dialect.containers, *dialect.inner.values()}
    return any(
        child.name == dialect.run or (child.name in around and _has_run(child, dialect))
        for child in element.elements()
    )


def _turned(text: str, root: Element, prefix: str, dialect: Dialect) -> Iterator[Change]:
    """Turn paragraphs with text around, those too that say that they run from left to right."""
    bidi = f"<{prefix}:bidi/>"
    for paragraph in root.walk(dialect.paragraph):
        if not _has_run(paragraph, dialect):
            continue
        properties = paragraph.first(f"{prefix}:pPr")
        there = properties and properties.first(f"{prefix}:bidi")
        if not there:
            yield _marked(paragraph, f"{prefix}:pPr", bidi, _BEFORE_BIDI)
        elif attribute(text, there, f"{prefix}:val") in {"0", "false", "off"}:
            yield Change(there.start, there.end, bidi)


def _mirrored(root: Element, prefix: str, dialect: Dialect) -> Iterator[Change]:
    """Let the first column of tables with text be the rightmost."""
    for table in root.walk(f"{prefix}:tbl"):
        if not any(_has_run(each, dialect) for each in table.walk(dialect.paragraph)):
            continue
        properties = table.first(f"{prefix}:tblPr")
        if not (properties and properties.first(f"{prefix}:bidiVisual")):
            yield _marked(table, f"{prefix}:tblPr", f"<{prefix}:bidiVisual/>", _BEFORE_MIRROR)


def _marked(owner: Element, name: str, mark: str, before: frozenset[str]) -> Change:
    """Put a mark into the properties of an element, behind those that the schema wants first."""
    properties = owner.first(name)
    whole = f"<{name}>{mark}</{name}>"
    if properties is None:
        return Change(owner.inner_start, owner.inner_start, whole)
    if properties.inner_end == properties.end:
        return Change(properties.start, properties.end, whole)
    first = [each for each in properties.elements() if each.name.partition(":")[2] in before]
    at = first[-1].end if first else properties.inner_start
    return Change(at, at, mark)


DOCX = Docx()
