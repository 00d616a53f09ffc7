"""Fetch one file: resumable, hashed while it comes, whole or not at all.

``download/x`` grows as ``parts/x.part``. ``memos/x.json`` remembers the validator (RFC 9110, 8.8)
of what the part is a part of, and, once the file is whole, its hash. So whatever happens to the
process, the next one knows what it has.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from indictx.errors import ModelIntegrityError, PullError
from indictx.models.client import Client, Response, StatusError, TransientError, host, reason_of
from indictx.models.schema import ModelFile

DOWNLOAD = "download"
_BLOCK_BYTES = 1 << 20


class Progress(Protocol):
    """Is told how a pull goes on; the command line draws it."""

    def start(self, name: str, *, total_bytes: int | None) -> None:
        """Begin a file or a step; ``None`` if nobody knows its size."""

    def at(self, done_bytes: int) -> None:
        """Say how many bytes of it are there now."""


class NoProgress:
    """Shows nothing."""

    def start(self, name: str, *, total_bytes: int | None) -> None:
        """Ignore it."""

    def at(self, done_bytes: int) -> None:
        """Ignore it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file to fetch.

    Attributes:
        url: Where it is.
        to: Its path in the folder of the download.
        work: Folder of one pull; parts and notes are kept in it from one process to the next.
        size_bytes: Exact size; ``None`` if not known.
        sha256: 64 hexadecimal digits; ``None`` if not known.
        git_sha1: Hash of the file as a blob of Git, which the hub tells for small files.
        limit_bytes: Most bytes to take.
    """

    url: str
    to: str
    work: Path
    size_bytes: int | None = None
    sha256: str | None = None
    git_sha1: str | None = None
    limit_bytes: int = 1 << 40

    @property
    def path(self) -> Path:
        """Where the whole file goes; nothing else is ever in that folder."""
        return self.work / DOWNLOAD / self.to

    @property
    def part(self) -> Path:
        """Where it grows."""
        return self.work / "parts" / f"{self.to}.part"

    @property
    def memo(self) -> Path:
        """What is known about it."""
        return self.work / "memos" / f"{self.to}.json"

    @property
    def have_bytes(self) -> int:
        """How much of it is there."""
        for path in (self.path, self.part):
            if path.is_file():
                return path.stat().st_size
        return 0


def fetch(
    client: Client,
    item: Item,
    *,
    progress: Progress | None = None,
    check_size: Callable[[int], None] = lambda _: None,
) -> ModelFile:
    """Make ``item.path`` exist with the right content.

    Args:
        client: Sends the requests.
        item: What to fetch.
        progress: Is told how far it is.
        check_size: Called with the size in bytes before the first byte is written; may raise.

    Returns:
        Its size and hash; the path is ``item.to``.

    Raises:
        ModelIntegrityError: What came is not what it should be; it is not kept.
        StatusError: The server refused.
        PullError: It cannot be fetched now; what has come is kept.
    """
    for path in (item.path, item.part, item.memo):
        path.parent.mkdir(parents=True, exist_ok=True)
    done = _whole_already(item)
    if done is not None:
        return done
    transfer = _Transfer(client, item, progress or NoProgress(), check_size)
    client.retry(transfer.attempt)
    try:
        return transfer.finish()
    except ModelIntegrityError:
        if not transfer.resumed:
            raise
    # The part that was there may be what is wrong: once, all of it is fetched again.
    transfer = _Transfer(client, item, progress or NoProgress(), check_size)
    client.retry(transfer.attempt)
    return transfer.finish()


class _Transfer:
    """A download on its way, over as many connections as it takes."""

    def __init__(
        self, client: Client, item: Item, progress: Progress, check_size: Callable[[int], None]
    ) -> None:
        self._client, self._item = client, item
        self._progress, self._check_size = progress, check_size
        self._validator = _read_memo(item).get("validator")
        self._total = item.size_bytes
        self._forget()
        if item.part.is_file() and (self._validator or _is_checkable(item)):
            self._hash_part()
        self.resumed = self.have > 0
        self._furthest = self.have

    def _forget(self) -> None:
        self.have = 0
        self._sha256 = hashlib.sha256()
        self._git = _git_hash(self._item.size_bytes) if self._item.git_sha1 else None

    def _hash_part(self) -> None:
        with self._item.part.open("rb") as stream:
            while block := stream.read(_BLOCK_BYTES):
                self._take(block)

    def _take(self, block: bytes) -> None:
        self._sha256.update(block)
        if self._git is not None:
            self._git.update(block)
        self.have += len(block)

    def attempt(self) -> None:
        """Fetch what is missing over one connection."""
        if self._total is not None and self.have > self._total:
            self._forget()
        if self._total is not None and self.have == self._total and self.have > 0:
            return
        headers = {}
        if self.have:
            headers["Range"] = f"bytes={self.have}-"
            if isinstance(self._validator, str):
                headers["If-Range"] = self._validator
        try:
            response = self._client.open(self._item.url, headers)
        except StatusError as error:
            if error.status != 416 or not self.have:
                raise
            self._forget()
            raise TransientError(f"{host(self._item.url)} has no such range any more") from error
        with response.body:
            self._begin(response)
            mode = "r+b" if self.have else "wb"
            with self._item.part.open(mode) as stream:
                stream.seek(self.have)
                stream.truncate()
                self._copy(response.body, stream)
        if self._total is not None and self.have != self._total:
            raise TransientError(
                f"{host(self._item.url)} closed the connection after {self.have} of"
                f" {self._total} bytes",
                progress=self._has_advanced(),
            )

    def _has_advanced(self) -> bool:
        """Say whether there is more than ever before.

        A server that sends the same bytes again, or none, gets no new attempts for them.
        """
        advanced = self.have > self._furthest
        self._furthest = max(self.have, self._furthest)
        return advanced

    def _begin(self, response: Response) -> None:
        """Decide with the headers where the body goes on, and whether its size is right."""
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise PullError(f"{host(self._item.url)} sends the file compressed")
        if response.status == 206:
            start, total = _content_range(response.headers.get("Content-Range"))
            if start != self.have:
                self._forget()
                raise TransientError(f"{host(self._item.url)} sends another range than asked for")
            self.resumed = True
        else:
            self._forget()
            length = response.headers.get("Content-Length")
            total = int(length) if length and length.isdigit() else None
            if total is None and not response.body.chunked and not _is_checkable(self._item):
                # Nobody could tell a file that was cut off from a whole one.
                raise PullError(f"{host(self._item.url)} does not say how long the file is")
        self._settle_total(total)
        self._validator = _validator(response)
        _write_memo(self._item, {"validator": self._validator})
        self._progress.start(self._item.to, total_bytes=self._total)
        self._progress.at(self.have)

    def _settle_total(self, total: int | None) -> None:
        wanted = self._item.size_bytes
        if wanted is not None and total is not None and total != wanted:
            self._discard()
            raise ModelIntegrityError(
                self._item.to, found=f"{total} bytes", expected=f"{wanted} bytes", hint=_HINT
            )
        self._total = wanted if wanted is not None else total
        if self._total is not None and self._total > self._item.limit_bytes:
            raise PullError(f"{self._item.to} has {self._total} bytes, which is too many")
        if not self.have and self._total is not None:
            self._check_size(self._total)

    def _copy(self, body: http.client.HTTPResponse, stream: IO[bytes]) -> None:
        limit = self._item.limit_bytes if self._total is None else self._total
        guard = _Slowness(self._client, self._item.url)
        begun = self.have
        while True:
            try:
                block = body.read1(_BLOCK_BYTES)  # what is there, so that a kill loses little
            except (http.client.HTTPException, OSError) as error:
                raise TransientError(
                    f"{host(self._item.url)}: {reason_of(error)}",
                    progress=self._has_advanced(),
                ) from error
            if not block:
                return
            if self.have + len(block) > limit:
                self._discard()
                raise ModelIntegrityError(
                    self._item.to,
                    found=f"more than {limit} bytes",
                    expected=f"{limit} bytes",
                    hint=_HINT,
                )
            _write(stream, block)
            self._take(block)
            self._progress.at(self.have)
            guard.check(self.have - begun)

    def finish(self) -> ModelFile:
        """Check the hash and give the file its name."""
        item, found = self._item, self._sha256.hexdigest()
        wrong = None
        if item.sha256 is not None and found != item.sha256:
            wrong = (f"sha256 is {found[:12]}…", f"{item.sha256[:12]}…")
        elif self._git is not None and self._git.hexdigest() != item.git_sha1:
            wrong = (f"git hash is {self._git.hexdigest()[:12]}…", f"{(item.git_sha1 or '')[:12]}…")
        if wrong is not None:
            self._discard()
            raise ModelIntegrityError(item.to, found=wrong[0], expected=wrong[1], hint=_HINT)
        sync(item.part)
        _write_memo(item, {"validator": self._validator, "sha256": found})
        item.part.replace(item.path)
        return ModelFile(path=item.to, size_bytes=self.have, sha256=found)

    def _discard(self) -> None:
        self._item.part.unlink(missing_ok=True)
        self._item.memo.unlink(missing_ok=True)


_HINT = "the download is damaged, or the source has changed; nothing was installed"


class _Slowness:
    """Notices a server that keeps the connection alive but sends next to nothing."""

    def __init__(self, client: Client, url: str) -> None:
        self._patience, self._url = client.patience, url
        self._since, self._bytes = time.monotonic(), 0

    def check(self, done_bytes: int) -> None:
        now = time.monotonic()
        if now - self._since < self._patience.slow_s:
            return
        rate = (done_bytes - self._bytes) / (now - self._since)
        if rate < self._patience.slow_bytes_per_s:
            raise TransientError(f"{host(self._url)} sends only {rate:.0f} bytes a second")
        self._since, self._bytes = now, done_bytes


def sync(path: Path) -> None:
    """Make the system write the file to the disk, so that a power cut cannot empty it."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _write(stream: IO[bytes], block: bytes) -> None:
    try:
        stream.write(block)
    except OSError as error:
        raise PullError(f"cannot write to the disk: {error.strerror or error}") from error


