"""Numbers in words of India's large languages: ``पैंतीस``, ``চারশো পঞ্চাশ``, ``ஆறரை மணிக்கு``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from indictx.text._spelled import MOST_IN_WORDS, Found, grouped
from indictx.text._spelled_dravidian import Stems, melted_hundreds
from indictx.text._spelled_words import Words, words_of

__all__ = ["find"]

_WORD = re.compile(r"[^\s.,;:!?()\[\]\"“”।॥۔،؟؛/–—…-]+")
_POINTS = frozenset({"दशमलव", "दशांश", "দশমিক", "દશાંશ", "ਦਸ਼ਮਲਵ", "اعشاریہ"})
# Between the ends of a range, the first of which is a time if the last is.
_FROM_TO = re.compile(r" (?:से|سے|থেকে|ते|થી|ਤੋਂ|देखि|ৰ পৰা|ରୁ) ((?:\S+ ?){1,3})")
_DIGIT_BEFORE = re.compile(r"[\d\ue000-\uf8ff] ?$")
_DOUBLED = frozenset({"க்", "ச்", "த்", "ப்"})


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a number.

    Attributes:
        start: Of the word.
        end: Of the word, its ending included.
        kind: ``value``, ``hundred``, ``scale`` or ``more``.
        value: What it means.
        ending: What is written behind it.
        text: The word itself.
        times: So often a scale, where both are one word: দুহাজার.
    """

    start: int
    end: int
    kind: str
    value: float
    ending: str
    text: str
    times: int = 0


def find(text: str, lang: str) -> Iterator[Found]:
    """Yield the numbers of a text; none in a language whose words are not known."""
    words = words_of(lang)
    if words is None:
        return
    if not words.may_be_in(normalize("NFC", text)):
        return
    if words.idioms:
        text = re.sub(words.idioms, lambda match: "." * len(match[0]), text)
    run: list[_Token] = []
    before = ""
    for match in _WORD.finditer(text):
        token = _token(match, words)
        if token is not None and _is_other(match[0], before, text[match.end() :][:12], words):
            token = None
        if run and (token is None or text[run[-1].end : match.start()] != " " or run[-1].ending):
            yield from _of_run(text, run, words)
            run = []
        if token is not None:
            run.append(token)
        before = match[0]
    yield from _of_run(text, run, words)


def _is_other(word: str, before: str, behind: str, words: Words) -> bool:
    """Say whether a word is no number here: behind "point", or beside what makes it another word."""
    if before in _POINTS:
        return True
    patterns = words.otherwise.get(word)
    if patterns is None:
        return False
    first, last = patterns
    return bool(first and re.fullmatch(first, before)) or bool(
        last and re.match(last, behind.lstrip(" "))
    )


def _token(match: re.Match[str], words: Words) -> _Token | None:
    word = normalize("NFC", match[0])
    found = _bare(word, match.span(), "", words)
    if found is not None:
        return found
    for ending in words.endings:
        if word.endswith(ending):
            found = _bare(word[: -len(ending)].rstrip("'’"), match.span(), ending, words)
            if found is not None:
                return found
    return None


def _bare(word: str, span: tuple[int, int], ending: str, words: Words) -> _Token | None:
    for kind, table in (
        ("value", words.values),
        ("value", words.alone),
        ("hundred", words.hundreds),
        ("scale", words.scales),
        ("more", words.more),
    ):
        if word in table:
            return _Token(*span, kind, table[word], ending, word)
    if words.stems is not None:
        return _melted(word, span, ending, words, words.stems)
    for more, value in words.more.items() if words.joins else ():
        rest = words.values.get(word.removeprefix(more))
        if rest is not None and word.startswith(more):
            return _Token(*span, "value", rest + value, ending, word)
    for hundred, count in words.hundreds.items():
        if not count and word.endswith(hundred):
            of = words.values.get(word.removesuffix(hundred), 0)
            if of > MOST_IN_WORDS:
                return _Token(*span, "hundred", of, ending, word)
    for scale, power in words.scales.items():
        if word.endswith(scale):
            times = words.values.get(word.removesuffix(scale).rstrip("'’"))
            return _Token(*span, "scale", power, ending, scale, times) if times else None
    return None


def _melted(
    word: str, span: tuple[int, int], ending: str, words: Words, stems: Stems
) -> _Token | None:
    if word in words.thousands:
        thousand = stems.scales.split()[0].partition("/")[0]
        return _Token(*span, "scale", 10**3, ending, thousand, words.thousands[word])
    value = melted_hundreds(word, stems, words.hundreds, words.values)
    if value:
        return _Token(*span, "value", value, ending, word)
    # A Tamil consonant is doubled before its like: இருநூற்றுப் பத்து.
    return _bare(word[:-2], span, ending, words) if word[-2:] in _DOUBLED else None


