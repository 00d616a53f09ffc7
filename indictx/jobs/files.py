"""Read, hash and write files whole, and tell a full disk from a bad file."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

#: Endings of our own files beside an output: half of one, and the original of one.
PART = ".indictx-part"

# With these, every other file would fail too.
_FATAL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file, or ``None`` if there is none that can be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def is_fatal(error: OSError) -> bool:
    """Say whether an error is about the disk and not about one file."""
    return error.errno in _FATAL


def reason(error: OSError) -> str:
    """Return what an error says, without number and path."""
    return error.strerror or str(error)


def write_whole(path: Path, chunks: Iterable[bytes], *, like: Path | None = None) -> None:
    """Write a file that appears whole or not at all, its folder included.

    Args:
        path: The file; what is there is replaced.
        chunks: Its content.
        like: A file whose permissions it gets.

    Raises:
        OSError: It cannot be written; nothing has changed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if like is not None:
            shutil.copymode(like, part)
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
