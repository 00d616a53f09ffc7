"""What is put right around the slots of a translation: white space, and words that do not belong there.

Models put a space before or after a slot as they would around a word. Around a name that is right,
around the marks of ``<b>bold</b>text`` it is not: where a mark touches its text it must go on
touching it, and where it stands apart it must not be glued to a word. A case ending behind a URL or
an e-mail address would be read as part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import permutations

from indictx.text.protect import (
    NUMBER_KINDS,
    SLOT_CLASS,
    Protected,
    Span,
    is_break,
    slot_char,
    slot_index,
)

__all__ = [
    "breaks",
    "enclosing",
    "markup_roles",
    "respaced",
    "without_clock",
    "without_rupees",
    "without_years",
]

# What is written behind the number of a year, with its endings.
_YEAR_WORDS = {
    "urd_Arab": "ء",
    "ben_Beng": r"[ -]?(?:সালে|সালের|সাল)",
    "asm_Beng": r"[ -]?(?:চনত|চনৰ|চন)",
    "tam_Taml": r"[ -]?(?:ஆம்|ம்) ஆண்ட\w*",
}
# The word for rupees, to which endings are glued.
_RUPEES = {
    "urd_Arab": "[ -]?روپ(?:ے|یہ|یے)",
    "ben_Beng": "[ -]?টাকা",
    "asm_Beng": "[ -]?টকা",
}
_PRICE = re.compile(r"R[sS]|rs|Re\.|[₹৳]")
_YEAR = re.compile(r"[12]\d{3}")
# Words for the time of day or the year that small models learn behind numbers and write behind
# addresses, and what belongs behind a phone number, an e-mail address and a URL instead.
_CLOCKS = {
    "eng_Latn": ("o'clock", "", "", ""),
    "hin_Deva": ("बजे", "पर", "पर", "पर"),
    "mar_Deva": ("वाजता", "वर", "वर", "वर"),
    "guj_Gujr": ("વાગ્યે", "પર", "પર", "પર"),
    "pan_Guru": ("ਵਜੇ", "'ਤੇ", "'ਤੇ", "'ਤੇ"),
    "urd_Arab": ("بجے", "پر", "پر", "پر"),
    "ben_Beng": ("টায়|টার সময়|সালে", "নম্বরে", "ঠিকানায়", "ঠিকানায়"),
    "asm_Beng": ("বজাত", "নম্বৰত", "ঠিকনাত", "ঠিকনাত"),
    "tam_Taml": ("மணிக்கு(?:[கசதப]்)?", "எண்ணுக்கு", "முகவரிக்கு", "முகவரியில்"),
    "tel_Telu": ("గంటలకు", "నంబరుకు", "కు", "లో"),
    "kan_Knda": ("ಗಂಟೆಗೆ", "ಸಂಖ್ಯೆಗೆ", "ಗೆ", "ನಲ್ಲಿ"),
    "mal_Mlym": ("മണിക്ക്", "നമ്പറിലേക്ക്", "വിലാസത്തിലേക്ക്", "വിലാസത്തിൽ"),
}
_CLOCK_KINDS = ("phone", "email", "url")
_KINDS = frozenset({"tag", "emphasis", "link"})
_ADDRESSES = frozenset({"url", "email"})
_SPACED = ",;:"
_HYPHENS = ("-", "\N{HYPHEN}", "\N{EN DASH}")
_MARKS = "<>[]()*~"
_ALONE = re.compile(r"<(?:br|hr|img|wbr)\b|.*/>$", re.IGNORECASE | re.DOTALL)
# Endings of English words that were made bold without them; each language has its own.
_ENDINGS = frozenset(["s", "es", "d", "ed", "ing", "ly", "er"])
# What makes an ordinal of a number, a decade, or a year, without a space.
_NUMBER_ENDINGS = (
    "st nd rd th s वाँ वां वीं वें वा वी वे ला ली ले रा री रे था थी थे ठा ठी ठे म"
    " ਵਾਂ ਵੀਂ ਵੇਂ ਲਾ ਲੀ ਜਾ ਜੀ ਥਾ ਥੀ واں ویں ء"
)
# Scripts and languages that glue case endings to a word, and so to the mark behind it.
_APART = frozenset(["Latn", "Arab", "Guru", "Deva"])
_GLUING = frozenset(["mar", "gom", "npi", "san", "brx"])


def respaced(protected: Protected, target: str, tgt_lang: str) -> str:
    """Return a translation with the spaces around markup and addresses that the source has there.

    Args:
        protected: The source.
        target: A translation of its text, slots not yet restored.
        tgt_lang: Code of the target language.
    """
    spans = protected.spans
    if not spans:
        return target
    wanted = _slots().split(protected.text)
    parts = _slots().split(target)
    roles = markup_roles(spans) if any(map(_is_markup, spans)) else ()
    code, _, script_code = tgt_lang.partition("_")
    is_apart = script_code in _APART and code not in _GLUING
    for place in range(1, len(parts), 2):
        index = slot_index(parts[place])
        if index >= len(spans):
            continue
        at = 2 * index + 1  # slots of the source are numbered in order
        if place > 1 and not parts[place - 1]:
            neighbor = slot_index(parts[place - 2])
            parts[place - 1] = _separator(spans, wanted, neighbor, index)
        if _is_markup(spans[index]):
            # Beside another slot a mark touches something, but no word.
            before = wanted[at - 1] or ("," if at > 1 else "")
            after = wanted[at + 1] or ("," if at + 2 < len(wanted) else "")
            _fit(parts, place, before, after, roles[index], is_apart=is_apart)
        elif spans[index].kind in _ADDRESSES:
            _set_apart(parts, place, wanted[at - 1], wanted[at + 1])
        elif is_apart:
            _keep_from_word(parts, place, spans[index], wanted[at + 1])
        if wanted[at - 1][-1:].isspace() and _mark_before(wanted[at - 1]) == parts[place - 1][-1:]:
            parts[place - 1] += " "
    return "".join(parts)


def _separator(spans: Sequence[Span], wanted: Sequence[str], neighbor: int, index: int) -> str:
    """Return the space between two slots that a translation has side by side: `a` `b`.

    Args:
        spans: What they stand for.
        wanted: Text and slots of the source in turn.
        neighbor: Number of the first slot in the source.
        index: Number of the second one.
    """
    if neighbor >= len(spans) or _is_markup(spans[neighbor]) or _is_markup(spans[index]):
        return ""
    if neighbor == index:  # one too many, wherever it stands
        return ""
    is_next = abs(neighbor - index) == 1
    return "" if is_next and not wanted[2 * max(neighbor, index)] else " "


def without_years(protected: Protected, target: str, tgt_lang: str) -> str:
    """Return a translation in which only years are years.

    Models learn the mark or the word behind slots for numbers, and then write it behind others:
    telephone codes, temperatures, placeholders.

    Args:
        protected: The source.
        target: A translation of its text, slots not yet restored.
        tgt_lang: Code of the target language.
    """
    if tgt_lang not in _YEAR_WORDS:
        return target
    pattern = _behind_slot(_YEAR_WORDS[tgt_lang])
    return _without(pattern, protected, target, lambda text: not _YEAR.fullmatch(text))


def without_rupees(protected: Protected, target: str, tgt_lang: str) -> str:
    """Return a translation in which no price is in rupees twice: ₹500 টাকা.

    Args:
        protected: The source.
        target: A translation of its text, slots not yet restored.
        tgt_lang: Code of the target language.
    """
    if tgt_lang not in _RUPEES:
        return target
    pattern = _behind_slot(_RUPEES[tgt_lang], may_go_on=True)
    return _without(pattern, protected, target, lambda text: _PRICE.match(text) is not None)


def _without(
    pattern: re.Pattern[str], protected: Protected, target: str, is_wrong: Callable[[str], bool]
) -> str:
    """Return a translation without what is behind its slots where that is wrong.

    Args:
        pattern: Of :func:`_behind_slot`.
        protected: The source.
        target: A translation of its text.
        is_wrong: Says so of what a slot stands for.
    """
    spans = protected.spans
    if not spans:
        return target

    def kept(match: re.Match[str]) -> str:
        index = slot_index(match[1])
        return match[1] if index >= len(spans) or is_wrong(spans[index].text) else match[0]

    return pattern.sub(kept, target)


def without_clock(protected: Protected, target: str, tgt_lang: str) -> str:
    """Return a translation in which no phone number, e-mail address or URL is a time.

    Args:
        protected: The source.
        target: A translation of its text, slots not yet restored.
        tgt_lang: Code of the target language.
    """
    if tgt_lang not in _CLOCKS or not any(span.kind in _CLOCK_KINDS for span in protected.spans):
        return target

    def put_right(match: re.Match[str]) -> str:
        index = slot_index(match[1])
        kind = protected.spans[index].kind if index < len(protected.spans) else ""
        if kind not in _CLOCK_KINDS:
            return match[0]
        ending = _CLOCKS[tgt_lang][1 + _CLOCK_KINDS.index(kind)]
        return f"{match[1]} {ending}" if ending else match[1]

    return _behind_slot(rf"[\s-]*(?:{_CLOCKS[tgt_lang][0]})").sub(put_right, target)


@cache
def _behind_slot(words: str, *, may_go_on: bool = False) -> re.Pattern[str]:
    r"""Return the pattern of a slot and words behind it, ``\w`` in them being any part of a word.

    Where the last of them may go on, what is glued to it is not part of the match.
    """
    from indictx.text._span_parts import WORD

    within = words.replace(r"\w", f"[{WORD}]")
    end = "" if may_go_on else f"(?![{WORD}])"
    return re.compile(rf"([{SLOT_CLASS}])(?:{within}){end}")


def enclosing(text: str, spans: Sequence[Span]) -> tuple[int, ...]:
    """Return the numbers of slots that open markup around letters and are closed by the next slot.

    Args:
        text: Any slots in it count from 0, in order.
        spans: What they stand for.
    """
    if not any(map(_is_markup, spans)):
        return ()
    between = _slots().split(text)
    roles = markup_roles(spans)
    return tuple(
        index
        for index in range(len(spans) - 1)
        if roles[index : index + 2] == [1, -1] and any(map(str.isalpha, between[2 * index + 2]))
    )


def breaks(around: Sequence[int], count: int, target: str) -> bool:
    """Say whether markup that was around words has none inside now, or is not closed in order.

    Args:
        around: Numbers of slots that open it; -1 is before the text.
        count: How many slots the source has; the next one is behind the text.
        target: A translation.
    """
    if not around:
        return False
    bare = "".join(target.split())

    def place(index: int) -> int | None:
        if index < 0:
            return -1
        if index >= count:
            return len(bare)
        found = bare.find(slot_char(index))
        return None if found < 0 else found

    places = [(place(index), place(index + 1)) for index in around]
    pairs = [(start, end) for start, end in places if start is not None and end is not None]
    return any(end - start < 2 for start, end in pairs) or any(
        one[0] < other[0] < one[1] < other[1] for one, other in permutations(pairs, 2)
    )


def _is_markup(span: Span) -> bool:
    if span.kind == "mixed":
        return span.text[0] in _MARKS or span.text[-1] in _MARKS
    return span.kind in _KINDS


def _fit(
    parts: list[str], place: int, before: str, after: str, role: int, *, is_apart: bool
) -> None:
    """Give one slot the spaces of its source.

    Args:
        parts: Text and slots of the target in turn.
        place: Where the slot is.
        before: What comes before it in the source, up to another slot.
        after: What comes behind it.
        role: 1 if it opens, -1 if it closes, 0 if neither is known.
        is_apart: The target's language writes no endings behind the slot.
    """
    left, right = parts[place - 1], parts[place + 1]
    has_left_word = is_word(left[-1:]) or (not left and place > 1)
    has_right_word = is_word(right[:1]) or (not right and place + 2 < len(parts))
    if _touches(before[-1:], is_inside=role < 0):
        parts[place - 1] = left.rstrip() if role < 0 or is_word(left.rstrip()[-1:]) else left
        if role < 0 and parts[place - 1] != left and has_right_word and not is_word(after[:1]):
            parts[place + 1] = " " + right
    elif before[-1:].isspace() and has_left_word:
        parts[place - 1] = left + " "
    left, right = parts[place - 1], parts[place + 1]
    if _touches(after[:1], is_inside=role > 0) and not (role < 1 and _is_ending(after)):
        parts[place + 1] = right.lstrip() if role > 0 or is_word(right.lstrip()[:1]) else right
        if role > 0 and parts[place + 1] != right and has_left_word and not is_word(before[-1:]):
            parts[place - 1] = left.rstrip() + " "
    elif after[:1].isspace() and has_right_word and (role > 0 or is_apart):
        parts[place + 1] = " " + right.lstrip()


def _set_apart(parts: list[str], place: int, before: str, after: str) -> None:
    """Put spaces between one address and words that touch it, if none do in the source."""
    left, right = parts[place - 1], parts[place + 1]
    if is_word(left[-1:]) and not is_word(before[-1:]):
        parts[place - 1] = left + " "
    if _is_suffix(right) and not _is_suffix(after):
        parts[place + 1] = " " + right


def _keep_from_word(parts: list[str], place: int, span: Span, after: str) -> None:
    """Put a space between a number or Latin word and the word behind it, if the source has one."""
    right = parts[place + 1]
    if (
        after[:1].isspace()
        and is_word(right[:1])
        and (span.kind in NUMBER_KINDS or (span.text[-1].isascii() and span.text[-1].isalpha()))
        and not _number_ending().match(right)
    ):
        parts[place + 1] = " " + right


def _mark_before(text: str) -> str | None:
    """Return the punctuation that a text ends in, which wants a space behind it."""
    mark = text.rstrip()[-1:]
    return mark if mark and mark in _SPACED else None


def _is_suffix(text: str) -> bool:
    return is_word(text[:1]) or (text[:1] in _HYPHENS and is_word(text[1:2]))


def _touches(neighbor: str, *, is_inside: bool) -> bool:
    return bool(neighbor) and (not neighbor.isspace() if is_inside else is_word(neighbor))


def is_word(char: str) -> bool:
    """Say whether a character belongs to a word; vowel signs do."""
    return _word_char().match(char) is not None


def _is_ending(text: str) -> bool:
    found = re.match("[a-z]+", text)
    return found is not None and found[0] in _ENDINGS


def markup_roles(spans: Sequence[Span]) -> list[int]:
    """Return for each span whether it opens (1), closes (-1), or neither is known (0)."""
    open_marks: set[str] = set()
    return [_role(span, open_marks) for span in spans]


def _role(span: Span, open_marks: set[str]) -> int:
    text = span.text
    if span.kind not in _KINDS or is_break(span):
        return 0
    if span.kind == "link":
        return 1 if text.endswith("[") else -1
    if span.kind == "emphasis":
        closes = text in open_marks
        open_marks ^= {text}
        return -1 if closes else 1
    if _ALONE.match(text):
        return 0
    closing = text.count("</")
    return 1 if not closing else -1 if closing == text.count("<") else 0


@cache
def _slots() -> re.Pattern[str]:
    return re.compile(f"([{SLOT_CLASS}])")


@cache
def _number_ending() -> re.Pattern[str]:
    from indictx.text._span_parts import WORD

    return re.compile(rf"(?:{'|'.join(_NUMBER_ENDINGS.split())})(?![{WORD}])")


@cache
def _word_char() -> re.Pattern[str]:
    from indictx.text._span_parts import WORD

    return re.compile(f"[{WORD}]")
