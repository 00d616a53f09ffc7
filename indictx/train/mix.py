"""Cleaned parts of all sources become one file for each pair of languages.

Duplicates across sources go, then pairs whose words do not belong together, then what is over a
source's cap. Weights turn into numbers of copies. The order is that of a hash, so that it depends
on the seed and the text alone, and what one source contributes does not move the others.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from indictx.train import align
from indictx.train.clean import Row, fold
from indictx.train.corpus import Part, read_part, zipped
from indictx.train.recipe import Recipe, by_pair
from indictx.train.stages import fingerprint, is_done, mark_done, read_mark, whole

if TYPE_CHECKING:
    from indictx.train.align import Array

__all__ = ["MixedRow", "mix_parts", "mixed_pairs", "read_mix"]

REVISION = 1

_UNIT = "\x1f"
# Words are cut to this many characters, which joins most forms of one word (a crude stemmer).
_STEM = 5
# A word seen less often than this says nothing about alignment.
_RARE = 3
_JUDGED_FROM = 4
_LONGEST = 40
_LEARNED_FROM = 40_000


@dataclass(frozen=True, slots=True)
class MixedRow:
    """A pair in its final order.

    Attributes:
        domain: Tag on the source sentence.
        copies: Examples to make of it, at least 1.
        row: The texts.
    """

    domain: str
    copies: int
    row: Row


@dataclass(slots=True)
class _Candidate:
    part: Part
    row: Row
    key: int


def mix_parts(
    recipe: Recipe,
    parts: Sequence[Part],
    clean: Path,
    folder: Path,
    *,
    report: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """Write ``<pair>.tsv.gz`` for each pair of languages, with counts in ``<pair>.json``.

    Args:
        recipe: Weights, caps and filters.
        parts: All parts, in the recipe's order.
        clean: Folder of the cleaned parts.
        folder: Where the mix goes.
        report: Called with a line about each pair.

    Returns:
        Canonical pairs, sorted.
    """
    by_pair: dict[str, list[Part]] = {}
    for part in parts:
        by_pair.setdefault(part.pair, []).append(part)
    marks = []
    for pair, members in sorted(by_pair.items()):
        wanted = _fingerprint(recipe, members, clean)
        if not is_done(folder, wanted, made=f"{pair}.tsv.gz", name=f"{pair}.json"):
            counts = _mix_pair(recipe, members, clean, folder / f"{pair}.tsv.gz")
            mark_done(folder, wanted, name=f"{pair}.json", counts=counts)
            report(f"mix {pair}: {sum(each['used'] for each in counts.values())} pairs used")
        marks.append(wanted)
    for path in folder.glob("*.*"):
        if path.name.partition(".")[0] not in {*by_pair, "done"}:
            path.unlink()
    mark_done(folder, fingerprint(marks), pairs=sorted(by_pair))
    return sorted(by_pair)


def mixed_pairs(folder: Path) -> list[str]:
    """Return the pairs of languages of a finished mix."""
    pairs = read_mark(folder).get("pairs", [])
    return [str(pair) for pair in pairs] if isinstance(pairs, list) else []


def read_mix(folder: Path, pair: str) -> Iterator[MixedRow]:
    """Yield the pairs of sentences of one pair of languages, in their final order."""
    with gzip.open(folder / f"{pair}.tsv.gz", "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            domain, copies, first, second, spans = line.rstrip("\n").split("\t")
            row = Row(first, second, tuple(spans.split(_UNIT)) if spans else ())
            yield MixedRow(domain, int(copies), row)


def _fingerprint(recipe: Recipe, parts: Sequence[Part], clean: Path) -> str:
    pair = parts[0].pair
    data, inputs = recipe.data, []
    for part in parts:
        domain = recipe.domain(part.source.domain)
        settings = (
            _cap(recipe, part),
            _weight(recipe, part),
            domain.cap,
            part.source.domain,
            part.source.trusted,
        )
        inputs.append((read_mark(clean, name=f"{part.name}.json").get("fingerprint"), settings))
    rules = (recipe.filter.variants, recipe.filter.misaligned_quantile)
    lengths = (recipe.filter.misaligned_from, data.long_characters, data.long_weight)
    return fingerprint(REVISION, recipe.seed, pair, inputs, rules, lengths)


def _mix_pair(
    recipe: Recipe, parts: Sequence[Part], clean: Path, path: Path
) -> dict[str, Counter[str]]:
    """Write one pair of languages; return counts by source."""
    counts: dict[str, Counter[str]] = {part.source.name: Counter() for part in parts}
    kept = list(_unique(recipe, parts, clean, counts))
    for candidate in _misaligned(recipe, kept):
        counts[candidate.part.source.name]["misaligned"] += 1
        candidate.key = -1
    kept = _capped(recipe, [each for each in kept if each.key >= 0], counts)
    kept.sort(key=lambda each: each.key)
    with whole(path) as part_path, zipped(part_path) as stream:
        for each in kept:
            count = counts[each.part.source.name]
            copies = _copies(recipe, each)
            count["used" if copies else "weight"] += 1
            count["examples"] += copies
            if copies:
                spans = _UNIT.join(each.row.spans)
                fields = (each.part.source.domain, copies, each.row.first, each.row.second, spans)
                stream.write(("\t".join(map(str, fields)) + "\n").encode())
    return counts


def _unique(
    recipe: Recipe, parts: Sequence[Part], clean: Path, counts: Mapping[str, Counter[str]]
) -> Iterator[_Candidate]:
    seen: set[bytes] = set()
    variants: Counter[bytes] = Counter()
    for part in parts:
        count = counts[part.source.name]
        for row in read_part(clean, part):
            sides = [f"{n}{fold(text)}" for n, text in enumerate((row.first, row.second))]
            key, *halves = (_hash(text) for text in ("\t".join(sides), *sides))
            if key in seen:
                count["duplicate"] += 1
                continue
            seen.add(key)
            most = recipe.filter.variants
            if most and max(variants[half] for half in halves) >= most:
                count["variants"] += 1
                continue
            variants.update(halves)
            salted = f"{recipe.seed}\t{part.pair}\t{row.first}\t{row.second}"
            yield _Candidate(part, row, int.from_bytes(_hash(salted)))


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _cap(recipe: Recipe, part: Part) -> int:
    domain, source = recipe.domain(part.source.domain), part.source
    general = by_pair(domain.caps, part.pair, domain.cap)
    return int(by_pair(source.caps, part.pair, source.cap or general))


def _weight(recipe: Recipe, part: Part) -> float:
    own = by_pair(part.source.weights, part.pair, part.source.weight)
    domain = recipe.domain(part.source.domain).weight
    return own * domain * by_pair(recipe.data.weights, part.pair, 1.0)


def _copies(recipe: Recipe, each: _Candidate) -> int:
    weight, data = _weight(recipe, each.part), recipe.data
    if data.long_characters and len(each.row.first) > data.long_characters:
        weight *= data.long_weight
    # Other bits than those that order the file, or the fraction would be cut from one end of it.
    chance = int.from_bytes(_hash(str(each.key))[:4]) / 2**32
    return int(weight) + (chance < weight - int(weight))


def _capped(
    recipe: Recipe, candidates: list[_Candidate], counts: Mapping[str, Counter[str]]
) -> list[_Candidate]:
    by_source: dict[str, list[_Candidate]] = {}
    for each in candidates:
        by_source.setdefault(each.part.source.name, []).append(each)
    kept = []
    for name, members in by_source.items():
        cap = _cap(recipe, members[0].part) or len(members)
        members.sort(key=lambda each: each.key)
        counts[name]["cap"] += len(members[cap:])
        kept += members[:cap]
    return kept


def _misaligned(recipe: Recipe, candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Yield pairs whose words are linked no better than those of random pairs.

    Each half is judged by what the other half taught, or rare words would vouch for themselves.
    """
    rules = recipe.filter
    if not rules.misaligned_quantile or len(candidates) < rules.misaligned_from:
        return
    texts = _word_ids(candidates)
    judged = sorted(texts, key=lambda number: candidates[number].key)
    halves = (judged[::2], judged[1::2])
    for own, other in (halves, halves[::-1]):
        for number in _worse_than_random(texts, own, other, rules.misaligned_quantile):
            yield candidates[number]


