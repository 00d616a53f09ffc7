"""What a reference means: which model, from where, and which files must be fetched for it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from indictx.errors import ModelNotFoundError, PullError, UsageError
from indictx.models import catalog, hub, trust
from indictx.models.client import Client, StatusError, bare
from indictx.models.download import Item
from indictx.models.manifest import MANIFEST_NAME, is_name, read_manifest
from indictx.models.reference import HubReference, NameReference, Reference, UrlReference
from indictx.models.schema import ModelManifest, Source, SourceFile

_PICKLES = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt")
_CODE = (".py", ".pyc", ".so", ".dll", ".dylib", ".exe", ".sh")
_MOST_MANIFEST_BYTES = 1 << 20

#: What a manifest says where nobody has told us; a repository's card may know.
UNKNOWN_LICENCE = "unknown"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model that was asked for.

    Attributes:
        manifest: What it is; its source may be unpinned.
        revision: The commit, branch or tag that was asked for; empty if none was.
    """

    manifest: ModelManifest
    revision: str = ""


class Origin:
    """Finds out what to fetch; asks the hub, but downloads no more than a manifest."""

    def __init__(self, client: Client, *, allow_pickle: bool, say: Callable[[str], None]) -> None:
        self._client, self._allow_pickle, self._say = client, allow_pickle, say

    def describe(self, reference: Reference, *, like: str = "") -> Wanted:
        """Return the model that a reference means.

        Args:
            reference: A name, a repository or a URL.
            like: Known model that a repository nobody knows is to be treated like.

        Raises:
            ModelNotFoundError: No known model has this name.
            PullError: It cannot be reached, or nobody knows what it is.
            ManifestError: It has a manifest that cannot be understood.
        """
        if isinstance(reference, NameReference):
            return Wanted(known_model(reference))
        if isinstance(reference, UrlReference):
            return Wanted(self._of_url(reference.url))
        if not isinstance(reference, HubReference):
            raise UsageError(f"{str(reference)!r} is not on the network")
        if like:
            return Wanted(_liken(known_model(NameReference(like)), reference), reference.revision)
        return self._of_repo(reference)

    def _of_repo(self, reference: HubReference) -> Wanted:
        known = catalog.find_repo(reference.repo)
        if known is not None and known.source is not None:
            if reference.revision in ("", known.source.revision):
                return Wanted(known)
            # Another revision has other files: its hashes are for its first user to trust.
            return Wanted(replace(known, source=_unpin(known.source)), reference.revision)
        found = hub.snapshot(self._client, reference.repo, reference.revision or "main")
        if MANIFEST_NAME not in found.files:
            raise PullError(
                f"nobody has told indictx what {reference} is: it has no {MANIFEST_NAME}",
                hint="name a known model that it is like with --like, or download it and run"
                " `indictx models convert`",
            )
        url = hub.file_url(self._client, reference.repo, found.commit, MANIFEST_NAME)
        source = Source(repo=reference.repo, revision=found.commit)
        return Wanted(self._whole(url, source), found.commit)

    def _of_url(self, url: str) -> ModelManifest:
        base, _, name = bare(url).rpartition("/")
        for known in catalog.known():
            source = known.source
            if source and source.url.rstrip("/") == base and source.files[0].path == name:
                return known
        if name != MANIFEST_NAME:
            raise PullError(
                f"nobody has told indictx what {bare(url)!r} is",
                hint=f"a URL must end in .indictx or {MANIFEST_NAME}",
            )
        return self._whole(url, Source(url=f"{base}/"))

    def _whole(self, url: str, source: Source) -> ModelManifest:
        """Return the manifest of a model that lies ready to use beside it."""
        try:
            data = self._client.get(url, limit_bytes=_MOST_MANIFEST_BYTES)
        except StatusError as error:
            raise PullError(str(error)) from error
        manifest = read_manifest(data, place=bare(url), folder=Path(MANIFEST_NAME))
        if not manifest.files:
            raise PullError(f"the manifest {bare(url)!r} lists no files")
        files = tuple(
            SourceFile(path=file.path, to=file.path, size_bytes=file.size_bytes, sha256=file.sha256)
            for file in manifest.files
        )
        return replace(manifest, source=replace(source, files=files), conversion=None)

    def items(self, wanted: Wanted, work: Path) -> tuple[list[Item], ModelManifest]:
        """Return what to fetch, and the manifest with commit, paths and sizes filled in.

        Args:
            wanted: The model; what was trusted before counts as pinned.
            work: Folder of the pull.

        Raises:
            PullError: The hub cannot be reached, refuses, or lacks a file.
            UsageError: A file is a pickle, and those are not allowed.
        """
        source = wanted.manifest.source
        if source is None:
            raise PullError(f"model {wanted.manifest.name!r} has no source to pull from")
        if source.repo:
            return self._items_of_repo(wanted, source, work)
        source = trust.pin(source)
        for file in source.files:
            self._refuse_programs(file.path)
        items = [
            Item(
                url=f"{source.url.rstrip('/')}/{quote(file.path)}",
                to=file.to,
                work=work,
                size_bytes=file.size_bytes,
                sha256=file.sha256,
            )
            for file in source.files
        ]
        return items, replace(wanted.manifest, source=source)

    def _items_of_repo(
        self, wanted: Wanted, source: Source, work: Path
    ) -> tuple[list[Item], ModelManifest]:
        first = trust.pin(source) if not wanted.revision else source
        revision = wanted.revision or first.revision or "main"
        found = hub.snapshot(self._client, source.repo, revision)
        if len(revision) == 40 and found.commit != revision:
            raise PullError(f"{source.label}: the hub answers with another commit than asked for")
        if found.commit != revision:
            self._say(f"{source.label}: {revision} is commit {found.commit}")
        manifest = self._licensed(wanted.manifest, found.licence)
        matches = hub.match_files(source, found)
        for match in matches:
            self._refuse_programs(match.remote.path)
        files = tuple(
            replace(match.wanted, path=match.remote.path, to=_place(match), fallback="")
            for match in matches
        )
        exact = replace(source, revision=found.commit, licence=found.licence, files=files)
        exact = trust.pin(exact)
        items = [
            self._item(file, match.remote, exact, work)
            for file, match in zip(exact.files, matches, strict=True)
        ]
        return items, replace(manifest, source=exact)

    def _licensed(self, manifest: ModelManifest, licence: str) -> ModelManifest:
        """Say where the card of a repository disagrees, and believe what forbids or is new in it."""
        if not licence or licence.lower() == manifest.licence.lower():
            return manifest
        self._say(f"the repository's card says: licence {licence}")
        if manifest.licence == UNKNOWN_LICENCE:
            manifest = replace(manifest, licence=licence)
        if _forbids_commerce(licence) and not manifest.terms.non_commercial:
            self._say("the licence forbids commercial use")
            manifest = replace(manifest, terms=replace(manifest.terms, non_commercial=True))
        return manifest

    def _item(self, file: SourceFile, remote: hub.RemoteFile, source: Source, work: Path) -> Item:
        return Item(
            url=hub.file_url(self._client, source.repo, source.revision or "", file.path),
            to=file.to,
            work=work,
            size_bytes=remote.size_bytes if file.size_bytes is None else file.size_bytes,
            sha256=file.sha256 or remote.sha256,
            git_sha1=remote.git_sha1,
        )

    def _refuse_programs(self, path: str) -> None:
        name = path.rpartition("/")[2].lower()
        if name.endswith(_CODE):
            raise PullError(f"{path!r} is a program, which is never fetched")
        # CTranslate2's own weights have the one name model.bin; they are tensors and nothing else.
        if name.endswith(_PICKLES) and name != "model.bin" and not self._allow_pickle:
            raise UsageError(
                f"{path!r} is a pickle, which can run programs when it is opened",
                hint="if you trust where it comes from, add --allow-pickle;"
                " it is then read with torch's weights_only",
            )


