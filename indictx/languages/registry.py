"""Languages: the records of ``languages.toml``, and how a code or a name finds one.

Reading the table costs a few milliseconds and happens at the first look-up, never at import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indictx.errors import LanguageError, UnknownLanguageError, UsageError
from indictx.languages.codes import Tag, fold, parse_tag
from indictx.languages.scripts import Script, script

__all__ = ["Language", "Pair", "find", "language", "languages"]

_SHORTEST_SUBSTRING = 3
_CLOSE_MATCHES = 3
# ISO 639-2, codes for special situations.
_NO_LANGUAGE = {
    "und": "a language not known",
    "zxx": "text in no language",
    "mul": "several languages",
    "mis": "languages without a code",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language in one script.

    Attributes:
        code: Canonical code, ISO 639-3 and ISO 15924 as in FLORES: ``hin_Deva``.
        iso639_1: Two-letter code, or ``None``.
        iso639_3: Three-letter code; ``None`` for a language without one, whose ``code`` then
            starts with a subtag for local use (``qaa`` to ``qtz``).
        bcp47: Shortest tag that finds this row again: ``hi``, ``kok-Latn``, ``mni-Mtei``.
        script_code: ISO 15924 code: ``Deva``.
        name: English name, unique in the table; a second script is named in parentheses.
        endonym: Name of the language in itself and in this script.
        aliases: Further names and codes that :func:`language` accepts.
        scheduled: In the Eighth Schedule to the Constitution of India.
        digits: Native digits from zero to nine; ``None`` where only ASCII digits are used.
        sentence_enders: Marks that end a sentence, the usual full stop first.
        source: Where the endonym comes from: ``cldr``, ``mediawiki``, ``print``, or ``name`` where it is
            the English name.
        read_as: Code of the row whose script its text is rewritten in for models that do not know it
            (:mod:`indictx.text.romanized`); ``None`` where it is not.
    """

    code: str
    iso639_1: str | None
    iso639_3: str | None
    bcp47: str
    script_code: str
    name: str
    endonym: str
    aliases: tuple[str, ...]
    scheduled: bool
    digits: str | None
    sentence_enders: str
    source: str
    read_as: str | None = None

    def __str__(self) -> str:
        return self.code

    def __hash__(self) -> int:
        # Codes are unique in the table; hashing all fields for each text would cost microseconds.
        return hash(self.code)

    @property
    def script(self) -> Script:
        """The script this row is written in."""
        return script(self.script_code)

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return self.script.direction


@dataclass(frozen=True, slots=True)
class Pair:
    """A direction of translation.

    Attributes:
        source: Language of the text.
        target: Language of its translation.
    """

    source: Language
    target: Language

    def __str__(self) -> str:
        return f"{self.source.code}-{self.target.code}"

    @classmethod
    def of(cls, source: str | Language, target: str | Language) -> Pair:
        """Return the pair of two languages, each a record or anything :func:`language` takes.

        Raises:
            UnknownLanguageError: One of the two is not known.
        """
        return cls(language(source), language(target))

    @classmethod
    def parse(cls, text: str) -> Pair:
        """Return the pair written as two codes or tags with a hyphen between.

        Inverse of ``str``. Hyphens inside the tags are understood: ``mni-Mtei-en``.

        Raises:
            UnknownLanguageError: One of the two is not known.
            LanguageError: The text is not two languages, or can be read in two ways.
        """
        parts = text.strip().split("-")
        if len(parts) == 2:
            return cls.of(*parts)
        halves = [("-".join(parts[:cut]), "-".join(parts[cut:])) for cut in range(1, len(parts))]
        found = {
            cls(source, target)
            for left, right in halves
            if (source := lookup(left)) and (target := lookup(right))
        }
        if len(found) != 1:
            raise LanguageError(
                f"not a pair of languages: {text!r}", hint="write it like eng_Latn-hin_Deva"
            )
        return found.pop()


def language(query: str | Language) -> Language:
    """Return the language with this code, alias, name or endonym.

    Case, ``-``, ``_``, spaces and apostrophes are ignored, and so are the region, variant and
    encoding of a tag or locale. A bare language code means the language's main script.

    Args:
        query: FLORES code, ISO 639-1 or 639-3 code, BCP 47 tag, English name, endonym or alias. A
            record is returned as it is.

    Raises:
        UnknownLanguageError: Nothing matches; it carries the codes of close matches.
        UsageError: It is neither text nor a record.
    """
    if isinstance(query, Language):
        return query
    if not isinstance(query, str):
        raise UsageError(f"a language is a code or a name, not {query!r}")
    found = lookup(query)
    if found is None:
        raise UnknownLanguageError(query, close_to=_close_to(query), hint=_explained(query))
    return found


def languages() -> tuple[Language, ...]:
    """Return every row in the order of the table: English, scheduled languages, others."""
    return _table().rows


def find(query: str) -> list[Language]:
    """Return the languages a person may mean, best first; empty if there are none.

    First the exact match and the same language in other scripts, then rows with a code or name
    that starts with the query, then, from three characters on, rows with one that contains it.
    """
    table = _table()
    key = fold(query)
    exact = lookup(query)
    tiers = [[exact] if exact else [], table.scripts_of(exact.code[:3]) if exact else []]
    if len(key) >= _SHORTEST_SUBSTRING or not exact:
        tiers.append([row for name, row in table.index.items() if name.startswith(key)])
    if len(key) >= _SHORTEST_SUBSTRING:
        tiers.append([row for name, row in table.index.items() if key in name])
    return list(dict.fromkeys(row for tier in tiers for row in tier))