def _word_ids(candidates: Sequence[_Candidate]) -> dict[int, tuple[list[int], list[int]]]:
    """Return ids of the frequent words of both sides, for pairs that have enough of them."""
    words = [
        tuple(_words(text) for text in (each.row.first, each.row.second)) for each in candidates
    ]
    counts = Counter(word for pair in words for side in pair for word in side)
    ids = {word: number for number, (word, n) in enumerate(counts.items()) if n >= _RARE}
    found = {}
    for number, pair in enumerate(words):
        if candidates[number].part.source.trusted:
            continue
        sides = [[ids[word] for word in side if word in ids][:_LONGEST] for side in pair]
        if min(map(len, sides)) >= _JUDGED_FROM:
            found[number] = (sides[0], sides[1])
    return found


def _words(text: str) -> list[str]:
    return [word[:_STEM] for part in text.casefold().split() if (word := part.strip('.,!?।"()-:;'))]


def _worse_than_random(
    texts: Mapping[int, tuple[list[int], list[int]]],
    own: Sequence[int],
    other: Sequence[int],
    quantile: float,
) -> list[int]:
    import numpy as np

    if not own or not other:
        return []
    teacher = _bitext([texts[number] for number in other[:_LEARNED_FROM]])
    alignment = align.learn(teacher, iterations=4, diagonal=0.0)
    scores = align.score(_bitext([texts[number] for number in own]), alignment)
    # Neighbors by length, so that random pairs have the lengths of true ones.
    order = sorted(own, key=lambda number: (len(texts[number][0]), number))
    shifted = [*order[1:], *order[:1]]
    random = [(texts[a][0], texts[b][1]) for a, b in zip(order, shifted, strict=True)]
    limit = float(np.quantile(align.score(_bitext(random), alignment), quantile))
    return [number for number, value in zip(own, scores, strict=True) if value < limit]


def _bitext(pairs: Sequence[tuple[list[int], list[int]]]) -> align.Bitext:
    import numpy as np

    lengths: Array = np.array([[len(side) for side in pair] for pair in pairs], np.int64)
    flat = [token for pair in pairs for side in pair for token in side]
    return align.Bitext(lengths, np.array(flat, np.int64))
