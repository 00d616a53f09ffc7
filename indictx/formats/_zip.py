"""Zip containers: read parts, and write the container again with some of them changed.

Nothing is unpacked to disk, so names of parts cannot reach outside of it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from indictx.errors import ParseError

#: Limits against zip bombs; office documents are far below.
MOST_BYTES = 512 << 20
MOST_PARTS = 20_000
MOST_RATIO = 500
SMALL_BYTES = 4 << 20

_ERRORS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    UnicodeError,
)


class Archive:
    """A container in memory.

    Args:
        data: The file.

    Raises:
        ParseError: It is no container, is damaged, encrypted, or would grow beyond measure.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = self._zip.infolist()
        except _ERRORS as error:
            raise ParseError(f"not a zip container: {error}") from error
        self._check()
        self._verify()
        self.names: tuple[str, ...] = tuple(info.filename for info in self._infos)

    def _check(self) -> None:
        if len(self._infos) > MOST_PARTS:
            raise ParseError(f"it has more than {MOST_PARTS} parts")
        seen: set[str] = set()
        for info in self._infos:
            place = f"part {info.filename}"
            if info.filename in seen:
                raise ParseError("a part with this name is there already", place=place)
            seen.add(info.filename)
            if info.flag_bits & 1:
                raise ParseError("it is encrypted", place=place)
            ratio = info.file_size / max(1, info.compress_size)
            if info.file_size > SMALL_BYTES and ratio > MOST_RATIO:
                raise ParseError(f"it unpacks to {ratio:.0f} times its size", place=place)
        if sum(info.file_size for info in self._infos) > MOST_BYTES:
            raise ParseError(f"it unpacks to more than {MOST_BYTES >> 20} MiB")

    def _verify(self) -> None:
        """Unpack everything once: damage has to show before any work is done."""
        for info in self._infos:
            try:
                with self._zip.open(info) as part:
                    while part.read(1 << 20):
                        pass
            except _ERRORS as error:
                raise ParseError(
                    f"it is damaged: {error}", place=f"part {info.filename}"
                ) from error

    def read(self, name: str) -> bytes:
        """Return one part.

        Raises:
            ParseError: It is not there.
        """
        try:
            return self._zip.read(name)
        except KeyError as error:
            raise ParseError("it is not there", place=f"part {name}") from error

    def rebuild(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the container with some parts replaced; with none, the same bytes."""
        if not changed:
            return self._data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as target:
            target.comment = self._zip.comment
            for info in self._infos:
                target.writestr(_like(info), changed.get(info.filename) or self.read(info.filename))
        return buffer.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.comment = info.comment
    copy.create_system = info.create_system
    copy.external_attr = info.external_attr
    copy.internal_attr = info.internal_attr
    return copy
