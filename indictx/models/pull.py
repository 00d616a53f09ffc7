"""Bring a model from the hub, a web server or a folder into the store.

In this order: find out what is asked for and what it is, say its terms, compare sizes with the disk,
fetch file by file, convert, write the manifest, rename. Nothing from a repository is ever run, and
pickles, which are programs, are fetched only when that was asked for.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from indictx.errors import ModelError, ModelIntegrityError, PullError, UsageError
from indictx.models import hub, store, trust
from indictx.models.access import find_access, is_offline
from indictx.models.client import Client, Patience, StatusError, bare
from indictx.models.conversion import load_converter
from indictx.models.download import DOWNLOAD, Item, NoProgress, Progress, fetch
from indictx.models.origin import Origin, Wanted, checked_name
from indictx.models.reference import NameReference, PathReference, Reference, UrlReference
from indictx.models.schema import ModelFile, ModelManifest, Source
from indictx.models.verify import check_model, hashed

# A conversion holds the files that came, a copy of them, and a smaller model at the same time.
_CONVERSION_COPIES = 1.3
# File systems keep some room for themselves.
_RESERVE_BYTES = 32 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PullOptions:
    """How to pull.

    Attributes:
        force: Fetch again what is installed, and replace it.
        offline: Refuse to open the network.
        allow_pickle: Take weights that only exist as a pickle.
        token_file: File with the token for the hub.
        like: Known model that a repository nobody knows is to be treated like.
        name: Name to install under.
        patience: How long to go on trying.
    """

    force: bool = False
    offline: bool = False
    allow_pickle: bool = False
    token_file: Path | None = None
    like: str = ""
    name: str = ""
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull came to.

    Attributes:
        manifest: The installed model.
        is_new: Whether anything was installed now.
    """

    manifest: ModelManifest
    is_new: bool


