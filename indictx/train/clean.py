"""One pair of sentences: from raw text to what the model sees, or the reason why not.

Text goes the way it goes when translating (``pipeline`` and ``families.opus_mt``): what must not
change is hidden first (:mod:`indictx.text.protect`), then ``for_model``, then ``unify``. What both
sides have in common stays hidden, so that the model can be taught to place slots.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from indictx.languages import Language, scripts
from indictx.languages.units import symbol_of, units
from indictx.text.normalize import for_model
from indictx.text.protect import (
    Protected,
    Span,
    amount_and_unit,
    is_slot,
    protect,
    slot_char,
    slot_index,
    slot_pattern,
)
from indictx.text.transliterate import unify
from indictx.train.recipe import Domain, Filter

__all__ = ["REASONS", "SLOTS", "Cleaner", "Row", "fill_slots", "fold"]

#: Different slots in the vocabulary.
SLOTS = 16

#: Why a pair is dropped, in the order of the tests.
REASONS = {
    "empty": "one side is empty",
    "held_out": "a sentence is held out for evaluation",
    "identical": "both sides are the same",
    "long": "too many characters or words",
    "short": "too few letters or words",
    "script": "letters of another script",
    "language": "letters of another language of this script",
    "ratio": "one side is far longer than the other",
    "control": "control or private-use characters",
    "markup": "markup or placeholders differ",
    "numbers": "numbers differ",
    "duplicate": "the pair was seen before, here or in a source before",
    "variants": "the sentence has many translations already",
    "misaligned": "words are linked no better than in a random pair",
    "cap": "the source has more than its cap",
    "weight": "left out by a weight below one",
}

_MARKUP = frozenset(
    ["icu", "comment", "code", "tag", "entity", "brace", "variable", "percent", "link", "escape"]
)
_LONG_NUMBER = re.compile(r"\d{3,}")
# Letters that a language of the script never uses. Assamese has its own ra and wa; Urdu has none of
# Sindhi's letters. Manipuri shares Assamese wa, so it is not told apart.
_FOREIGN_LETTERS = {
    "asm_Beng": frozenset("র"),
    "ben_Beng": frozenset("ৰৱ"),
    "urd_Arab": frozenset("ٻڀٺٿٽڄڃڇڊڌڏڍڦڪڳڱڻ"),
}
# Less than this is a name or a quotation.
_FOREIGN_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """A clean pair.

    Attributes:
        first: Text as the model sees it, but slot *n* is ``slot_char(n)``.
        second: Its translation, likewise; it has the same slots.
        spans: What each slot hides, from 0, as ``for_model`` spells it.
    """

    first: str
    second: str
    spans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaner:
    """Cleans the pairs of one file.

    Attributes:
        languages: Of the first and the second side.
        domain: Settings of the source's domain.
        rules: What is refused.
        held_out: Folded sentences that must not be trained on; see :func:`fold`.
    """

    languages: tuple[Language, Language]
    domain: Domain
    rules: Filter
    held_out: Collection[str] = frozenset()

    def __call__(self, first: str, second: str) -> Row | str:
        """Return the clean pair, or the reason why there is none: a key of :data:`REASONS`."""
        texts = (_one_line(first), _one_line(second))
        if not all(texts):
            return "empty"
        if any(fold(text) in self.held_out for text in texts):
            return "held_out"
        if texts[0] == texts[1]:
            return "identical"
        hidden = (protect(texts[0]), protect(texts[1]))
        reason = self._refusal(texts, hidden)
        return reason or self._row(hidden)

    def _refusal(self, texts: tuple[str, str], hidden: tuple[Protected, Protected]) -> str | None:
        words = [len(text.split()) for text in texts]
        longest = self.domain.max_words
        if max(map(len, texts)) > self.rules.max_characters or (longest and max(words) > longest):
            return "long"
        letters = [_letters(side.text) for side in hidden]
        if min(each.total() for each in letters) < self.rules.min_letters:
            return "short"
        if min(words) < self.domain.min_words:
            return "short"
        for count, lang in zip(letters, self.languages, strict=True):
            if count[lang.script_code] < self.rules.script_share * count.total():
                return "script"
        if any(map(_is_other_language, texts, self.languages)):
            return "language"
        return self._refusal_of_both(hidden)

    def _refusal_of_both(self, hidden: tuple[Protected, Protected]) -> str | None:
        short, long = sorted(len(side.text) for side in hidden)
        if long > self.rules.ratio_from and long > self.rules.length_ratio * short:
            return "ratio"
        kinds = [Counter(span.kind for span in side.spans) for side in hidden]
        if any(each["private"] or each["control"] for each in kinds):
            return "control"
        if not self.domain.markup and _markup(hidden[0]) != _markup(hidden[1]):
            return "markup"
        numbers = [_long_numbers(side) for side in hidden]
        if all(numbers) and numbers[0].isdisjoint(numbers[1]):
            return "numbers"
        return None

    def _row(self, hidden: tuple[Protected, Protected]) -> Row | str:
        spans = _common_spans(hidden)
        numbers = {span: number for number, span in enumerate(spans)}
        first, second = (
            unify(for_model(_renumbered(side, numbers), lang), lang.code)
            for side, lang in zip(hidden, self.languages, strict=True)
        )
        return Row(first, second, spans) if first and second else "empty"


def fill_slots(text: str, spans: tuple[str, ...], lang_code: str) -> str:
    """Put spans back into a side of a :class:`Row`, for the examples without slots."""
    if not spans:
        return text
    return slot_pattern().sub(lambda match: _filling(spans[slot_index(match[0])], lang_code), text)


def _filling(span: str, lang_code: str) -> str:
    if any(map(str.isalpha, span)):  # a quantity has the unit that the language writes
        protected = protect(span)
        # With a space, since the span does not end the text that it comes from.
        span = protected.restore_lenient(f"{protected.text} ", units=units(lang_code)).rstrip()
    return unify(span, lang_code)


def fold(text: str) -> str:
    """Return what sentences are compared by: compatibility form, no case, letters and digits.

    Marks stay, for they are vowels; punctuation, symbols and spaces go.
    """
    return _separators().sub("", unicodedata.normalize("NFKC", text).casefold())


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _common_spans(hidden: tuple[Protected, Protected]) -> tuple[str, ...]:
    """Return spans that each side has once, in the order of the first side, at most :data:`SLOTS`."""
    counts = [Counter(map(_key, side.spans)) for side in hidden]
    ordered = map(_key, hidden[0].spans)
    common = [key for key in ordered if counts[0][key] == 1 and counts[1][key] == 1 and key]
    return tuple(common[:SLOTS])


@cache
def _plain() -> Language:
    from indictx.languages import language

    return language("eng_Latn")


def _key(span: Span) -> str:
    # Digits of any script and units of any language compare equal; a span belongs to no language.
    text = span.text
    if span.kind == "quantity":
        amount, unit = amount_and_unit(text)
        text = f"{amount} {symbol_of(unit)}"
    return for_model(text, _plain())


def _renumbered(side: Protected, numbers: dict[str, int]) -> str:
    def shown(match: re.Match[str]) -> str:
        span = side.spans[slot_index(match[0])]
        number = numbers.get(_key(span))
        return span.text if number is None else slot_char(number)

    return slot_pattern().sub(shown, side.text)


def _markup(side: Protected) -> Counter[str]:
    return Counter(span.text for span in side.spans if span.kind in _MARKUP)


def _long_numbers(side: Protected) -> set[str]:
    """Return numbers of three digits and more, grouping ignored."""
    found = set()
    for span in side.spans:
        if span.kind in ("number", "quantity", "mixed"):
            digits = re.sub(r"(?<=\d),(?=\d)", "", _key(span))
            found.update(_LONG_NUMBER.findall(digits))
    return found


def _is_other_language(text: str, lang: Language) -> bool:
    foreign = _FOREIGN_LETTERS.get(lang.code)
    if foreign is None:
        return False
    found = sum(char in foreign for char in text)
    return found > _FOREIGN_SHARE * len(text)


def _letters(text: str) -> Counter[str]:
    """Count letters and marks by script; those of unknown scripts under an empty name."""
    kinds = map(_kinds().__getitem__, text)
    return Counter(kind for kind in kinds if kind is not None)


class _Kinds(dict[str, "str | None"]):
    """Script of each letter met so far; ``None`` for what is no letter."""

    def __missing__(self, char: str) -> str | None:
        kind: str | None = None
        if unicodedata.category(char)[0] in "LM" and not is_slot(char):
            code_point = ord(char)
            found = (
                one.code
                for one in scripts()
                if any(first <= code_point <= last for first, last in one.ranges)
            )
            kind = next(found, "")
        self[char] = kind
        return kind


@cache
def _kinds() -> _Kinds:
    return _Kinds()


@cache
def _separators() -> re.Pattern[str]:
    # Latin, Indic and Arabic punctuation; joiners and other format characters.
    return re.compile(
        r"[\s!-/:-@\[-`{-~\u00a1-\u00bf\u0964\u0965\u0970\u060c\u061b\u061f\u066a-\u066d\u06d4"
        r"\u1c7e\u1c7f\uabeb\u2000-\u206f\u20a0-\u20cf\u3000-\u303f\ufeff\u00ad]+"
    )
