"""Test sets on this machine: found by path or name, read one direction at a time.

Nothing is ever downloaded. A name such as ``flores200-dev`` is looked up in the folders of
``INDICTX_DATA``, then in ``testsets`` in ``INDICTX_HOME``, then among those that come with indictx.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from indictx import settings
from indictx.errors import InputError, UsageError
from indictx.evaluate.readers import Part, parts_of
from indictx.languages import Pair, language

__all__ = ["Collection", "EvalSet", "find_testset", "open_testset"]

# Where the published archives put a set, below the folder that they are unpacked in.
_PLACES = {
    "flores200-dev": ("flores200_dataset/dev", "flores200/dev", "flores200-dev"),
    "flores200-devtest": ("flores200_dataset/devtest", "flores200/devtest", "flores200-devtest"),
    "in22-gen": ("IN22_testset/gen", "IN22-Gen", "in22-gen"),
    "in22-conv": ("IN22_testset/conv", "IN22-Conv", "in22-conv"),
    "ntrex-128": ("NTREX/NTREX-128", "NTREX-128", "ntrex-128"),
    "tico-19": ("tico19-testset/test", "tico-19"),
    "tico-19-dev": ("tico19-testset/dev", "tico-19-dev"),
    "everyday": ("everyday.tsv",),
}
_BUNDLED = Path(__file__).with_name("sets")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalSet:
    """One direction of a test set.

    Attributes:
        name: What it is called in results.
        pair: Its direction.
        sources: Texts to translate; empty if only references are known.
        references: One or more whole translations, line by line; empty for a set without any.
        domains: Domain of each line; empty if the set does not say.
        left_out: How many segments of the set are left out, for one of their sides is blank.
    """

    name: str
    pair: Pair
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...] = ()
    domains: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def size(self) -> int:
        """Number of segments."""
        return len(self.sources or self.references[0])

    @property
    def digest(self) -> str:
        """First half of the SHA-256 of all texts: equal texts are equal test sets."""
        found = sha256()
        for column in (self.sources, *self.references):
            for text in column:
                found.update(text.encode(errors="surrogatepass") + b"\n")
            found.update(b"\0")
        return found.hexdigest()[:32]

    def rows_by_domain(self) -> dict[str, list[int]]:
        """Return the lines of each domain, in order of the alphabet; empty unless there are two."""
        rows: dict[str, list[int]] = {}
        for number, domain in enumerate(self.domains):
            rows.setdefault(domain or "other", []).append(number)
        return dict(sorted(rows.items())) if len(rows) > 1 else {}


@dataclass(frozen=True, slots=True)
class Collection:
    """A test set in all of its languages.

    Attributes:
        name: What it is called in results.
        parts: What is parallel in it.
    """

    name: str
    parts: tuple[Part, ...]

    @property
    def says_languages(self) -> bool:
        """Whether it says which languages it is in; else it is in those it is asked for."""
        return all(part.codes for part in self.parts)

    def pairs(self, can: Callable[[Pair], bool] = lambda _: True) -> list[Pair]:
        """Return every direction that it has texts for, and that ``can`` accepts, in order."""
        found = [
            Pair(language(source), language(target))
            for part in self.parts
            for source in part.codes
            for target in part.codes
            if source != target
        ]
        return sorted(filter(can, dict.fromkeys(found)), key=str)

    def read(self, pair: Pair, *, limit: int | None = None) -> EvalSet:
        """Read one direction.

        Args:
            pair: The direction.
            limit: Read so many segments from the beginning; ``None`` is all.

        Raises:
            InputError: It has no such direction, or cannot be read.
        """
        codes = (pair.source.code, pair.target.code)
        for part in self.parts:
            if not part.codes or set(codes) <= set(part.codes):
                columns = part.load(codes)
                name = self.name if limit is None else f"{self.name}[:{limit}]"
                source, target = (tuple(columns.lines[code][:limit]) for code in codes)
                if not source:
                    raise InputError(f"test set {self.name!r} has no lines for {pair}")
                return EvalSet(
                    name=name,
                    pair=pair,
                    sources=source,
                    references=(target,),
                    domains=tuple(columns.domains[:limit]),
                    left_out=columns.left_out,
                )
        known = sorted({code for part in self.parts for code in part.codes})
        raise InputError(
            f"test set {self.name!r} has no {pair}", hint=f"it is in {' '.join(known)}"
        )


def open_testset(query: str) -> Collection:
    """Open a test set by path or name.

    Raises:
        InputError: It is not on this machine, or in no known layout.
    """
    path = find_testset(query)
    known = query.casefold()
    own = path if path.name.strip(".") else path.resolve()
    name = known if known in _PLACES else own.name.removesuffix(own.suffix)
    return Collection(name, tuple(parts_of(path)))


def find_testset(query: str) -> Path:
    """Return where a test set is.

    Args:
        query: A path, or a name to look up in :func:`data_folders`.

    Raises:
        UsageError: The query is empty.
        InputError: Nothing is there.
    """
    if not query:
        raise UsageError("no test set", hint="add --testset PATH")
    places = _PLACES.get(query.casefold(), (query,))
    candidates = [Path(query)] if query.casefold() not in _PLACES else []
    candidates += [folder / place for folder in (*data_folders(), _BUNDLED) for place in places]
    for candidate in [*candidates, Path(query)]:
        if candidate.exists():
            return candidate
    folders = " or ".join(str(folder) for folder in data_folders())
    raise InputError(
        f"no test set {query!r} on this machine",
        hint=f"give its path, or put it into {folders}; nothing is downloaded",
    )


def data_folders() -> list[Path]:
    """Return the folders of ``INDICTX_DATA``, divided as in ``PATH``, and our own."""
    named = os.environ.get("INDICTX_DATA", "").split(os.pathsep)
    return [*(Path(one).expanduser() for one in named if one), settings.home() / "testsets"]