def pull(
    reference: Reference,
    *,
    options: PullOptions | None = None,
    progress: Progress | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Pulled:
    """Install a model.

    Args:
        reference: What to pull.
        options: How.
        progress: Is told how far it is.
        say: Is told what a user must know: terms, hashes that are trusted for the first time, and
            what is being waited for.

    Raises:
        ModelNotFoundError: No known model has this name.
        PullError: It cannot be fetched; what has come is kept for the next attempt.
        ModelIntegrityError: A file is not what it should be; nothing is installed.
        UsageError: Another model has the name, or an option is missing.
        ModelError: It cannot be converted, or the store cannot be written to.
    """
    options = options or PullOptions()
    if isinstance(reference, PathReference):
        from indictx.models.bundle import import_path

        return Pulled(import_path(Path(reference.path), force=options.force), is_new=True)
    if isinstance(reference, NameReference) and not options.force:
        here = _installed(str(reference), say)
        if here is not None:
            return Pulled(here, is_new=False)
    if options.offline or is_offline():
        raise PullError(
            f"offline: {str(reference)!r} is not installed, and the network is not opened",
            hint="on a machine with network, pull it and `indictx models export` it",
        )
    return _Pull(options, progress or NoProgress(), say).run(reference)


class _Pull:
    """One pull over the network, from reference to installed model."""

    def __init__(
        self, options: PullOptions, progress: Progress, say: Callable[[str], None]
    ) -> None:
        self._options, self._progress, self._say = options, progress, say
        access = find_access(options.token_file)
        self._client = Client(access, patience=options.patience, say=say)
        self._origin = Origin(self._client, allow_pickle=options.allow_pickle, say=say)

    def run(self, reference: Reference) -> Pulled:
        if isinstance(reference, UrlReference) and bare(reference.url).endswith(".indictx"):
            return self._bundle(reference.url)
        wanted = self._origin.describe(reference, like=self._options.like)
        if self._options.name:
            named = replace(wanted.manifest, name=checked_name(self._options.name))
            wanted = replace(wanted, manifest=named)
        with store.lock(wanted.manifest.name, on_wait=self._say_waiting) as work:
            here = self._already(wanted.manifest)
            if here is not None:
                return Pulled(here, is_new=False)
            return Pulled(self._install(wanted, work), is_new=True)

    def _say_waiting(self, pid: str) -> None:
        self._say(f"process {pid} is installing it; waiting")

    def _already(self, manifest: ModelManifest) -> ModelManifest | None:
        """Return the installed model of this name if it is this one."""
        here = None if self._options.force else _installed(manifest.name, self._say)
        if here is not None and _label(here) != _label(manifest):
            raise UsageError(
                f"another model {manifest.name!r} is installed, from {_label(here)}",
                hint="add --force to replace it, or --name NAME to keep both",
            )
        return here

    def _bundle(self, url: str) -> Pulled:
        from indictx.models.bundle import import_bundle

        with store.lock(_url_lock(url), on_wait=self._say_waiting) as work:
            self._keep_or_clear(work, Source(url=bare(url)))
            item = Item(url=url, to="model.indictx", work=work)
            self._fetch(item, copies=1)
            manifest = import_bundle(item.path, force=self._options.force)
        return Pulled(manifest, is_new=True)

    def _install(self, wanted: Wanted, work: Path) -> ModelManifest:
        load_converter(wanted.manifest)  # what cannot be converted is not downloaded
        self._say_terms(wanted.manifest)
        items, manifest = self._origin.items(wanted, work)
        source = manifest.source or Source()
        self._keep_or_clear(work, source)
        copies = _CONVERSION_COPIES if manifest.conversion else 0
        known = sum(item.size_bytes or 0 for item in items)
        here = sum(min(item.have_bytes, item.size_bytes or 0) for item in items)
        self._say(f"{len(items)} files, {human(known) if known else 'of unknown size'}")
        self._check_disk(work, known - here + copies * known)
        files = [self._fetch(item, copies=copies) for item in items]
        manifest = replace(manifest, source=self._trusted(source, files))
        return self._build(manifest, files, work)

    def _say_terms(self, manifest: ModelManifest) -> None:
        terms = manifest.terms
        self._say(f"{manifest.name} {manifest.version}: {manifest.title or manifest.family}")
        self._say(f"licence {manifest.licence}; {manifest.attribution}")
        if terms.non_commercial:
            self._say("the licence forbids commercial use")
        if terms.gated:
            self._say(f"gated: accept the terms at {terms.url} and give a token, see HF_TOKEN")
        if terms.note:
            self._say(terms.note)

    def _keep_or_clear(self, work: Path, source: Source) -> None:
        """Go on with what an earlier attempt left only if it was after the very same files."""
        plan = json.dumps([source.label, source.revision, [file.path for file in source.files]])
        path = work / "plan.json"
        if not path.is_file() or path.read_text(encoding="utf-8") != plan:
            shutil.rmtree(work)
            work.mkdir(parents=True)
            path.write_text(plan, encoding="utf-8")

    def _check_disk(self, work: Path, missing_bytes: float) -> None:
        free, needed = shutil.disk_usage(work).free, missing_bytes + _RESERVE_BYTES
        if needed > free:
            raise PullError(
                f"the disk of {str(store.models_folder())!r} has {human(free)} free,"
                f" and {human(needed)} are needed",
                hint="make room, or set INDICTX_HOME to another disk",
            )

    def _fetch(self, item: Item, *, copies: float) -> ModelFile:
        def check_size(size_bytes: int) -> None:
            if item.size_bytes is None:  # else it was in the sum already
                self._check_disk(item.work, size_bytes * (1 + copies))

        try:
            return fetch(self._client, item, progress=self._progress, check_size=check_size)
        except StatusError as error:
            base = f"{self._client.access.endpoint}/"
            repo, resolve, _ = item.url.removeprefix(base).partition("/resolve/")
            if not item.url.startswith(base) or not resolve:
                raise PullError(str(error)) from error
            raise hub.explain(error, self._client, repo=repo, what=f"file {item.to!r}") from error
        except ModelIntegrityError as error:
            if item.sha256 is not None:
                error.hint = f"{error.hint}; hashes trusted before are in {trust.trusted_path()}"
            raise

    def _trusted(self, source: Source, files: Sequence[ModelFile]) -> Source:
        """Write down the hashes that came, and say which of them nobody knew before."""
        fresh = [
            came for wanted, came in zip(source.files, files, strict=True) if wanted.sha256 is None
        ]
        if fresh:
            self._say("trusted on first use; these hashes were not known, and are from now on:")
        for came in fresh:
            self._say(f"  {came.sha256}  {came.path}")
        pinned = replace(
            source,
            files=tuple(
                replace(wanted, to=came.path, size_bytes=came.size_bytes, sha256=came.sha256)
                for wanted, came in zip(source.files, files, strict=True)
            ),
        )
        trust.record(pinned)
        return pinned

    def _build(
        self, manifest: ModelManifest, files: Sequence[ModelFile], work: Path
    ) -> ModelManifest:
        staged = work / DOWNLOAD
        convert = load_converter(manifest)
        if convert is not None:
            staged = work / "model"
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir()
            self._progress.start("converting", total_bytes=None)
            allow = self._options.allow_pickle
            convert(work / DOWNLOAD, staged, manifest=manifest, allow_pickle=allow)
            files = hashed(staged)
        return store.add(staged, replace(manifest, files=tuple(files)), work=work)


def human(size_bytes: float) -> str:
    """Return a size for people, in decimal units."""
    for unit in ("bytes", "kB", "MB"):
        if abs(size_bytes) < 1000:
            return f"{size_bytes:.0f} {unit}"
        size_bytes /= 1000
    return f"{size_bytes:.2f} GB"


def _installed(name: str, say: Callable[[str], None]) -> ModelManifest | None:
    """Return the installed model of this name; ``None`` if it is not there, or damaged."""
    try:
        manifest = store.find_installed(name)
    except ModelError:
        return None
    try:
        check_model(manifest, stamps=store.stamps_path())
    except ModelIntegrityError as error:
        say(f"{error}; fetching it again")
        return None
    return manifest


def _label(manifest: ModelManifest) -> str:
    return manifest.source.label if manifest.source else str(manifest.folder)


def _url_lock(url: str) -> str:
    import hashlib

    return "url-" + hashlib.sha256(url.encode()).hexdigest()[:16]
