"""A model as ``indictx models`` prints it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from indictx.models import catalog, store
from indictx.models.manifest import ModelManifest


@dataclass(frozen=True, slots=True)
class Entry:
    """A model and where it is.

    Attributes:
        manifest: The model.
        state: ``installed``, ``bundled``, or ``known`` if its files are not here.
    """

    manifest: ModelManifest
    state: str

    @property
    def size_bytes(self) -> int | None:
        """What is on this disk, or would have to come; ``None`` where nobody knows."""
        if self.state != "known":
            return self.manifest.size_bytes
        return self.manifest.source.size_bytes if self.manifest.source else None


def entries() -> list[Entry]:
    """Return installed, bundled and known models, in this order; each name once."""
    found: dict[str, Entry] = {}
    for manifest in store.installed():
        state = "bundled" if store.is_bundled(manifest) else "installed"
        found[manifest.name] = Entry(manifest, state)
    for manifest in catalog.known():
        found.setdefault(manifest.name, Entry(manifest, "known"))
    return list(found.values())


def find_entry(query: str) -> Entry:
    """Return the installed or known model that ``query`` names.

    Raises:
        ModelNotFoundError: There is none.
    """
    from indictx.errors import ModelNotInstalledError

    try:
        manifest = store.find_installed(query)
    except ModelNotInstalledError:
        known = catalog.find_known(query.partition("@")[0])
        if known is None:
            raise
        return Entry(known, "known")
    return Entry(manifest, "bundled" if store.is_bundled(manifest) else "installed")


def record(entry: Entry) -> dict[str, object]:
    """Return a model as it is printed with ``--json``.

    Keys: ``name``, ``version``, ``state`` (``installed``, ``bundled`` or ``known``), ``title``,
    ``family``, ``licence``, ``non_commercial``, ``gated``, ``note``, ``attribution``, ``homepage``,
    ``aliases``, ``languages``, ``pairs`` (empty: all), ``rank``, ``compute_type``, ``size_bytes``
    (on disk, or to download; may be ``null``), ``path`` (``null`` if not here), ``source``,
    ``revision`` and ``unpinned`` (what pull will have to trust).
    """
    manifest = entry.manifest
    source = manifest.source
    return {
        "name": manifest.name,
        "version": manifest.version,
        "state": entry.state,
        "title": manifest.title,
        "family": manifest.family,
        "licence": manifest.licence,
        "non_commercial": manifest.terms.non_commercial,
        "gated": manifest.terms.gated,
        "note": manifest.terms.note,
        "attribution": manifest.attribution,
        "homepage": manifest.homepage,
        "aliases": list(manifest.aliases),
        "languages": list(manifest.languages),
        "pairs": list(manifest.pairs),
        "rank": manifest.rank,
        "compute_type": manifest.compute_type,
        "size_bytes": entry.size_bytes,
        "path": None if entry.state == "known" else str(manifest.folder),
        "source": source.label if source else None,
        "revision": source.revision if source else None,
        "unpinned": list(source.unpinned) if source else [],
    }


def lines(entry: Entry) -> Iterator[str]:
    """Yield the same as ``key: value``, without what is empty."""
    for key, value in record(entry).items():
        text = " ".join(map(str, value)) if isinstance(value, list) else value
        if text not in ("", None, False):
            yield harmless(f"{key}: {'yes' if text is True else text}")


def harmless(text: str) -> str:
    """Return text of a stranger without control characters, which could steer the terminal."""
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
