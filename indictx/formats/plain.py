"""Plain text: each line with a letter in it is a segment; line endings and indents stay."""

from __future__ import annotations

import re

from indictx.formats._codec import decode
from indictx.formats._spans import SpanDocument, edit, is_translatable, one_line
from indictx.formats.base import FormatOptions, Segment

# A form feed begins a page and a NUL pads a record; neither ends a line.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class PlainText:
    """Lines of text."""

    name = "txt"
    extensions = (".txt", ".text")

    def parse(self, data: bytes, options: FormatOptions) -> SpanDocument:
        """Read lines; see :meth:`Format.parse`."""
        text, codec = decode(data, options.encoding)
        edits = []
        for number, match in enumerate(_LINE.finditer(text), start=1):
            line = match[0].rstrip()
            source = line.lstrip()
            if is_translatable(source):
                end = match.start() + len(line)
                segment = Segment(key=f"line {number}", source=source)
                edits.append(edit(segment, end - len(source), end, one_line))
        return SpanDocument(text, codec, edits)


TXT = PlainText()