def known_model(reference: NameReference) -> ModelManifest:
    """Return the known model of this name.

    Raises:
        ModelNotFoundError: There is none, or it has another version.
    """
    manifest = catalog.find_known(reference.name)
    if manifest is None:
        names = [each.name for each in catalog.known()]
        close = tuple(difflib.get_close_matches(reference.name, names))
        raise ModelNotFoundError(reference.name, close_to=close)
    if reference.version not in ("", manifest.version):
        raise ModelNotFoundError(str(reference), close_to=(f"{manifest.name}@{manifest.version}",))
    return manifest


def checked_name(name: str) -> str:
    """Return ``name`` if it can be a model's, else raise ``UsageError``."""
    if not is_name(name):
        raise UsageError(f"{name!r} cannot be a model's name", hint="say one with --name")
    return name


def _liken(known: ModelManifest, reference: HubReference) -> ModelManifest:
    source = _unpin(known.source or Source())
    return replace(
        known,
        name=checked_name(reference.repo.partition("/")[2]),
        aliases=(),
        title=f"{reference.repo}, treated like {known.name}",
        licence=UNKNOWN_LICENCE,
        attribution=f"see the card of {reference.repo}",
        homepage=f"https://huggingface.co/{reference.repo}",
        terms=replace(known.terms, gated=False),
        source=replace(source, repo=reference.repo, url=""),
    )


def _forbids_commerce(licence: str) -> bool:
    return "nc" in licence.lower().split("-")


def _unpin(source: Source) -> Source:
    files = tuple(replace(file, size_bytes=None, sha256=None) for file in source.files)
    return replace(source, revision=None, files=files)


def _place(match: hub.Match) -> str:
    """Return where a file goes: as the manifest says, but a fallback keeps its own name."""
    if match.remote.path != match.wanted.fallback:
        return match.wanted.to
    return str(PurePosixPath(match.wanted.to).with_name(PurePosixPath(match.remote.path).name))
