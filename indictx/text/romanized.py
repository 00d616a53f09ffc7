"""Hindi in Latin letters, as people type it, read as Devanagari: ``mujhe bukhar hai`` is मुझे बुखार है.

There is no standard: नहीं is typed nahi, nahin, nhi. So every letter has several spellings with a cost
each, a typed word is matched against the known words that have its consonants, and a sentence takes
the words that are likeliest together (words and pairs of words, Viterbi's search). What is likelier
English, or no known word, stays as it is.

Words, pairs and costs are counted by ``python -m benchmarks.romanized_words``;
``docs/explanation/romanized.md`` says from what, and how well it reads.
"""

from __future__ import annotations

import lzma
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from indictx.text._rules import split_words
from indictx.text.detect import small_words

__all__ = ["Reader", "from_romanized", "letters_of", "match_cost", "parse", "skeletons_of"]

# No part of 10th, nor of a word with letters that nobody types Hindi in.
_TYPED = re.compile(r"(?<![^\W_])[A-Za-z]+(?:['’][A-Za-z]+)*(?![^\W_])")
_WITHIN = re.compile(r"[^.!?।:;\n]*")

_HALANT, _NUKTA = "\u094d", "\u093c"
_JOINERS = "\u200c\u200d"
_COMPOSED = {0x958: "क़", 0x959: "ख़", 0x95A: "ग़", 0x95B: "ज़", 0x95C: "ड़", 0x95D: "ढ़", 0x95E: "फ़"}
_SIGN_OF = dict(zip("आइईउऊऋएऐऑओऔ", "ािीुूृेैॉोौ", strict=True))
_ASPIRATE = dict(zip("कगचजटडतदपब", "खघछझठढथधफभ", strict=True))
#: The vowel that a consonant has of its own: within a word, at its end; and at the beginning, अ.
SCHWA, LAST_SCHWA, FIRST_SCHWA = "a", "a$", "^a"
#: What may be typed between two vowels.
GLIDE = "|"

#: How each letter may be typed, commonest first.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    key: tuple("" if one == "-" else one for one in spellings.split())
    for key, spellings in {
        "क": "k c q kk ck cc", "ख": "kh k kkh", "ग": "g gg", "घ": "gh g ggh", "ङ": "n ng",
        "च": "ch c cch", "छ": "chh ch cch chch chchh", "ज": "j z g jj jh", "झ": "jh j z", "ञ": "n y ny",
        "ट": "t tt th", "ठ": "th t tth tt", "ड": "d dd", "ढ": "dh d ddh", "ण": "n nn",
        "त": "t th tt", "थ": "th t tth", "द": "d dh dd", "ध": "dh d ddh", "न": "n nn",
        "प": "p pp", "फ": "ph f p", "ब": "b bb v", "भ": "bh b", "म": "m mm",
        "ज्ञ": "gy gny jn dny g", "य": "y i e -", "र": "r rr", "ल": "l ll", "ळ": "l", "व": "v w o u b",
        "श": "sh s", "ष": "sh s", "स": "s c ss", "ह": "h -",
        "ड़": "r d rd", "ढ़": "rh dh r d", "ज़": "z j", "फ़": "f ph ff", "क़": "q k", "ख़": "kh k", "ग़": "gh g",
        "ा": "a aa o ah -", "ि": "i e ee y -", "ी": "i ee e y ii", "ु": "u oo o -", "ू": "oo u o uu",
        "ृ": "ri r ru ir", "े": "e ey ei ay a ae i", "ै": "ai e a ay ei ae -", "ो": "o oh oo au",
        "ौ": "au o ou aw u", "ॉ": "o a au", "ॅ": "e a",
        "ं": "n m - ng", "ँ": "n - m", "ः": "h - a",
        SCHWA: "a - e u o i", LAST_SCHWA: "- a", FIRST_SCHWA: "a u e o", GLIDE: "- y w",
    }.items()
}  # fmt: skip

