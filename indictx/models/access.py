"""Where the hub is and what proves who we are: endpoint and token, from the standard places."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from indictx.errors import UsageError

DEFAULT_ENDPOINT = "https://huggingface.co"
_PORTS = {"http": 80, "https": 443}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TRUE = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Access:
    """The hub, and the token for it.

    Attributes:
        endpoint: Base URL without slash at its end.
        token: ``None`` for anonymous access; never part of a message or a ``repr``.
    """

    endpoint: str = DEFAULT_ENDPOINT
    token: str | None = field(default=None, repr=False)

    def token_for(self, url: str) -> str | None:
        """Return the token if ``url`` is on the hub's own host and nobody can listen in."""
        parts = urlsplit(url)
        if self.token is None or _origin(parts) != _origin(urlsplit(self.endpoint)):
            return None
        private = parts.scheme == "https" or parts.hostname in _LOOPBACK
        return self.token if private else None


def find_access(token_file: Path | None = None) -> Access:
    """Read endpoint and token from the environment and the hub's own folder.

    The token is that of ``token_file``, of ``HF_TOKEN``, of the file ``HF_TOKEN_PATH``, or of the
    file ``token`` in ``HF_HOME``, where the hub's own command line keeps it.

    Raises:
        UsageError: ``token_file`` cannot be read, a token cannot be sent, or the endpoint is no URL.
    """
    endpoint = os.environ.get("HF_ENDPOINT", "").strip().rstrip("/") or DEFAULT_ENDPOINT
    if not endpoint.startswith(("https://", "http://")) or not urlsplit(endpoint).hostname:
        raise UsageError(f"HF_ENDPOINT is {endpoint!r}, expected https://HOST")
    return Access(endpoint, _clean(_token(token_file)))


def is_offline() -> bool:
    """Say whether the hub's own variable forbids the network."""
    return os.environ.get("HF_HUB_OFFLINE", "").strip().lower() in _TRUE


def _token(token_file: Path | None) -> str:
    if token_file is not None:
        try:
            return token_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read the token in {str(token_file)!r}: {error}") from error
    if text := os.environ.get("HF_TOKEN", "").strip():
        return text
    try:
        return _stored().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _stored() -> Path:
    if path := os.environ.get("HF_TOKEN_PATH"):
        return Path(path).expanduser()
    if home := os.environ.get("HF_HOME"):
        return Path(home).expanduser() / "token"
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "huggingface" / "token"


def _clean(text: str) -> str | None:
    token = text.strip()
    # A line break would let a damaged file write further headers into the request.
    if not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError("the token for the hub has blanks, line breaks or letters beyond ASCII")
    return token or None


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme)
