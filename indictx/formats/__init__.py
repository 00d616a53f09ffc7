"""File formats: parse a document into segments, render it again with nothing else changed."""

from __future__ import annotations

from indictx.formats.base import Document, Format, FormatOptions, Segment, unchanged
from indictx.formats.registry import (
    FORMATS,
    FormatEntry,
    detect_format,
    format_by_name,
    parse_document,
)

__all__ = [
    "FORMATS",
    "Document",
    "Format",
    "FormatEntry",
    "FormatOptions",
    "Segment",
    "detect_format",
    "format_by_name",
    "parse_document",
    "unchanged",
]
