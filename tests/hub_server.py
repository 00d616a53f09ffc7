"""A hub on 127.0.0.1 that speaks as much of the real one's API as a pull needs, and misbehaves on demand."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import unquote, urlsplit

BLOCK_BYTES = 1 << 16


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one answer; the next request for the same path gets the next fault.

    Attributes:
        status: Answer with this status instead of the file.
        headers: Additional headers of that answer.
        cut_after: Close the connection after so many bytes of the body.
        drip_s: Pause after every block of ``drip_bytes``.
        body: Send this instead of the file, as if it were the file.
        no_length: Do not say how long the body is.
        ignore_range: Send the whole file whatever was asked for.
        other_range: Send the part from this byte on whatever was asked for.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    drip_s: float = 0.0
    drip_bytes: int = 1
    body: bytes | None = None
    no_length: bool = False
    ignore_range: bool = False
    other_range: int = 0


@dataclass(frozen=True)
class Seen:
    """One request as it came."""

    host: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Repo:
    """A repository at one commit."""

    files: dict[str, bytes]
    commit: str
    licence: str = "mit"
    gated: bool = False
    token: str | None = None


def git_sha1(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class HubServer:
    """Two servers: the hub itself, and the one that it redirects to for big files.

    Attributes:
        repos: By ``owner/name``.
        plain: Files below ``/plain/`` of the hub, without any API.
        big_bytes: From this size on, a file is kept outside Git: redirected, and hashed by SHA-256.
        faults: What goes wrong, by the end of the path, in order.
        seen: All requests, in order.
        on_bytes: Is told how many bytes of bodies have been sent in all.
    """

    def __init__(self) -> None:
        self.repos: dict[str, Repo] = {}
        self.plain: dict[str, bytes] = {}
        self.big_bytes = 1000
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.seen: list[Seen] = []
        self.sent_bytes = 0
        self.on_bytes: Callable[[int], None] = lambda _: None
        self.wrong_metadata = False
        self._lock = threading.Lock()
        self._hub = _serve(self, "hub")
        self._cdn = _serve(self, "cdn")
        self.url = f"http://127.0.0.1:{self._hub.server_port}"
        self.cdn_url = f"http://localhost:{self._cdn.server_port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for server in (self._hub, self._cdn):
            server.shutdown()
            server.server_close()

    def add(self, repo: str, files: Mapping[str, bytes], **facts: object) -> Repo:
        """Put a repository up, or replace it by a new commit."""
        text = json.dumps([(name, git_sha1(data)) for name, data in sorted(files.items())])
        commit = hashlib.sha1(text.encode()).hexdigest()
        self.repos[repo] = Repo(dict(files), commit, **facts)
        return self.repos[repo]

    def fail(self, ending: str, *faults: Fault) -> None:
        """Let the next requests for paths with this ending go wrong."""
        self.faults[ending].extend(faults)

    def paths(self, ending: str = "") -> list[str]:
        """Return the paths that were asked for, redirects not counted twice."""
        return [
            seen.path for seen in self.seen if seen.host == "hub" and seen.path.endswith(ending)
        ]

    def next_fault(self, path: str) -> Fault:
        with self._lock:
            for ending, faults in self.faults.items():
                if path.endswith(ending) and faults:
                    return faults.popleft()
        return Fault()

    def count(self, size: int) -> None:
        with self._lock:
            self.sent_bytes += size
        self.on_bytes(self.sent_bytes)


def _serve(hub: HubServer, name: str) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"hub": hub, "name": name})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


class _Handler(BaseHTTPRequestHandler):
    hub: HubServer
    name: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.seen.append(Seen(self.name, path, dict(self.headers)))
        self.close_connection = True
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._route(path)

    def _route(self, path: str) -> None:
        if found := re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/(.+)", path):
            return self._api(path, found[1], found[2])
        if found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            return self._resolve(path, *found.groups())
        if found := re.fullmatch(r"/blob/([^/]+/[^/]+)/([^/]+)/(.+)", path):
            repo = self.hub.repos[found[1]]
            return self._body(path, repo.files[found[3]])
        if (data := self.hub.plain.get(path.removeprefix("/plain/"))) is not None:
            return self._body(path, data)
        return self._refuse(404)

    def _api(self, path: str, name: str, revision: str) -> None:
        repo = self._admitted(name)
        fault = self.hub.next_fault(path)
        if fault.status:
            return self._refuse(fault.status, fault.headers)
        if repo is None:
            return None
        if revision not in ("main", repo.commit):
            return self._refuse(404, {"X-Error-Code": "RevisionNotFound"})
        siblings = [self._sibling(path, data) for path, data in repo.files.items()]
        card = {"license": repo.licence}
        table = {"id": name, "sha": repo.commit, "cardData": card, "siblings": siblings}
        return self._send(200, json.dumps(table).encode(), {"Content-Type": "application/json"})

    def _sibling(self, path: str, data: bytes) -> dict[str, object]:
        row: dict[str, object] = {"rfilename": path, "size": len(data), "blobId": git_sha1(data)}
        if len(data) >= self.hub.big_bytes:
            row["lfs"] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        return row

    def _resolve(self, path: str, name: str, revision: str, file: str) -> None:
        repo = self._admitted(name)
        if repo is None:
            return None
        if file not in repo.files:
            return self._refuse(404, {"X-Error-Code": "EntryNotFound"})
        data = repo.files[file]
        if len(data) < self.hub.big_bytes:
            return self._body(path, data)
        where = f"{self.hub.cdn_url}/blob/{name}/{revision}/{file}?signature=secret"
        return self._send(302, b"", {"Location": where, "X-Linked-Size": str(len(data))})

    def _admitted(self, name: str) -> Repo | None:
        """Return the repository, or answer as the hub does: 401 also for what does not exist."""
        repo = self.hub.repos.get(name)
        sent = self.headers.get("Authorization")
        if repo is None:
            self._refuse(401, {"X-Error-Code": "RepoNotFound"})
            return None
        if repo.token is None or sent == f"Bearer {repo.token}":
            return repo
        if repo.gated:
            self._refuse(403 if sent else 401, {"X-Error-Code": "GatedRepo"})
        else:
            self._refuse(401, {} if sent else {"X-Error-Code": "RepoNotFound"})
        return None

    def _refuse(self, status: int, headers: Mapping[str, str] | None = None) -> None:
        self._send(status, b"no", headers or {})

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _body(self, path: str, data: bytes) -> None:
        fault = self.hub.next_fault(path)
        if fault.status:
            return self._refuse(fault.status, fault.headers)
        data = data if fault.body is None else fault.body
        tag = f'"{hashlib.sha256(data).hexdigest()}"'
        start = 0 if fault.ignore_range else fault.other_range or self._start(tag)
        if start >= len(data) > 0:
            return self._refuse(416, {"Content-Range": f"bytes */{len(data)}"})
        self.send_response(206 if start else 200)
        self.send_header("ETag", tag)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if not fault.no_length:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self._stream(data[start:], fault)
        return None

    def _start(self, tag: str) -> int:
        """Return where a range begins; 0 if there is none, or it is of another version."""
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked is None or self.headers.get("If-Range", tag) != tag:
            return 0
        return int(asked[1])

    def _stream(self, data: bytes, fault: Fault) -> None:
        if fault.cut_after is not None:
            data = data[: fault.cut_after]
        step = fault.drip_bytes if fault.drip_s else BLOCK_BYTES
        for begin in range(0, len(data), step):
            block = data[begin : begin + step]
            self.wfile.write(block)
            self.hub.count(len(block))
            if fault.drip_s:
                self.wfile.flush()
                time.sleep(fault.drip_s)

    def log_message(self, *_: object) -> None:
        """Keep stderr clean."""
