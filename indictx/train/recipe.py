"""A recipe: everything that decides what a training run makes, in one TOML file.

Each section is a dataclass of :mod:`._sections`. An unknown key is an error, so that a misspelt one cannot be ignored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated

from indictx.errors import InputError, UsageError
from indictx.languages import Pair, language
from indictx.models.manifest import is_name
from indictx.train._sections import (
    DOMAINS,
    Augment,
    Data,
    Domain,
    Export,
    Filter,
    Fit,
    Shape,
    Source,
    Vocabulary,
)
from indictx.train._tables import Range, build
from indictx.train.precision import PRECISIONS

__all__ = [
    "DOMAINS",
    "Augment",
    "Data",
    "Domain",
    "Export",
    "Filter",
    "Fit",
    "Recipe",
    "Shape",
    "Source",
    "Vocabulary",
    "by_pair",
    "load_recipe",
    "parse_recipe",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A whole recipe.

    Attributes:
        name: Name of the model.
        version: Version of its weights.
        licence: SPDX identifier of its weights.
        attribution: Who made it, in words.
        seed: Everything random follows from this.
        data: Which text is used.
        sources: Where it is, in order; of duplicates, the first source's stays.
        domains: What is common to all sources of one domain.
        filter: Which pairs of sentences are refused.
        vocabulary: The pieces.
        augment: How robustness is taught.
        shape: Shape of the model.
        fit: How it is trained.
        export: What the packaged model says about itself.
    """

    name: str
    version: str
    licence: str
    attribution: str = ""
    # PyTorch takes 64 bits, and gets the seed times a million.
    seed: Annotated[int, Range(0, 10**12)] = 1
    data: Data
    sources: tuple[Source, ...]
    domains: Mapping[str, Domain] = field(default_factory=dict)
    filter: Filter = field(default_factory=Filter)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    augment: Augment = field(default_factory=Augment)
    shape: Shape = field(default_factory=Shape)
    fit: Fit = field(default_factory=Fit)
    export: Export = field(default_factory=Export)

    def domain(self, name: str) -> Domain:
        """Return the settings of a domain; those that the recipe leaves out are the defaults."""
        return self.domains.get(name, Domain())

    def uses(self, pair: str, source: Source) -> bool:
        """Say whether a file of this pair of languages, in either order, is read."""
        first, _, second = pair.partition("-")
        data = self.data
        if not {first, second} <= set(data.languages) or first == second:
            return False
        if data.hubs and not {first, second} & set(data.hubs):
            return False
        both = {pair, f"{second}-{first}"}
        return all(not named or both & set(named) for named in (data.pairs, source.pairs))

    def trained(self, pairs: Iterable[str]) -> list[str]:
        """Return those of the canonical pairs of languages that are trained on."""
        named = [
            {frozenset(pair.split("-")) for pair in table}
            for table in (self.fit.pairs, self.fit.directions)
            if table
        ]
        return [pair for pair in pairs if all(frozenset(pair.split("-")) in each for each in named)]

    def directions(self, pairs: Iterable[str]) -> list[str]:
        """Return the directions that are trained, of these canonical pairs of languages."""
        both = [way for pair in self.trained(pairs) for way in (pair, turned(pair))]
        return sorted(way for way in both if way in (self.fit.directions or both))

    @property
    def tags(self) -> tuple[str, ...]:
        """Languages that have a tag in the vocabulary."""
        return self.vocabulary.tags or self.data.languages


def turned(direction: str) -> str:
    """Return the other direction between the same languages."""
    first, _, second = direction.partition("-")
    return f"{second}-{first}"


def by_pair(table: Mapping[str, float], pair: str, default: float) -> float:
    """Look a pair of languages up in a table that may name it in either order."""
    return table.get(pair, table.get(turned(pair), default))


def load_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        InputError: The file cannot be read, or is not TOML.
        UsageError: A key is unknown or missing, or a value makes no sense; the key is named.
        UnknownLanguageError: A language is not known.
    """
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}") from error
    return parse_recipe(table)


def parse_recipe(table: Mapping[str, object]) -> Recipe:
    """Turn decoded TOML into a recipe; see :func:`load_recipe` for errors."""
    recipe = build(Recipe, table)
    _check(recipe)
    return recipe


def _check(recipe: Recipe) -> None:
    data, shape = recipe.data, recipe.shape
    _check_names(recipe)
    for key, codes in {"data.languages": data.languages, "vocabulary.tags": recipe.tags}.items():
        if len(set(codes)) < len(codes):
            raise UsageError(f"recipe key {key!r} names a language twice")
    for code in (*data.languages, *data.hubs, *recipe.vocabulary.tags):
        if language(code).code != code:
            raise UsageError(f"recipe names {code!r}", hint=f"write {language(code).code!r}")
    fit, export = recipe.fit, recipe.export
    tables = (data.pairs, data.weights, fit.pairs, fit.directions, fit.weights, export.pairs)
    for pair in (pair for table in tables for pair in table):
        if str(Pair.parse(pair)) != pair:
            raise UsageError(f"recipe names {pair!r}", hint=f"write {str(Pair.parse(pair))!r}")
    for name in (*(source.domain for source in recipe.sources), *recipe.domains):
        if name not in DOMAINS:
            raise UsageError(f"unknown domain: {name!r}", hint=f"one of {', '.join(DOMAINS)}")
    for pair in export.pairs:
        if not set(pair.split("-")) <= set(data.languages):
            raise UsageError(f"'export.pairs' names {pair!r}, and 'data.languages' not both sides")
    if not set(data.languages) <= set(recipe.tags):
        missing = sorted(set(data.languages) - set(recipe.tags))
        raise UsageError(f"'vocabulary.tags' lacks {', '.join(missing)}")
    if not data.languages or not recipe.sources:
        raise UsageError("a recipe needs at least one language and one source")
    if shape.width % shape.heads or shape.width % 2:
        raise UsageError(
            f"'shape.width' is {shape.width}: it must be even, and {shape.heads} heads divide it"
        )
    if export.max_source_pieces > shape.positions:
        raise UsageError(
            f"'export.max_source_pieces' is {export.max_source_pieces}, more than"
            f" 'shape.positions', {shape.positions}"
        )
    choices = {
        "fit.precision": (recipe.fit.precision, PRECISIONS),
        "export.weights": (recipe.export.weights, ("average", "last")),
    }
    for key, (value, allowed) in choices.items():
        if value not in allowed:
            raise UsageError(f"recipe key {key!r} is {value!r}", hint=f"one of {allowed}")


def _check_names(recipe: Recipe) -> None:
    for key, name in {"name": recipe.name, "version": recipe.version}.items():
        if not is_name(name):
            raise UsageError(
                f"recipe key {key!r} is {name!r}, which cannot name a folder",
                hint="begin with a letter or digit, and go on with those, dots, dashes and _",
            )
    for number, source in enumerate(recipe.sources):
        # As both kinds of path, so that a recipe means the same everywhere. Cleaned text goes into
        # a folder of the same name, which must not be the one that it was read from.
        paths = (PurePosixPath(source.name), PureWindowsPath(source.name))
        if not all(path.parts and not path.anchor and ".." not in path.parts for path in paths):
            raise UsageError(
                f"recipe key 'sources[{number}].name' is {source.name!r}, which is not below"
                " a corpus folder",
                hint="name the folder alone, and give the one above it with --corpus",
            )