@dataclass(frozen=True, slots=True)
class _Table:
    """The rows, and an index from every folded code, alias and name."""

    rows: tuple[Language, ...]
    index: dict[str, Language]

    def scripts_of(self, subtag: str) -> list[Language]:
        """Return the rows of one language, main script first."""
        return [row for row in self.rows if row.code[:3] == subtag]


@cache
def _table() -> _Table:
    import tomllib  # 3 ms and more, and `indictx --help` needs no language

    text = Path(__file__).with_name("languages.toml").read_text(encoding="utf-8")
    rows: list[Language] = []
    mains: dict[str, Language] = {}
    for entry in tomllib.loads(text)["languages"]:
        row = _row(entry, mains.get(entry["code"][:3]))
        mains.setdefault(row.code[:3], row)
        rows.append(row)
    return _Table(tuple(rows), _index(rows, mains))


def _row(entry: dict[str, Any], main: Language | None) -> Language:
    """Build a record; what a second script leaves out is that of the language's ``main`` row."""
    code = entry["code"]
    subtag, script_code = code.split("_")
    written = script(script_code)
    name = entry["name"] if main is None else f"{main.name} ({written.name})"
    tag = entry.get("tag") or entry.get("iso1") or subtag
    return Language(
        code=code,
        iso639_1=main.iso639_1 if main else entry.get("iso1"),
        iso639_3=None if "qaa" <= subtag <= "qtz" else subtag,
        bcp47=f"{main.bcp47}-{script_code}" if main else tag,
        script_code=script_code,
        name=name,
        endonym=entry.get("endonym", name),
        aliases=tuple(entry.get("aliases", ())),
        scheduled=entry.get("scheduled", False),
        digits=entry.get("digits", written.digits),
        sentence_enders=_with_first(entry.get("stop", ""), written.sentence_enders),
        source=entry.get("source", "name"),
        read_as=entry.get("read_as"),
    )


def _with_first(stop: str, enders: str) -> str:
    return stop + enders.replace(stop, "") if stop else enders


def _index(rows: list[Language], mains: dict[str, Language]) -> dict[str, Language]:
    """Map every key to its row; a key of two rows is refused, so that the table cannot drift."""
    index: dict[str, Language] = {}
    for row in rows:
        keys = [row.code, row.bcp47, row.name, row.endonym, *row.aliases]
        if mains[row.code[:3]] is row:
            keys += [row.code[:3], row.iso639_1 or ""]
        for key in filter(None, map(fold, keys)):
            if index.setdefault(key, row) is not row:
                raise LanguageError(f"{key!r} means both {index[key].code} and {row.code}")
    return index


def lookup(query: str) -> Language | None:
    """Return the language that :func:`language` finds, or ``None`` where it finds none."""
    table = _table()
    if found := table.index.get(fold(query)):
        return found
    tag = parse_tag(query)
    if tag is None or _looks_like_two(tag, table):
        return None
    main = table.index.get(tag.language)
    if tag.script is None:
        return main
    # An alias may name a script that the table files elsewhere: pa-Arab-PK is pnb_Arab.
    if found := table.index.get(fold(tag.language + tag.script)):
        return found
    siblings = table.scripts_of(main.code[:3]) if main else []
    return next((row for row in siblings if row.script_code == tag.script), None)


def _looks_like_two(tag: Tag, table: _Table) -> bool:
    """Whether the region is a second language: en-hi is a mistake, en-IN and en-AS are not."""
    return tag.region is not None and tag.region.islower() and tag.region in table.index


def _close_to(query: str) -> tuple[str, ...]:
    """Return codes to suggest: the language's other scripts, or those spelled alike."""
    table = _table()
    tag = parse_tag(query)
    if tag and (known := table.index.get(tag.language)):
        return tuple(row.code for row in table.scripts_of(known.code[:3]))[:_CLOSE_MATCHES]
    from difflib import get_close_matches

    if tag and tag.script and tag.language in _NO_LANGUAGE:
        return ()
    if tag and tag.script:
        # Against whole codes, the script alone would make any nonsense look familiar.
        written = {row.code[:3]: row for row in table.rows if row.script_code == tag.script}
        near = get_close_matches(tag.language, written, n=_CLOSE_MATCHES, cutoff=0.6)
        return tuple(written[subtag].code for subtag in near)
    # More matches than suggestions, since several keys lead to one row.
    keys = get_close_matches(fold(query), table.index, n=4 * _CLOSE_MATCHES, cutoff=0.7)
    return tuple(dict.fromkeys(table.index[key].code for key in keys))[:_CLOSE_MATCHES]


def _explained(query: str) -> str | None:
    """Return what to do about a code that means something, but no language; ``None`` for others."""
    table = _table()
    tag = parse_tag(query)
    script_code = tag.script if tag else query.strip().title()
    written = [row.code for row in table.rows if row.script_code == script_code]
    some = f", such as {' or '.join(written[:_CLOSE_MATCHES])}" if written else ""
    if tag is None:
        return f"{script_code} is a script; name a language{some}" if written else None
    if _looks_like_two(tag, table) and tag.language in table.index:
        source, target = table.index[tag.language], table.index[str(tag.region)]
        return f"give one language here, {source.code} or {target.code}"
    if tag.language not in _NO_LANGUAGE:
        return None
    return f"{tag.language!r} stands for {_NO_LANGUAGE[tag.language]}; name one{some}"
