"""What lists, quotations and headings put before their text, and where the items of a list begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text._span_parts import WORD
from indictx.text.protect import SLOT_CLASS, Protected, slot_index

__all__ = ["after_markers", "cut_items", "cut_labels", "legible", "move_numbers"]

# A number, or a letter of any script. One with a vowel sign (ബി) is a label where no bracket opens;
# in brackets it may be a word, such as a pronoun that could be left out.
_ROMAN = r"[ivx]{2,5}|[IVX]{2,5}"
_LABEL = rf"[{SLOT_CLASS}]|[^\W\d_]|{_ROMAN}"
_STOPS = ".।۔"
_SIGN = rf"(?:(?!\w)[{WORD}])"
# "- ", "2) ", "(क) ", "(ii) ", "> ", "## ", "[x] ".
_MARKERS = compile_pattern(
    rf"(?:\s*+(?:[-*+>•◦▪‣·–—]|#{{1,6}}|\((?:{_LABEL})\)|(?:{_LABEL}){_SIGN}?\)"
    rf"|[{SLOT_CLASS}][{_STOPS}]|\[[ xX]\])\s++)++"
)
_NUMBERED = re.compile(rf"(?<!\S)([{SLOT_CLASS}])[{_STOPS}]\s+$")
_NUMBER_FIRST = re.compile(rf"([{SLOT_CLASS}])[{_STOPS}]\s")
_ITEM = re.compile(rf"(?<!\S)(\(?)({_LABEL})\)\s")
_MARKUP = frozenset({"tag", "emphasis"})

# Letters of labels in Devanagari, or moved there, and how they are read out in English.
_LETTERS = "अआइईउऊऋऎएऐऒओऔॳॲकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळऴऱऩ"
_READINGS = (
    "a aa i ii u uu ri e e ai o o au u i ka kha ga gha nga cha chha ja jha nya ta tha da dha na ta tha"
    " da dha na pa pha ba bha ma ya ra la va sha sha sa ha la zha ra na"
)
_VOWEL_SIGNS = dict(
    zip(
        "ािीुूृॆेैॊोौंः",
        ["aa", "i", "ii", "u", "uu", "ri", "e", "e", "ai", "o", "o", "au", "am", "ah"],
        strict=True,
    )
)
_OTHER_STOP = re.compile("[।۔]")

# Letters that count in another order than that of their code points.
_ORDERS = ("अबकडइ", "અબકડઇ", "ੳਅੲਸਹ", "ابپتٹ", "ابجد")
_ROMANS = [
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
]
# Where a list begins that has a text before it: You need: (a) rice (b) lentils
_FIRST = frozenset("aAiIअकঅকઅકੳਕଅକஅகఅకಅಕഅകاआ")
_ITEM_ENDS = frozenset(".;,:!?।॥۔؛،؟᱾꯫")


def after_markers(text: str) -> int:
    """Return where the text behind the markers at its beginning starts."""
    found = _MARKERS.match(text)
    return found.end() if found else 0


@cache
def _letter_label() -> re.Pattern[str]:
    return compile_pattern(rf"(?<![{WORD}])([^\x00-\x7f\W\d_])({_SIGN}?)(?=\))")


@cache
def _marked_label() -> re.Pattern[str]:
    """Return what finds <b>Note:</b> and **Step 1**: before what they are about.

    Behind a comma only if they are short.
    """
    return compile_pattern(
        rf"(?:(?<!.)|(?<=[;|][ ])|(?<=[–—][ ])|(?<=[.!?।][ ])"
        rf"|(?<=,[ ])(?=[{SLOT_CLASS}][^\s:]+(?: [^\s:]+)?:[{SLOT_CLASS}\s]))"
        rf"([{SLOT_CLASS}])(?=\S)[^:.!?।]{{1,40}}?(?::([{SLOT_CLASS}])|([{SLOT_CLASS}]):)\s+(?=\S)"
    )


def legible(text: str, lang_code: str, stop: str, *, is_latin: bool) -> str:
    """Return what stands between sentences with the full stops and labels of the target.

    Args:
        text: Markers and other text without words: (ख), ३०। or a space.
        lang_code: Code of the source language.
        stop: Full stop of the target language.
        is_latin: Its readers know Latin letters only, so that (ख) is (kha) to them.
    """
    if text.isascii():
        return text
    text = _OTHER_STOP.sub(stop, text)
    return (
        _letter_label().sub(lambda found: _read_out(found, lang_code), text) if is_latin else text
    )


def _read_out(found: re.Match[str], lang_code: str) -> str:
    from indictx.text.transliterate import unify

    letter, sign = unify(found[1], lang_code), unify(found[2], lang_code)
    at = _LETTERS.find(letter)
    if at < 0 or (sign and sign not in _VOWEL_SIGNS):
        return found[0]
    reading = _READINGS.split()[at]
    return reading[:-1] + _VOWEL_SIGNS[sign] if sign else reading


def move_numbers(text: str, bounds: list[int], protected: Protected) -> set[int]:
    """Move each number of a list to the item behind it: 1. rice 2. lentils, Buy: 1. rice 2. lentils.

    A sentence ends at the full stop of "2.", since the splitter sees slots and not their numbers.

    Returns:
        Which sentences begin with such a number now.
    """
    last = _NUMBERED.search(text[: bounds[0]])
    number = _number(last[1], protected) if last else None
    moved: dict[int, int] = {}
    is_sure = number is not None
    for index in range(1, len(bounds) - 1):
        before = _NUMBERED.search(text[bounds[index - 1] : bounds[index]])
        behind = _NUMBER_FIRST.match(text[bounds[index] : bounds[index + 1]])
        found = before or behind
        if found is None:
            continue
        size = len(before[0]) if before else 0
        if number is None:
            colon = text[: bounds[index] - size].rstrip().endswith(":")
            if not colon or _number(found[1], protected) != 1:
                continue
            number = 0
        if _number(found[1], protected) != number + 1:
            continue
        number += 1
        is_sure |= number > 1
        moved[index] = size
    if not is_sure:  # "Total: 1." ends a sentence
        return set()
    for index, size in moved.items():
        bounds[index] -= size
    return set(moved)


def cut_items(text: str, bounds: list[int], protected: Protected) -> set[int]:
    """Add a bound before each item of a list: 1) rice 2) lentils, You need: (a) rice; (b) lentils.

    Its labels count on from that at the beginning of the text or behind a colon.

    Returns:
        Which sentences begin with such a label now.
    """
    if ")" not in text:
        return set()
    items = set(_items(text, bounds[0], protected))
    bounds[:] = sorted({*bounds, *items})
    return {index for index, at in enumerate(bounds) if at in items}


def cut_labels(text: str, bounds: list[int], protected: Protected) -> None:
    """Add bounds around each label in markup that is before what it is about: <b>Note:</b> Come."""
    if ":" not in text or not protected.spans:
        return
    added: set[int] = set()
    for found in _marked_label().finditer(text, bounds[0]):
        is_markup = all(protected.kind_of(slot) in _MARKUP for slot in found.groups() if slot)
        # Behind a comma it may be a title: The film, <i>Sholay</i>: a classic
        if is_markup and (added or text[: found.start()].rstrip()[-1:] != ","):
            added |= {found.start(), found.end()}
    if added:
        bounds[:] = sorted({*bounds, *added})


def _items(text: str, start: int, protected: Protected) -> Iterator[int]:
    run: list[tuple[int, bool]] = []
    last = opener = ""
    is_sure = has_first = False
    done = depth = 0
    for found in _ITEM.finditer(text):
        at, label, is_earliest = found.start(), found[2], not done
        before = text[:at].rstrip()[-1:]
        # A bracket that is open closes here: 1) rice (type 2) 2) lentils
        depth += text.count("(", done, at) - text.count(")", done, at)
        done = at
        is_next = depth <= 0 and found[1] == opener and _follows(last, label, protected)
        if found.end() <= start:
            run = []
        elif not run and before == ":" and _is_first(label, protected):
            is_sure = True
        elif is_earliest and depth <= 0 < at and not found[1] and _is_number(label, 2, protected):
            has_first = True  # though Markdown took its number away
        elif not run or not is_next:
            continue
        run.append((at, before in _ITEM_ENDS))
        last, opener = label, found[1]
        done, depth = found.end(), 0
    if len(run) + has_first < 2:
        return
    # Within a sentence "(b)" may be what it speaks of.
    is_sure |= not opener or len(run) > 2
    yield from (at for at, is_behind_end in run if at >= start and (is_sure or is_behind_end))


def _is_first(label: str, protected: Protected) -> bool:
    return label in _FIRST or _is_number(label, 1, protected)


def _is_number(label: str, number: int, protected: Protected) -> bool:
    return not label.isalpha() and _number(label, protected) == number


def _follows(last: str, label: str, protected: Protected) -> bool:
    """Say whether a label is the next one after another."""
    if not last or last.isalpha() != label.isalpha():
        return False
    if not last.isalpha():
        before, number = _number(last, protected), _number(label, protected)
        return before is not None and number == before + 1
    if last.lower() in _ROMANS[:-1] and last.islower() == label.islower():
        following = _ROMANS[_ROMANS.index(last.lower()) + 1]
        if label.lower() == following:
            return True
    if len(last) > 1 or len(label) > 1:
        return False
    return ord(label) == ord(last) + 1 or any(last + label in order for order in _ORDERS)


def _number(slot: str, protected: Protected) -> int | None:
    text = protected.spans[slot_index(slot)].text
    return int(text) if text.isdecimal() and len(text) < 4 else None
