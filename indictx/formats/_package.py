"""Documents in containers: one text document per part, rendered together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from indictx.errors import ParseError
from indictx.formats._spans import SpanDocument
from indictx.formats._xml import Element, attributes, decode_xml, parse_xml
from indictx.formats._zip import Archive
from indictx.formats.base import Segment

#: The part of an Open Packaging container that says what the others are.
CONTENT_TYPES = "[Content_Types].xml"

Part = TypeVar("Part")


class PackageDocument:
    """A container.

    Args:
        archive: The container.
        parts: Documents by the name of their part, in reading order.
    """

    is_bilingual = False

    def __init__(self, archive: Archive, parts: dict[str, SpanDocument]) -> None:
        self._archive = archive
        self._parts = parts
        self.segments: tuple[Segment, ...] = tuple(
            segment for part in parts.values() for segment in part.segments
        )

    def render(self, targets: Sequence[str | None]) -> bytes:
        """Return the container with these translations; see :meth:`Document.render`."""
        shares = self._shares(targets)
        old = {name: part.render([None] * len(own)) for name, part, own in shares}
        if all(part.render(own) == old[name] for name, part, own in shares):
            return self._archive.rebuild({})
        new = {name: part.render_beside(own) for name, part, own in shares}
        return self._archive.rebuild({name: new[name] for name in new if new[name] != old[name]})

    def flags(self, targets: Sequence[str | None]) -> list[tuple[str, ...]]:
        """See :meth:`Document.flags`."""
        return [flags for _, part, own in self._shares(targets) for flags in part.flags(own)]

    def _shares(
        self, targets: Sequence[str | None]
    ) -> list[tuple[str, SpanDocument, Sequence[str | None]]]:
        pairs = list(zip(self.segments, targets, strict=True))
        shares: list[tuple[str, SpanDocument, Sequence[str | None]]] = []
        position = 0
        for name, part in self._parts.items():
            own = [target for _, target in pairs[position : position + len(part.segments)]]
            shares.append((name, part, own))
            position += len(own)
        return shares


def read_part(archive: Archive, name: str, read: Callable[[bytes], Part]) -> Part:
    """Read one part; errors name it."""
    data = archive.read(name)
    try:
        return read(data)
    except ParseError as error:
        place = f"part {name} {error.place}".rstrip()
        raise ParseError(error.reason, place=place, hint=error.hint) from error


def read_root(archive: Archive, name: str) -> tuple[str, Element]:
    """Return the text of a part and its root element."""

    def read(data: bytes) -> tuple[str, Element]:
        text, _ = decode_xml(data, None)
        return text, parse_xml(text)

    return read_part(archive, name, read)


def typed_parts(archive: Archive, kind: re.Pattern[str]) -> dict[str, str]:
    """Return the parts whose content type matches, with their types, in the order listed."""
    text, root = read_root(archive, CONTENT_TYPES)
    found = {}
    for element in root.elements():
        values = {each.name: each.value for each in attributes(text, element)}
        if "PartName" in values and kind.search(values.get("ContentType", "")):
            found[values["PartName"].lstrip("/")] = values["ContentType"]
    return found
