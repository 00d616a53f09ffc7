"""TMX: units that lack the target language are segments, and get a variant in it."""

from __future__ import annotations

from collections.abc import Iterator

from indictx.errors import ParseError, UsageError
from indictx.formats._inline import Inline
from indictx.formats._mixed import Codes, gap_before, read_mixed
from indictx.formats._spans import Edit, SpanDocument, edit, unique_keys
from indictx.formats._xml import Element, attribute, decode_xml, parse_xml
from indictx.formats.base import FormatOptions, Segment
from indictx.languages import Language, language, lookup

_CODES = Codes(
    pairs=frozenset({"hi", "sub"}),
    opening={"bpt": "i"},
    closing={"ept": "i"},
)


class Tmx:
    """Translation memories."""

    name = "tmx"
    extensions = (".tmx",)

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read units; see :meth:`Format.parse`."""
        if options.tgt_lang is None:
            raise UsageError("a translation memory needs to know the target language")
        text, codec = decode_xml(data, options.encoding)
        root = parse_xml(text)
        if root.name != "tmx":
            raise ParseError(f"the root element is {root.name}, expected tmx", place="line 1")
        header = root.first("header")
        declared = attribute(text, header, "srclang") if header else None
        source = options.src_lang or (declared if declared != "*all*" else None)
        target = language(options.tgt_lang)
        edits = [
            one
            for number, unit in enumerate(root.walk("tu"), start=1)
            for one in _edits(text, unit, number, lookup(source) if source else None, target)
            if options.all_entries or not one.segment.existing
        ]
        return SpanDocument(
            text, codec, unique_keys(edits), is_bilingual=True, errors="xmlcharrefreplace"
        )


def _edits(
    text: str, unit: Element, number: int, source: Language | None, target: Language
) -> Iterator[Edit]:
    name = attribute(text, unit, "tuid")
    key = f"unit {name or number}"
    variants = list(unit.elements("tuv"))
    segs = {}
    for variant in variants:
        seg = variant.first("seg")
        if seg is None:
            raise ParseError("a variant without seg", place=key)
        segs[variant] = seg
    there = next((each for each in variants if _is_in(text, each, target)), None)
    chosen = next(
        (
            each
            for each in variants
            if each is not there and (source is None or _is_in(text, each, source))
        ),
        None,
    )
    if chosen is None:
        return
    inline = read_mixed(text, segs[chosen], _CODES)
    if not inline.plain().strip():
        return
    existing = read_mixed(text, segs[there], _CODES).source if there else ""
    segment = Segment(
        key=key,
        source=inline.source,
        existing=existing or None,
        context="; ".join(note.text().strip() for note in unit.elements("note")) or None,
    )
    if there is not None:
        yield _replacing(text, segment, segs[there], inline)
    else:
        gap = gap_before(text, variants[-1])
        end = variants[-1].end
        opening = f'{gap}<tuv xml:lang="{target.bcp47}"><seg>'
        yield edit(
            segment,
            end,
            end,
            lambda value: f"{opening}{inline.render(value)}</seg></tuv>",
            inline.check,
        )


def _replacing(text: str, segment: Segment, seg: Element, inline: Inline) -> Edit:
    if seg.inner_end < seg.end:
        return edit(segment, seg.inner_start, seg.inner_end, inline.render, inline.check)
    opening = text[seg.start : seg.end].rstrip("/> \t\r\n")
    return edit(
        segment,
        seg.start,
        seg.end,
        lambda value: f"{opening}>{inline.render(value)}</seg>",
        inline.check,
    )


def _is_in(text: str, variant: Element, wanted: Language) -> bool:
    tag = attribute(text, variant, "xml:lang") or attribute(text, variant, "lang") or ""
    found = lookup(tag)
    return found is not None and found.code == wanted.code


TMX = Tmx()
