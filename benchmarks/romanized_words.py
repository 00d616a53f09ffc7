"""The table of ``indictx.text.romanized``, counted in text: ``python -m benchmarks.romanized_words``.

``--pairs`` are folders of English-Hindi sentences (``eng_Latn-hin_Deva.tsv``, packed or not, at any depth),
``--typed`` files of ``typed TAB Devanagari`` with the same number of words on both sides, ``--loans`` files of
``English TAB Devanagari`` words. ``--check`` names a file of typed sentences; how many words are read as they
were meant is printed.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from indictx.text.romanized import (
    HINDI,
    SPELLINGS,
    Reader,
    letters_of,
    match_cost,
    parse,
    skeleton,
    skeletons_of,
)

_WORD = re.compile("[\u0900-\u0963\u0970-\u097f\u200c\u200d]+")
_ENGLISH = re.compile("[a-z]+")
#: A word must be seen so often, a pair likewise, an English word, an infinitive;
#: loans are taken to be seen so often at least.
FEWEST, FEWEST_PAIRS, FEWEST_ENGLISH, FEWEST_VERBS, FEWEST_LOAN = 2, 3, 3, 4, 20
ROUNDS = 4
#: A frequent word says no more about its letters than one that was typed so often.
MOST = 40
#: What a spelling that was never seen is taken to have been seen, and the cost from which one is left out.
FLOOR, DEAREST = 0.3, 9.0


def sentences(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield English and Hindi sentences."""
    for folder in folders:
        for path in sorted(folder.rglob("eng_Latn-hin_Deva.tsv*")):
            data = path.read_bytes()
            for line in (
                (lzma.decompress(data) if path.suffix == ".xz" else data).decode().splitlines()
            ):
                english, _, hindi = line.partition("\t")
                yield english, hindi


def typed(paths: Sequence[Path]) -> list[tuple[list[str], list[str]]]:
    """Return the words of typed sentences, as typed and as meant."""
    rows = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            left, _, right = line.partition("\t")
            rows.append((left.split(), right.split()))
    return [row for row in rows if len(row[0]) == len(row[1])]


def tokens(rows: Sequence[tuple[list[str], list[str]]]) -> Counter[tuple[str, str]]:
    """Return how often each word was typed so."""
    found: Counter[tuple[str, str]] = Counter()
    for left, right in rows:
        for one, other in zip(left, right, strict=True):
            spelled, word = re.sub("[^a-z]", "", one.lower()), "".join(_WORD.findall(other))
            if spelled and word and len(_WORD.findall(other)) == 1:
                found[spelled, word] += 1
    return found


def spelling_costs(counts: Counter[tuple[str, str]]) -> dict[str, list[tuple[str, float]]]:
    """Return what each spelling of each letter costs, from words and how they were typed (EM)."""
    costs = {
        letter: [(one, 0.5 + 0.7 * place) for place, one in enumerate(spellings)]
        for letter, spellings in SPELLINGS.items()
    }
    for _ in range(ROUNDS):
        seen: dict[str, Counter[str]] = {letter: Counter() for letter in SPELLINGS}
        for (spelled, word), count in counts.items():
            for letter, spelling in best_path(spelled, letters_of(word), costs):
                seen[letter][spelling] += min(count, MOST)
        for letter, spellings in SPELLINGS.items():
            total = sum(seen[letter].values()) + FLOOR * len(spellings)
            costs[letter] = [
                (one, -math.log((seen[letter][one] + FLOOR) / total)) for one in spellings
            ]
    # What is hardly ever typed would only add words to be compared.
    return {
        letter: [(one, cost) for one, cost in spellings if cost < DEAREST]
        for letter, spellings in costs.items()
    }


def best_path(
    spelled: str, letters: Sequence[str], costs: dict[str, list[tuple[str, float]]]
) -> list[tuple[str, str]]:
    """Return which letter was typed how, or nothing."""
    reached: dict[int, tuple[float, tuple[tuple[str, str], ...]]] = {0: (0.0, ())}
    for letter in letters:
        ahead: dict[int, tuple[float, tuple[tuple[str, str], ...]]] = {}
        for position, (cost, path) in reached.items():
            for spelling, more in costs[letter]:
                if spelled.startswith(spelling, position):
                    end = position + len(spelling)
                    if end not in ahead or cost + more < ahead[end][0]:
                        ahead[end] = cost + more, (*path, (letter, spelling))
        reached = ahead
    found = reached.get(len(spelled))
    return list(found[1]) if found else []