_Costs = Mapping[str, Sequence[tuple[str, float]]]


@cache
def letters_of(word: str) -> tuple[str, ...]:
    """Return the sounds of a word in Devanagari, as keys of :data:`SPELLINGS`.

    Of a doubled consonant, and of one before its aspirate, there is one: पक्का, अच्छा.

    Returns:
        Nothing if the word has other characters.
    """
    found: list[str] = []
    chars = [char for char in word.translate(_COMPOSED) if char not in _JOINERS]
    is_vowel = False
    for index, char in enumerate(chars):
        follows = chars[index + 1] if index + 1 < len(chars) else ""
        if char == "अ":
            found.append(SCHWA if found else FIRST_SCHWA)
        elif char in _SIGN_OF:
            found += [GLIDE] * is_vowel + [_SIGN_OF[char]]
        elif char == _NUKTA:
            if found and found[-1] + char in SPELLINGS:
                found[-1] += char
        elif char == _HALANT:
            if follows == "ञ" and found and found[-1] == "ज":
                found[-1] = "ज्ञ"
                continue
            doubled = (found[-1], _ASPIRATE.get(found[-1])) if found else ()
            if follows in doubled:
                found.pop()
        elif char == "ञ" and found and found[-1] == "ज्ञ":
            pass
        elif char in SPELLINGS:
            found.append(char)
        else:
            return ()
        is_consonant = "क" <= char <= "ह" or char == _NUKTA
        is_vowel = char == "अ" or char in _SIGN_OF or (char in SPELLINGS and not is_consonant)
        if is_consonant and follows != _NUKTA and follows != _HALANT:
            if not follows:
                found.append(LAST_SCHWA)
            elif "क" <= follows <= "ह" or follows in _SIGN_OF or follows in "अंँः":
                found.append(SCHWA)
                is_vowel = True
    return tuple(found)


def match_cost(typed: str, letters: Sequence[str], costs: _Costs) -> float:
    """Return what it costs to type a word so; infinite if it cannot be."""
    reached = {0: 0.0}
    for letter in letters:
        ahead: dict[int, float] = {}
        for position, cost in reached.items():
            for spelling, more in costs[letter]:
                if typed.startswith(spelling, position):
                    end = position + len(spelling)
                    if cost + more < ahead.get(end, math.inf):
                        ahead[end] = cost + more
        reached = ahead
        if not reached:
            break
    return reached.get(len(typed), math.inf)


_CLASS_OF = str.maketrans("kqcgxjzsptdbfrlm", "kkkkkssspttpprlm")
_SIBILANT = re.compile("c+hh?|sh")
_REPEATED = re.compile(r"(.)\1+")


def skeleton(typed: str) -> str:
    """Return classes of consonants of a typed word; n, v, w, y and h are not typed by all."""
    plain = _SIBILANT.sub("s", typed).translate(_CLASS_OF)
    return _REPEATED.sub(r"\1", "".join(char for char in plain if char in "kstpmrl"))


def skeletons_of(word: str, costs: _Costs) -> set[str]:
    """Return the skeletons that a word in Devanagari may have when it is typed."""
    found = {""}
    for letter in letters_of(word):
        bare = {skeleton(spelling) for spelling, _ in costs[letter]}
        found = {one + other for one in found for other in bare}
    return {_REPEATED.sub(r"\1", one) for one in found}


