"""HTTP for downloads: redirects that keep the token at home, proxies, retries with back-off.

Built on ``urllib`` alone; ``docs/decisions/0007-own-download-client.md`` says why.
"""

from __future__ import annotations

import http.client
import json
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import IO, TypeVar
from urllib.parse import urlsplit

from indictx.errors import IndictxError, PullError
from indictx.models.access import Access

_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 522, 524})
_MOST_JSON_BYTES = 64 << 20
_T = TypeVar("_T")


class TransientError(Exception):
    """Something that may work the next time.

    Attributes:
        wait_s: How long the server asked to wait; ``None`` if it did not say.
        progress: Whether new bytes came before it happened.
    """

    def __init__(
        self, message: str, *, wait_s: float | None = None, progress: bool = False
    ) -> None:
        super().__init__(message)
        self.wait_s = wait_s
        self.progress = progress


class StatusError(IndictxError):
    """The server refused; ``hub`` turns it into an error that says what to do."""

    def __init__(self, url: str, status: int, headers: Message) -> None:
        super().__init__(f"{host(url)} answered {status} for {bare(url)!r}")
        self.url = url
        self.status = status
        self.reason = str(headers.get("X-Error-Code") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long to go on trying.

    Attributes:
        attempts: Failures in a row, none of which brought a new byte, before giving up.
        first_wait_s: Pause after the first failure; each further one doubles it.
        longest_wait_s: Longest pause; a server that asks for more ends the attempt.
        timeout_s: Longest silence of a server.
        slow_s: A download slower than ``slow_bytes_per_s`` for so long is begun anew.
        slow_bytes_per_s: See ``slow_s``.
        sleep: Function that pauses.
    """

    attempts: int = 6
    first_wait_s: float = 0.5
    longest_wait_s: float = 120.0
    timeout_s: float = 30.0
    slow_s: float = 60.0
    slow_bytes_per_s: float = 1024.0
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Response:
    """An answer whose body has not been read.

    Attributes:
        status: 200 or 206.
        headers: Of the last answer in a chain of redirects.
        body: The stream; the caller closes it.
    """

    status: int
    headers: Message
    body: http.client.HTTPResponse


class Client:
    """Sends requests to the hub and elsewhere; the token only to the hub."""

    def __init__(
        self,
        access: Access | None = None,
        *,
        patience: Patience | None = None,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.access = access or Access()
        self.patience = patience or Patience()
        self._say = say
        # Compressed bodies would make sizes and ranges those of something else.
        self._headers = {"User-Agent": _user_agent(), "Accept-Encoding": "identity"}
        self._opener = urllib.request.build_opener(_Redirects(self.access))

    def get(self, url: str, *, limit_bytes: int) -> bytes:
        """Return the body of a small answer.

        Raises:
            StatusError: The server refused.
            PullError: It cannot be reached, or sends more than the limit.
        """

        def once() -> bytes:
            with self.open(url).body as body:
                try:
                    data = body.read(limit_bytes)
                except (http.client.HTTPException, OSError) as error:
                    raise TransientError(f"{host(url)}: {reason_of(error)}") from error
                if body.length:
                    if len(data) < limit_bytes:
                        raise TransientError(f"{host(url)} closed the connection too early")
                    raise PullError(f"{bare(url)!r} is longer than {limit_bytes} bytes")
                return data

        return self.retry(once)

    def get_json(self, url: str) -> object:
        """Return the decoded body of a small answer.

        Raises:
            StatusError: The server refused.
            PullError: It cannot be reached, or what it sends is not JSON.
        """
        try:
            return json.loads(self.get(url, limit_bytes=_MOST_JSON_BYTES))
        except (ValueError, RecursionError) as error:
            raise PullError(f"{bare(url)!r} did not send JSON") from error

    def open(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Send one GET request.

        Raises:
            TransientError: It may work the next time.
            StatusError: The server refused.
            PullError: It cannot work.
        """
        request = urllib.request.Request(url, headers={**self._headers, **(headers or {})})  # noqa: S310 - only http and https come here, redirects included
        if token := self.access.token_for(url):
            request.add_unredirected_header("Authorization", f"Bearer {token}")
        try:
            response = self._opener.open(request, timeout=self.patience.timeout_s)
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(url, error) from error
        except urllib.error.URLError as error:
            raise _unreachable(url, error.reason) from error
        except (http.client.HTTPException, OSError) as error:
            raise TransientError(f"{host(url)}: {reason_of(error)}") from error
        return Response(response.status, response.headers, response)

    def retry(self, action: Callable[[], _T]) -> _T:
        """Call ``action`` until it does not raise ``TransientError``, with growing pauses.

        Raises:
            PullError: It has failed too often, or the server asks for too long a pause.
        """
        failures = 0
        while True:
            try:
                return action()
            except TransientError as error:
                failures = 1 if error.progress else failures + 1
                wait_s = self._wait_s(failures, error)
                if failures >= self.patience.attempts or wait_s > self.patience.longest_wait_s:
                    raise PullError(
                        f"giving up: {error}", hint="run the same command again to go on from here"
                    ) from error
                self._say(f"{error}; trying again in {wait_s:.1f} s")
                self.patience.sleep(wait_s)

    def _wait_s(self, failures: int, error: TransientError) -> float:
        if error.wait_s is not None:
            return error.wait_s
        wait_s = self.patience.first_wait_s * 2.0 ** (failures - 1)
        # Half of it by chance, so that many machines do not come back in step.
        return min(wait_s * (0.5 + random.random() / 2), self.patience.longest_wait_s)  # noqa: S311


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects; send the token again only where it belongs."""

    max_redirections = 10

    def __init__(self, access: Access) -> None:
        self._access = access

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        scheme = urlsplit(newurl).scheme
        if scheme not in ("http", "https") or (req.type == "https" and scheme == "http"):
            raise PullError(f"{host(req.full_url)} redirects to {bare(newurl)!r}, which is refused")
        new = super().redirect_request(req, fp, code, msg, headers, newurl)
        if new is not None and (token := self._access.token_for(newurl)):
            new.add_unredirected_header("Authorization", f"Bearer {token}")
        return new


def _user_agent() -> str:
    from importlib import metadata

    try:
        return f"indictx/{metadata.version('indictx')}"
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "indictx"


def host(url: str) -> str:
    """Return the host of a URL, with its port where there is one."""
    parts = urlsplit(url)
    name = parts.hostname or "?"
    return name if parts.port is None else f"{name}:{parts.port}"


def reason_of(error: Exception) -> str:
    """Return what an error says; some of the standard library's say nothing."""
    return str(error) or type(error).__name__


def bare(url: str) -> str:
    """Return the URL without its query, which may hold a signature."""
    return urlsplit(url)._replace(query="", fragment="").geturl()


def _refused(url: str, error: urllib.error.HTTPError) -> Exception:
    if error.code in _TRANSIENT:
        return TransientError(
            f"{host(error.url or url)} answered {error.code}",
            wait_s=retry_after_s(error.headers.get("Retry-After")),
        )
    return StatusError(url, error.code, error.headers)


def retry_after_s(value: str | None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for; ``None`` if it says nothing.

    RFC 9110, 10.2.3: a number of seconds, or a date.
    """
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _unreachable(url: str, reason: object) -> Exception:
    import ssl

    if isinstance(reason, ssl.SSLCertVerificationError):
        return PullError(
            f"the certificate of {host(url)} is not trusted: {reason.verify_message}",
            hint="set SSL_CERT_FILE to the certificates of your organization",
        )
    return TransientError(f"cannot reach {host(url)}: {reason}")