def _of_run(text: str, run: list[_Token], words: Words) -> Iterator[Found]:
    """Yield the numbers of words that stand together: ``दो तीन`` are two."""
    if not run or (
        run[0].kind in ("hundred", "scale")
        and _DIGIT_BEFORE.search(text[max(0, run[0].start - 2) : run[0].start])
    ):
        return
    place = 0
    while place < len(run):
        found, count = _number(text, run, place, words)
        if found is not None:
            yield found
        place += count


def _number(text: str, run: list[_Token], start: int, words: Words) -> tuple[Found | None, int]:
    """Return the number that begins there in a run, if one does, and how many words it has.

    What is not clear, such as two numbers without anything between them, is none.
    """
    left = len(run) - start
    more = run[start].value if run[start].kind == "more" else None
    total, group, last = 0.0, 0.0, 10.0**15
    count = 1 if more is not None else 0
    scaled: str | None = None
    before = ""
    for token in run[start + count :]:
        one = group or (1 + more if more else 0)
        if token.kind == "value" and (group or total) and token.text in words.unsure:
            return None, left
        if token.kind == "value" and not group:
            group, scaled = token.value + (more or 0), None
        elif (
            token.kind == "value"
            and token.value % 1 == 0
            and (group % 100 == 0 or (token.value < MOST_IN_WORDS and before in words.before))
        ):
            group += token.value
        elif token.kind == "hundred" and token.value == 1 and 1 < group < MOST_IN_WORDS:
            group *= 100
        elif token.kind == "hundred" and token.value and not group:
            group, scaled = (token.value + (more or 0)) * 100, None
        elif token.kind == "hundred" and not token.value and 0 < one < 100:
            group = one * 100
        elif token.kind == "scale" and (one or token.times) and token.value < last:
            if token.times > 1 and group:  # இருபத்து இரண்டாயிரம்
                if before not in words.before or token.times >= MOST_IN_WORDS:
                    return None, left
                one += token.times
            one = one or token.times
            if one >= 100 and token.value == 10**3:  # पंद्रह सौ दो हज़ार
                return None, left
            scaled = None if total else f"{one:g} {token.text}"
            total, last, group = total + one * token.value, token.value, 0
        elif (token.kind == "value" and not total) or (
            token.kind == "scale" and scaled and token.value > last
        ):
            break  # another number, or लाख करोड़
        else:
            return None, left
        more = 0 if more is not None else None
        before = token.text
        count += 1
        if token.ending:
            break
    first, final = run[start], run[start + max(count - 1, 0)]
    if count == 0 or final.kind == "more" or _goes_on(text, final, words):
        return None, max(count, 1)
    is_last = start + count == len(run)
    if is_last and not final.ending and _goes_on_otherwise(text, final, words):
        return None, count
    return _found(text, first, final, count, total + group, scaled, last, words), count


def _found(
    text: str,
    first: _Token,
    final: _Token,
    count: int,
    value: float,
    scaled: str | None,
    unit: float,
    words: Words,
) -> Found | None:
    if value % 1 and value < 13:
        said = _time(text, final, words)
        if said:
            hours, minutes = int(value), round(value % 1 * 60)
            time = f"{hours or 12}:{minutes:02}{said.removeprefix(' ')}"
            return Found(first.start, final.end, 100 * hours + minutes, time)
    is_alone = (count == 1 and value == 100) or (final.times == 1 and value == final.value)
    if is_alone or (final.ending and value <= MOST_IN_WORDS and value % 1 == 0):
        return None  # "a hundred", "a thousand"; a classifier, as in দুটি
    if scaled is not None and value / unit < 1000:
        digits = scaled
    else:
        digits = grouped(int(value)) if value == int(value) else f"{value:g}"
    counted = (0.0, 0)
    if scaled is not None:
        counted = value / unit, int(unit)
    elif value % 50 == 0 and 100 <= value < 1000:
        counted = value / 100, 100
    return Found(first.start, final.end, value, digits + final.ending, *counted)


def _goes_on(text: str, final: _Token, words: Words) -> bool:
    """Say whether a unit belongs to a ten, in a form that is not known: ఇరవై ఆరేళ్ల."""
    if final.text not in words.before:
        return False
    following = _WORD.match(text, final.end + 1)
    is_unit = following is not None and following[0].startswith(words.units)
    return is_unit or not words.before[final.text]


def _goes_on_otherwise(text: str, final: _Token, words: Words) -> bool:
    """Say whether more of the number follows, with an ending that is not known: पन्नास हजारांचा."""
    if text[final.end : final.end + 1] != " ":
        return False
    following = _WORD.match(text, final.end + 1)
    return following is not None and normalize("NFC", following[0]).startswith(words.goes_on)


def _time(text: str, final: _Token, words: Words) -> str:
    """Return the ending that a time of day has, a space if a word for it follows, else nothing."""
    if final.ending in words.time_endings:
        return final.ending
    range_ = _FROM_TO.match(text, final.end)
    following = range_[1].split() if range_ else _WORD.findall(text, final.end + 1)[:1]
    return " " if any(word.startswith(words.times) for word in following) else ""