class Reader:
    """Reads romanized Hindi.

    Args:
        words: How often each Hindi word is seen, of all that were counted.
        by_skeleton: The words that may have a skeleton when they are typed.
        pairs: Likewise of two words, ``"first second"``; an empty first one begins a sentence.
        english: Likewise of English words.
        known: Typed words, and what they are read as: loans above all, which are spelled as in English.
        costs: What each spelling of each letter costs.
    """

    def __init__(
        self,
        *,
        words: Mapping[str, int],
        by_skeleton: Mapping[str, Sequence[str]],
        pairs: Mapping[str, int],
        english: Mapping[str, int],
        known: Mapping[str, Mapping[str, int]],
        costs: _Costs,
    ) -> None:
        self._words, self._pairs, self._known, self._costs = words, pairs, known, costs
        self._english, self._by_skeleton = english, by_skeleton
        self._total = sum(words.values())
        self._english_total = sum(english.values()) or 1
        # Bounded: a stream has no end of words.
        self._candidates = lru_cache(maxsize=8192)(self._find)
        self._spellings = lru_cache(maxsize=8192)(self._spelled)

    def read(self, text: str) -> str:
        """Return the text with its Hindi words in Devanagari."""
        parts: list[str] = []
        position = 0
        for run in _hindi_runs(text):
            for match, word in zip(run, self._best([match[0] for match in run]), strict=True):
                parts += [text[position : match.start()], word]
                position = match.end()
        return "".join(parts) + text[position:]

    def _best(self, typed: Sequence[str]) -> list[str]:
        """Return the likeliest words of one sentence."""
        # By last word: its cost, and the words up to it.
        paths: dict[str, tuple[float, tuple[str, ...]]] = {"": (0.0, ())}
        for one in typed:
            ahead: dict[str, tuple[float, tuple[str, ...]]] = {}
            for word, cost in self._candidates(one):
                total, before = min(
                    (so_far + self._pair_cost(last.rpartition(" ")[2], word), path)
                    for last, (so_far, path) in paths.items()
                )
                ahead[word] = total + cost, (*before, word)
            paths = ahead
        return list(min(paths.values())[1])

    def _pair_cost(self, first: str, second: str) -> float:
        if " " in second:
            one, other = second.split()
            return self._pair_cost(first, one) + self._pair_cost(one, other)
        count = self._words.get(second)
        if count is None:
            return 0.0  # kept as typed; its whole cost is that of the word
        alone = count / self._total
        seen = self._words.get(first, 0) if first else self._pairs.get(" ", 0)
        both = self._pairs.get(f"{first} {second}", 0) / seen if seen else 0.0
        return -math.log(_PAIRS * both + (1 - _PAIRS) * alone)

    def _find(self, typed: str) -> list[tuple[str, float]]:
        """Return what a typed word may be, with costs; the word itself is among them."""
        lower = typed.lower()
        if len(lower) > _LONGEST:
            return [(typed, 0.0)]
        found = dict(self._spellings(lower))
        if lower not in self._english and min(found.values(), default=math.inf) > _DOUBTFUL:
            for place in range(_SHORTEST_PART, len(lower) - _SHORTEST_PART + 1):
                for words, cost in self._joined(lower[:place], lower[place:]):
                    found[words] = min(found.get(words, math.inf), cost)
        kept = typed, self._keep_cost(lower)
        alone = {word: cost + self._pair_cost("", word) for word, cost in found.items()}
        best = sorted(found, key=alone.__getitem__)[:_MOST_WORDS]
        # What is much worse by itself is not saved by its neighbors.
        best = [word for word in best if alone[word] < alone[best[0]] + _MARGIN]
        return [*((word, found[word]) for word in best), kept]

    def _spelled(self, typed: str) -> dict[str, float]:
        """Return the words that may be typed so, and what that costs."""
        found: dict[str, float] = {}
        for word in self._by_skeleton.get(skeleton(typed), ()):
            cost = match_cost(typed, letters_of(word), self._costs)
            if cost < _MOST_COST:
                found[word] = cost
        for word, count in self._known.get(typed, {}).items():
            share = min(1.0, count / self._words[word])
            found[word] = min(found.get(word, math.inf), -math.log(share))
        return found

    def _joined(self, first: str, second: str) -> Iterator[tuple[str, float]]:
        """Yield two words that were typed as one, with costs: karsakte."""
        if len(first) == _SHORTEST_PART and first not in _STEMS:
            return
        for one, cost in self._spellings(first).items():
            for other, more in self._spellings(second).items():
                if f"{one} {other}" in self._pairs:
                    yield f"{one} {other}", cost + more + _JOINT

    def _keep_cost(self, typed: str) -> float:
        if typed in _KEPT:
            return 0.0
        if typed in HINDI:
            return _MOST_COST * 2
        return _KEEP - math.log((self._english.get(typed, 0) + _UNSEEN) / self._english_total)