def _whole_already(item: Item) -> ModelFile | None:
    """Return the facts of a file that an earlier process finished, its hash computed again."""
    memo = _read_memo(item)
    if not item.path.is_file() or not isinstance(memo.get("sha256"), str):
        return None
    wanted = item.sha256 or memo["sha256"]
    size = item.path.stat().st_size
    with item.path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found == wanted and item.size_bytes in (None, size):
        return ModelFile(path=item.to, size_bytes=size, sha256=found)
    item.path.unlink()
    return None


def _is_checkable(item: Item) -> bool:
    return item.sha256 is not None or item.git_sha1 is not None


def _git_hash(size_bytes: int | None) -> hashlib._Hash | None:
    # Git hashes "blob SIZE\0" before the content; without the size nothing can be computed.
    if size_bytes is None:
        return None
    return hashlib.sha1(b"blob %d\0" % size_bytes, usedforsecurity=False)


def _validator(response: Response) -> str | None:
    """Return what If-Range accepts: a strong entity tag, or the date of the last change."""
    tag = response.headers.get("ETag")
    if tag and not tag.startswith("W/"):
        return str(tag)
    changed = response.headers.get("Last-Modified")
    return str(changed) if changed else None


def _content_range(value: str | None) -> tuple[int, int | None]:
    """Return first byte and total of ``bytes 5-9/10``; a first byte of -1 if it says nothing."""
    unit, _, rest = (value or "").partition(" ")
    span, _, total = rest.partition("/")
    start = span.partition("-")[0]
    if unit != "bytes" or not start.isdigit():
        return -1, None
    return int(start), int(total) if total.isdigit() else None


def _read_memo(item: Item) -> dict[str, object]:
    try:
        memo = json.loads(item.memo.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return memo if isinstance(memo, dict) and memo.get("url") == item.url else {}


def _write_memo(item: Item, memo: dict[str, object]) -> None:
    fresh = item.memo.with_name(item.memo.name + ".part")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps({"url": item.url, **memo}), encoding="utf-8")
        fresh.replace(item.memo)