def table(
    pairs: Sequence[tuple[str, str]],
    counts: Counter[tuple[str, str]],
    loans: Sequence[tuple[str, str]],
) -> str:
    """Return the table as text."""
    words: Counter[str] = Counter()
    both: Counter[str] = Counter()
    english: Counter[str] = Counter()
    for left, right in pairs:
        english.update(_ENGLISH.findall(left.lower()))
        for sentence in re.split("[।?!.:;]", right):
            found = _WORD.findall(sentence)
            words.update(found)
            if found:
                both[" "] += 1
                both.update(map(" ".join, zip(["", *found], found, strict=False)))
    words.update({word: count for (_, word), count in counts.items()})
    verbs = [word for word, n in words.items() if word.endswith("ना") and n >= FEWEST_VERBS]
    for word, fewest in [
        *((word, FEWEST_LOAN) for _, word in loans),
        *((form, FEWEST) for verb in verbs for form in forms(verb)),
    ]:
        words[word] = max(words[word], fewest)
    words = Counter({w: n for w, n in words.items() if n >= FEWEST and letters_of(w)})
    # How loans are spelled says nothing about how Hindi is typed.
    hindi = Counter(
        {one: n for one, n in counts.items() if english[one[0]] < FEWEST_ENGLISH or one[0] in HINDI}
    )
    costs = spelling_costs(hindi)
    # Half of those who write a loan spell it as in English.
    known = Counter(
        {(left.lower(), word): words[word] // 2 for left, word in loans if word in words}
    )
    for (spelled, word), count in counts.items():
        # What the letters explain needs no line of its own, and what sounds otherwise is no spelling
        # of it: library for पुस्तकालय.
        alike = word in words and skeleton(spelled) in skeletons_of(word, costs)
        if alike and match_cost(spelled, letters_of(word), costs) > 6:
            known[spelled, word] += count
    lines = [
        f"word\t{w} {','.join(sorted(skeletons_of(w, costs)))}\t{n}"
        for w, n in sorted(words.items())
    ]
    lines += [
        f"pair\t{pair}\t{n}" for pair, n in sorted(both.items())
        if pair == " " or (n >= FEWEST_PAIRS and all(w in words or not w for w in pair.split(" ")))
    ]  # fmt: skip
    lines += [f"english\t{w}\t{n}" for w, n in sorted(english.items()) if n >= FEWEST_ENGLISH]
    lines += [f"known\t{left} {right}\t{n}" for (left, right), n in sorted(known.items())]
    lines += [
        f"cost\t{letter} {spelling}\t{cost:.2f}"
        for letter, spellings in costs.items()
        for spelling, cost in spellings
    ]
    return "\n".join(lines) + "\n"


def forms(verb: str) -> list[str]:
    """Return forms of a verb that formal text seldom has, from its infinitive in -ना."""
    stem = verb.removesuffix("ना")
    if not letters_of(stem):
        return []
    full, signs = (
        "ओ इए इएगा ऊँगा ऊँगी ओगे ओगी एगा एगी एँगे एँगी एँ ए",
        "ो िए िएगा ूँगा ूँगी ोगे ोगी ेगा ेगी ेंगे ेंगी ें े",
    )
    endings = full if stem[-1] in "ाीोूेआईओए" else signs
    return [stem + ending for ending in [*endings.split(), "कर", "ते", "ता", "ती", "ने", "नी"]]


def check(reader: Reader, rows: Sequence[tuple[list[str], list[str]]]) -> tuple[float, float]:
    """Return shares of words and of sentences that are read as they were meant, nuktas aside."""
    right = total = whole = 0
    for left, meant in rows:
        got, wanted = [
            list(map(_bare, one)) for one in (reader.read(" ".join(left)).split(), meant)
        ]
        # Of two words that were typed as one, the reader makes two.
        blocks = SequenceMatcher(a=got, b=wanted, autojunk=False).get_matching_blocks()
        right += sum(block.size for block in blocks)
        total, whole = total + len(wanted), whole + (got == wanted)
    return right / total, whole / len(rows)


def _bare(word: str) -> str:
    return re.sub('[।.?!,\u093c"]', "", word.replace("ँ", "ं"))


def main(argv: Sequence[str] | None = None) -> None:
    """Count, write, check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", nargs="+", type=Path, required=True)
    parser.add_argument("--typed", nargs="+", type=Path, required=True)
    parser.add_argument("--loans", nargs="*", type=Path, default=[])
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--check", type=Path)
    options = parser.parse_args(argv)
    loans = [
        tuple(line.split("\t"))
        for path in options.loans
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    text = table(list(sentences(options.pairs)), tokens(typed(options.typed)), loans)
    options.output.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(text.splitlines())} lines, {options.output.stat().st_size} bytes")
    if options.check:
        words, whole = check(parse(text), typed([options.check]))
        print(f"words {words:.1%}, sentences {whole:.1%}")


if __name__ == "__main__":
    main()
