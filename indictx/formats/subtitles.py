"""Subtitles: SubRip and WebVTT. Times, settings, notes and styles stay as they are."""

from __future__ import annotations

import html
import re

from indictx.errors import ParseError
from indictx.formats._codec import decode, line_of
from indictx.formats._cues import Cue, Syntax, cue_edits
from indictx.formats._inline import Inline, InlineBuilder
from indictx.formats._spans import SpanDocument
from indictx.formats.base import FormatOptions

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BREAK = re.compile(r"\r\n|\r|\n")
_JOIN = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_SRT_TIME = re.compile(
    r"[ \t]*(\d+):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?[ \t]*-->[ \t]*"
    r"(\d+):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?(?:[ \t].*)?"
)
_VTT_TIME = re.compile(
    r"(?:(\d{2,}):)?(\d\d):(\d\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?(\d\d):(\d\d)\.(\d{3})(?:[ \t].*)?"
)
_SRT_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>|\{\\[^{}]*\}")
_VTT_TAG = re.compile(r"<(/?)([^<>\s./]*)[^<>]*>")
_SRT_COLOR = re.compile(
    r"\s*(?:\{[^{}]*\}\s*)?(<font\s[^<>]*>)(?:(?!</?font\b).)*(?:</font>\s*)?",
    re.DOTALL | re.IGNORECASE,
)
_VTT_COLOR = re.compile(r"\s*(<c\.[^<>]*>)(?:(?!</?c[.>]).)*(?:</c>\s*)?", re.DOTALL)
_VTT_VOICE = re.compile(r"\s*(?:<(?!v[.\s])[^<>]*>\s*)*(<v[.\s][^<>]*>)")


def _times(match: re.Match[str], place: str) -> tuple[int, int]:
    """Return start and end in milliseconds."""
    values = []
    for group in (1, 5):
        hours, minutes, seconds, fraction = (match[group + offset] or "0" for offset in range(4))
        whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
        values.append(whole * 1000 + int(fraction.ljust(3, "0")))
    start, end = values
    if end < start:
        shown = re.split(r"[ \t]*-->[ \t]*", match[0].strip())
        raise ParseError(f"end {shown[1].split()[0]} is before start {shown[0]}", place=place)
    return start, end


def _lines(text: str) -> list[re.Match[str]]:
    return list(_LINE.finditer(text))


def _newline(text: str) -> str:
    match = _BREAK.search(text)
    return match[0] if match else "\n"


class SubRip:
    """SubRip files."""

    name = "srt"
    extensions = (".srt",)

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read cues; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        cues = _srt_cues(text)
        if not cues and text.strip():
            raise ParseError(
                "there is no line of times such as 00:00:01,000 --> 00:00:02,500", place="line 1"
            )
        syntax = Syntax(
            build=_srt_inline,
            tag=_SRT_TAG,
            line_break=_BREAK,
            newline=_newline(text),
            color=_SRT_COLOR,
        )
        return SpanDocument(text, codec, cue_edits(text, cues, syntax, options))


def _srt_cues(text: str) -> list[Cue]:
    """Find cues by their lines of times: texts with blank lines inside are common."""
    lines = _lines(text)
    times = [index for index, line in enumerate(lines) if _is_srt_time(text, line)]
    # The number before a line of times belongs to its cue, not to the text before.
    heads = [
        index - 1 if index and lines[index - 1][1].strip().isdecimal() else index for index in times
    ]
    first = heads[0] if heads else 0
    for index in range(first):
        if lines[index][1].strip():
            raise ParseError("text before the first cue", place=f"line {index + 1}")
    bounds = zip(times, [*heads[1:], len(lines)], strict=False)
    cues = []
    for number, (index, following) in enumerate(bounds, start=1):
        match = _SRT_TIME.fullmatch(lines[index][1])
        if match is None:
            raise ParseError(
                f"not a line of times: {lines[index][1].strip()!r}", place=f"cue {number}"
            )
        start_ms, end_ms = _times(match, f"cue {number}")
        start = lines[index].end()
        end = lines[following - 1].end(1) if following > index + 1 else start
        end = start + len(text[start:end].rstrip())
        cues.append(Cue(number=number, start_ms=start_ms, end_ms=end_ms, start=start, end=end))
    return cues


def _is_srt_time(text: str, line: re.Match[str]) -> bool:
    return text.find("-->", line.start(), line.end()) >= 0 and bool(
        re.match(r"\s*\d+:.*-->|\s*-->\s*\d+:", line[1])
    )


def _srt_inline(raw: str) -> Inline:
    builder = InlineBuilder(str)
    position = 0
    for match in _SRT_TAG.finditer(raw):
        builder.text(_JOIN.sub(" ", raw[position : match.start()]))
        _add_tag(builder, match)
        position = match.end()
    builder.text(_JOIN.sub(" ", raw[position:]))
    return builder.build()


def _add_tag(builder: InlineBuilder, match: re.Match[str]) -> None:
    name = match[2]
    if not name:
        builder.empty(match[0])
    elif match[1]:
        builder.close(name.lower(), match[0])
    else:
        builder.open(name.lower(), match[0])


class WebVtt:
    """WebVTT files."""

    name = "vtt"
    extensions = (".vtt",)

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read cues; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        if not re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", text):
            raise ParseError("the file does not begin with WEBVTT", place="line 1")
        syntax = Syntax(
            build=_vtt_inline,
            tag=_VTT_TAG,
            line_break=_BREAK,
            newline=_newline(text),
            voice=_VTT_VOICE,
            color=_VTT_COLOR,
        )
        return SpanDocument(text, codec, cue_edits(text, _vtt_cues(text), syntax, options))


def _vtt_cues(text: str) -> list[Cue]:
    cues: list[Cue] = []
    for block in _blocks(text)[1:]:
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)", block[0][1]):
            continue
        at = next((index for index, line in enumerate(block[:2]) if "-->" in line[1]), None)
        number = len(cues) + 1
        if at is None:
            raise ParseError(
                "a block without a line of times", place=f"line {line_of(text, block[0].start())}"
            )
        match = _VTT_TIME.fullmatch(block[at][1].strip())
        if match is None:
            raise ParseError(f"not a line of times: {block[at][1]!r}", place=f"cue {number}")
        start_ms, end_ms = _times(match, f"cue {number}")
        start = block[at].end()
        end = max(start, block[-1].end(1))
        cues.append(Cue(number=number, start_ms=start_ms, end_ms=end_ms, start=start, end=end))
    return cues


def _blocks(text: str) -> list[list[re.Match[str]]]:
    blocks: list[list[re.Match[str]]] = [[]]
    for line in _lines(text):
        if line[1]:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _vtt_inline(raw: str) -> Inline:
    builder = InlineBuilder(_vtt_escape)
    position = 0
    for match in _VTT_TAG.finditer(raw):
        builder.text(html.unescape(_JOIN.sub(" ", raw[position : match.start()])))
        _add_tag(builder, match)
        position = match.end()
    builder.text(html.unescape(_JOIN.sub(" ", raw[position:])))
    return builder.build()


def _vtt_escape(text: str) -> str:
    return html.escape(text, quote=False).replace("\u00a0", "&nbsp;")


SRT = SubRip()
VTT = WebVtt()
