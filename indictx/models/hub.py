"""The hub's API: which commit a revision is, which files it has, and what its refusals mean."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from indictx.errors import PullError
from indictx.models.client import Client, StatusError
from indictx.models.schema import Source, SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """One file of a repository.

    Attributes:
        path: In the repository.
        size_bytes: ``None`` if the hub did not say.
        sha256: Of files that the hub keeps outside Git.
        git_sha1: Of files that are in Git, as a blob.
    """

    path: str
    size_bytes: int | None
    sha256: str | None
    git_sha1: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A repository at one commit.

    Attributes:
        repo: ``owner/name``.
        commit: 40 hexadecimal digits.
        licence: What its card says; empty if nothing.
        files: By path.
    """

    repo: str
    commit: str
    licence: str
    files: Mapping[str, RemoteFile]


def snapshot(client: Client, repo: str, revision: str) -> Snapshot:
    """Ask the hub for a repository at a commit, a branch or a tag.

    Raises:
        PullError: The hub cannot be reached, refuses, or does not say what it must.
    """
    base = client.access.endpoint
    url = f"{base}/api/models/{repo}/revision/{quote(revision, safe='')}?blobs=true"
    try:
        answer = client.get_json(url)
    except StatusError as error:
        raise explain(error, client, repo=repo, what=f"revision {revision!r}") from error
    table = answer if isinstance(answer, dict) else {}
    commit, siblings = table.get("sha"), table.get("siblings")
    if not isinstance(commit, str) or len(commit) != 40 or not isinstance(siblings, list):
        raise PullError(f"{url!r} does not describe a repository")
    files = [_remote(item) for item in siblings if isinstance(item, dict)]
    card = table.get("cardData")
    licence = card.get("license") if isinstance(card, dict) else None
    return Snapshot(
        repo=repo,
        commit=commit,
        licence=licence if isinstance(licence, str) else "",
        files={file.path: file for file in files},
    )


def _remote(item: Mapping[str, object]) -> RemoteFile:
    lfs = item.get("lfs")
    kept_outside: Mapping[str, object] = lfs if isinstance(lfs, dict) else {}
    size, sha256 = kept_outside.get("size", item.get("size")), kept_outside.get("sha256")
    blob = item.get("blobId")
    return RemoteFile(
        path=str(item.get("rfilename", "")),
        size_bytes=size if isinstance(size, int) else None,
        sha256=sha256.lower() if isinstance(sha256, str) else None,
        git_sha1=blob if isinstance(blob, str) and not kept_outside else None,
    )


def file_url(client: Client, repo: str, commit: str, path: str) -> str:
    """Return where a file of a repository can be fetched."""
    return f"{client.access.endpoint}/{repo}/resolve/{commit}/{quote(path)}"


@dataclass(frozen=True, slots=True)
class Match:
    """A file that a manifest asks for, and what the repository has for it."""

    wanted: SourceFile
    remote: RemoteFile


def match_files(source: Source, found: Snapshot) -> list[Match]:
    """Return what to fetch for each file that the manifest asks for.

    Raises:
        PullError: A file is not there, or a pattern fits several.
    """
    matches = []
    for wanted in source.files:
        remote = match_path(wanted.path, found)
        if remote is None and wanted.fallback:
            remote = match_path(wanted.fallback, found)
        if remote is not None:
            matches.append(Match(wanted, remote))
        elif not wanted.optional:
            raise PullError(
                f"{source.label} has no file {wanted.path!r}",
                hint="the repository has changed since it was listed; name another @REVISION",
            )
    return matches


def match_path(pattern: str, found: Snapshot) -> RemoteFile | None:
    """Return the one file that the pattern means; ``None`` if there is none.

    Raises:
        PullError: There are several.
    """
    if "*" not in pattern:
        return found.files.get(pattern)
    paths = match_names(pattern, list(found.files))
    if len(paths) > 1:
        raise PullError(f"hf:{found.repo} has several files {pattern!r}: {', '.join(paths)}")
    return found.files[paths[0]] if paths else None


def match_names(pattern: str, names: Sequence[str]) -> list[str]:
    """Return the names that fit a pattern, in which ``*`` alone is special; sorted."""
    escaped = "".join(f"[{letter}]" if letter in "[?" else letter for letter in pattern)
    return sorted(name for name in names if fnmatch.fnmatchcase(name, escaped))


def explain(error: StatusError, client: Client, *, repo: str, what: str) -> PullError:
    """Turn a refusal of the hub into an error that says what to do.

    For repositories that do not exist the hub answers 401, as for those one may not see.
    """
    label, page = f"hf:{repo}", f"{client.access.endpoint}/{repo}"
    has_token = client.access.token_for(error.url) is not None
    if error.reason == "GatedRepo" or (error.status == 403 and not error.reason):
        accept = f"accept its terms at {page}"
        then = "wait until access is granted" if has_token else "set HF_TOKEN or use --token-file"
        return PullError(f"{label} is gated: access is refused", hint=f"{accept}, then {then}")
    if error.status == 401 and has_token and not error.reason:
        return PullError(f"{label}: the token is refused", hint="make a new one, or unset HF_TOKEN")
    if error.status == 401 and client.access.token and not has_token:
        return PullError(f"{label}: access is refused", hint="a token is sent over https only")
    if error.reason in ("EntryNotFound", "RevisionNotFound"):
        return PullError(f"{label} has no {what}", hint=f"look at {page}")
    if error.status in (401, 404):
        hint = f"check the name at {page}; for a private repository set HF_TOKEN"
        return PullError(f"{label} does not exist, or is private", hint=hint)
    return PullError(str(error), hint="try later, or another mirror with HF_ENDPOINT")