# The weight of pairs of words; the dearest spelling that is one; how many words remain, and how far
# behind the best.
_PAIRS, _MOST_COST, _MOST_WORDS, _MARGIN = 0.6, 12.0, 12, 6.0
# What it costs to stay as it is, and how often an English word that was not seen is taken to be.
_KEEP, _UNSEEN = 5.0, 0.01
# No word is longer, and so many are read together where no sentence ends.
_LONGEST, _MOST_TOGETHER = 24, 100
# From this cost on, a word may be two, the shortest of this length, and that costs so much more.
_DOUBTFUL, _SHORTEST_PART, _JOINT = 1.0, 2, 3.0
#: Frequent in English as well, but Hindi in a Hindi sentence.
HINDI = split_words("are do hai he ho hum in is ka ki ko log main me mere par se so the to us")
# Verbs of two letters, which are typed together with what follows: hogaya, dedo.
_STEMS = split_words("aa de ho ja le")
# Times of day
_KEPT = frozenset({"am", "pm"})


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words of each sentence."""
    run: list[re.Match[str]] = []
    for match in _TYPED.finditer(text):
        ends = run and not _WITHIN.fullmatch(text, run[-1].end(), match.start())
        if ends or len(run) == _MOST_TOGETHER:
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _hindi_runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words of those sentences that are not rather English."""
    english, hindi = small_words("eng_Latn"), small_words("hin_Latn")
    only_english = english - HINDI
    is_hindi = True
    for run in _runs(text):
        typed = [match[0].lower() for match in run]
        balance = sum((word in hindi) - (word in only_english) for word in typed)
        if balance:
            is_hindi = balance > 0
        elif "the" in typed[:-1] or sum(word in english for word in typed) > 1:
            # The hotel is in Delhi: small words of both, but more than one of English.
            is_hindi = False
        # Else it is what the sentence before it was.
        if is_hindi:
            yield run


def from_romanized(text: str) -> str:
    """Return a text in romanized Hindi with its Hindi words in Devanagari; others stay.

    >>> from_romanized("mujhe bukhar hai")
    'मुझे बुखार है'
    """
    return _reader().read(text)


@cache
def _reader() -> Reader:
    return parse(
        lzma.decompress(files("indictx.text").joinpath("romanized.tsv.xz").read_bytes()).decode()
    )


def parse(table: str) -> Reader:
    """Return a reader from the table that ``benchmarks.romanized_words`` writes."""
    words: dict[str, int] = {}
    by_skeleton: dict[str, list[str]] = {}
    pairs: dict[str, int] = {}
    english: dict[str, int] = {}
    known: dict[str, dict[str, int]] = {}
    costs: dict[str, list[tuple[str, float]]] = {}
    for line in table.splitlines():
        kind, key, value = line.split("\t")
        if kind == "word":
            word, _, skeletons = key.partition(" ")
            words[word] = int(value)
            for one in skeletons.split(","):
                by_skeleton.setdefault(one, []).append(word)
        elif kind == "pair":
            pairs[key] = int(value)
        elif kind == "english":
            english[key] = int(value)
        elif kind == "known":
            typed, _, word = key.partition(" ")
            known.setdefault(typed, {})[word] = int(value)
        else:
            letter, _, spelling = key.partition(" ")
            costs.setdefault(letter, []).append((spelling, float(value)))
    return Reader(
        words=words, by_skeleton=by_skeleton, pairs=pairs, english=english, known=known, costs=costs
    )
