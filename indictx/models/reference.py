"""What a user may name a model by: ``name``, ``name@version``, ``hf:owner/repo[@revision]``, URL, path.

Each kind prints as text that reads back as the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from indictx.errors import UsageError
from indictx.models.manifest import is_name

#: Files that hold a whole model end in one of these.
ARCHIVE_SUFFIXES = (".indictx", ".argosmodel")


@dataclass(frozen=True, slots=True)
class NameReference:
    """A model that is installed or known, perhaps of one version only."""

    name: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


@dataclass(frozen=True, slots=True)
class HubReference:
    """A repository of the hub at a commit, a branch or a tag; empty is its main branch."""

    repo: str
    revision: str = ""

    def __str__(self) -> str:
        return f"hf:{self.repo}@{self.revision}" if self.revision else f"hf:{self.repo}"


@dataclass(frozen=True, slots=True)
class UrlReference:
    """A model on a web server: an archive, or a ``manifest.toml`` with files beside it."""

    url: str

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class PathReference:
    """A folder with a manifest, or an archive, on this machine."""

    path: str

    def __str__(self) -> str:
        return self.path if _looks_like_path(self.path) else f"./{self.path}"


Reference = NameReference | HubReference | UrlReference | PathReference


def parse_reference(text: str) -> Reference:
    """Return what ``text`` names.

    A path is what begins with ``.`` or ``~``, has a slash (or, on Windows, a backslash or a drive),
    or ends like an archive; so a name can never be shadowed by a folder of that name.

    Raises:
        UsageError: It is none of the four kinds.
    """
    if text.startswith("hf:"):
        return _hub(text)
    if re.match(r"https?://", text, re.IGNORECASE):
        return _url(text)
    if _looks_like_path(text):
        return PathReference(text)
    name, at, version = text.partition("@")
    if is_name(name) and (is_name(version) or not at):
        return NameReference(name, version)
    raise UsageError(
        f"{text!r} does not name a model",
        hint="give a name, name@version, hf:owner/repo[@revision], a URL or a path with a slash",
    )


def _hub(text: str) -> HubReference:
    found = re.fullmatch(r"hf:([\w.-]+/[\w.-]+)(?:@([\w./-]+))?", text, re.ASCII)
    parts = re.split("/", found[1] + "/" + (found[2] or "x")) if found else []
    # A part of dots would climb in the URL that is made of it.
    if found is None or any(not part.strip(".") for part in parts):
        raise UsageError(f"{text!r} is not hf:OWNER/REPO[@REVISION]")
    return HubReference(found[1], found[2] or "")


def _url(text: str) -> UrlReference:
    if re.search(r"[\x00-\x20\x7f]", text):
        raise UsageError(f"{text!r} is not a URL: it has blanks")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{text!r} is not a URL: {error}") from error
    if not host:
        raise UsageError(f"{text!r} is not a URL: it has no host")
    if parts.username is not None or parts.password is not None:
        # It would end up in the installed manifest and in error messages.
        raise UsageError(f"the URL for {host} holds a user name or a password")
    return UrlReference(text)


def _looks_like_path(text: str) -> bool:
    return (
        text.startswith((".", "~"))
        or any(slash in text for slash in "/\\")
        or re.match(r"[A-Za-z]:", text) is not None
        or text.lower().endswith(ARCHIVE_SUFFIXES)
    )
