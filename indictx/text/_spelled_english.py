"""English numbers in words: ``thirty-five``, ``two lakh``, ``nineteen forty-seven``, times, ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from indictx.text._spelled import MOST_IN_WORDS, Found, grouped, ordinal_ending

__all__ = ["find"]

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"thousand": 3, "lakh": 5, "lac": 5, "million": 6, "crore": 7, "billion": 9}
_SCALES |= {"lakhs": 5, "lacs": 5, "crores": 7, "trillion": 12}
_VALUES = (
    {word: place for place, word in enumerate(_ONES, 1)}
    | {word: place for place, word in enumerate(_TEENS, 10)}
    | {word: 10 * place for place, word in enumerate(_TENS, 2)}
)
_ORDINALS = dict(
    zip(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"],
        range(1, 10),
        strict=True,
    )
)
_ORDINALS |= dict(zip(["tenth", "eleventh", "twelfth"], range(10, 13), strict=True))
_ORDINALS |= {f"{word}th": _VALUES[word] for word in _TEENS[3:]}
_ORDINALS |= {f"{word[:-1]}ieth": _VALUES[word] for word in _TENS}
# Every number above ten has one of these.
_HINTS = (
    "eleven", "twel", "teen", "enty", "enti", "irty", "irti", "orty", "orti", "ifty", "ifti", "ixty",
    "ixti", "ighty", "ighti", "inety", "ineti", "hundred", "thousand", "lakh", "lac", "crore", "llion",
    "and a half", " point ", " past ", "quarter", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "five to ", "ten to ",
)  # fmt: skip
_BESIDE_TIME = frozenset(
    {"at", "by", "until", "till", "before", "after", "around", "since", "it's"}
)
_BEFORE_YEAR = frozenset(
    {"in", "since", "of", "by", "until", "till", "from", "year", "before", "after"}
)


def find(text: str) -> Iterator[Found]:
    """Yield the numbers of a text."""
    lower = text.lower()
    if len(lower) != len(text):  # İ
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    text = lower
    if not any(hint in text for hint in _HINTS):
        return
    for match in _run().finditer(text):
        fraction = _fraction(match)
        if fraction is None:
            yield from _of_run(text, match.start(), match.end())
        elif fraction:
            yield Found(*match.span(), 0, fraction)


def _fraction(match: re.Match[str]) -> str | None:
    """Return a fraction in digits, nothing where it stays in words, ``None`` if it is none."""
    above, below = match["above"], match["below"]
    if above is None:
        return None
    count = 1 if above in ("a", "one") else _VALUES[above]
    name = below.removesuffix("s")
    if name == "quarter" and count == 2:
        return ""  # of a year
    number = 4 if name == "quarter" else _ORDINALS[name]
    # Of "two third" and "one fifth" without "of", the second may be an ordinal.
    is_sure = "-" in match[0] or match["of"] is not None or (count > 1 and below != name)
    return f"{count}/{number}" if is_sure and count < number else ""


def _of_run(text: str, start: int, end: int) -> Iterator[Found]:
    """Yield the numbers of a run of number words: mostly one."""
    run = text[start:end]
    # Thirty two-wheelers, two hundred-rupee notes, the nineteen fifties, half a million
    is_joined = text[end : end + 1] == "-" and "a" <= text[end + 1 : end + 2] <= "z"
    if is_joined and " " in run and "-" not in run.rpartition(" ")[2]:
        return
    decade = _decades().match(text, start)
    if decade:
        century, tens = _VALUES[decade[1]], _VALUES[decade[2].removesuffix("ies") + "y"]
        yield Found(start, decade.end(), 100 * century + tens, f"{100 * century + tens}s")
        return
    if _apart().match(text, end):
        return
    # "at eleven fifty" is no year.
    whole = _clock(text, start, end) or _recent_year(text, start, run) or _read(run)
    if whole is not None:
        unit = 100 if run.endswith(" hundred") else 10 ** _SCALES.get(run.rpartition(" ")[2], 0)
        yield Found(start, end, *whole, *((whole[0] / unit, unit) if unit > 1 else ()))
        return
    # "between one hundred and two hundred"
    parts = run.split(" and ")
    reads = [_read(part) for part in parts]
    position = start
    for part, read in zip(parts, reads, strict=True):
        if read is not None and None not in reads:
            yield Found(position, position + len(part), *read)
        position += len(part) + len(" and ")


def _read(run: str) -> tuple[float, str] | None:
    """Return value and digits of one number, ``None`` if it is none or several."""
    words = [word for word in re.split(r"[ -]+", run) if word != "and"]
    if words[-2:] == ["a", "half"]:
        return _and_a_half(words[:-2])
    if "point" in words:
        return _decimal(words)
    if words[-1] in _ORDINALS:
        return _ordinal(words)
    scales = _scales_behind(words)
    if scales:
        return _multiplied(words, scales)
    value = _whole(words) if words != ["a", "hundred"] else None
    if value is None and run.startswith(f"{words[0]} "):
        value = _year(words)
    return None if value is None else (value, grouped(value))


def _decimal(words: list[str]) -> tuple[float, str] | None:
    scales = _scales_behind(words)
    bare, tail = words[: len(words) - scales], words[len(words) - scales :]
    place = bare.index("point")
    value = 0 if bare[:place] == ["zero"] else _whole(bare[:place])
    figures = [_VALUES.get(word, 0 if word == "zero" else 10) for word in bare[place + 1 :]]
    if value is None or not figures or max(figures) >= MOST_IN_WORDS:
        return None
    digits = f"{value}.{''.join(map(str, figures))}"
    power = sum(_SCALES[word] for word in tail)
    return float(digits) * 10**power, " ".join([digits, *tail])


def _and_a_half(words: list[str]) -> tuple[float, str] | None:
    """Read ``two`` and ``a million`` before "and a half"."""
    scale = words[-1] if words[-1] in _SCALES else ""
    value = 1 if scale and words[:-1] == ["a"] else _whole(words[: -1 if scale else None])
    if value is None:
        return None
    power = _SCALES.get(scale, 0)
    return (value + 0.5) * 10**power, f"{value}.5 {scale}".rstrip()


def _multiplied(words: list[str], scales: int) -> tuple[float, str] | None:
    """Read what ends in thousand, lakh, million: it is counted by that word."""
    head, tail = words[:-scales], words[-scales:]
    if head == ["a"]:
        return None  # "a thousand", "thanks a million"
    if head[-2:] == ["a", "half"]:
        value = _whole(head[:-2])
        counted = None if value is None else value + 0.5
    else:
        counted = _whole(head)
    if counted is None or counted >= 1000:
        whole = _whole(words)
        return None if whole is None else (whole, grouped(whole))
    power = sum(_SCALES[word] for word in tail)
    return counted * 10**power, f"{counted:g} {' '.join(tail)}"


def _scales_behind(words: Sequence[str]) -> int:
    count = 0
    while count < min(2, len(words)) and words[-1 - count] in _SCALES:
        count += 1
    return count


def _whole(words: Sequence[str]) -> int | None:
    """Return the value of a whole number in words, ``None`` if they make none."""
    total, group, last = 0, 0, 10**15
    can_take = 100  # what may still be added to the group is below
    if not words:
        return None
    for place, word in enumerate(words):
        if word in ("a", "an") and place == 0 and len(words) > 1:
            group, can_take = 1, 0
        elif word in _VALUES:
            value = _VALUES[word]
            if value >= can_take:
                return None
            group += value
            can_take = MOST_IN_WORDS if value >= 20 else 0
        elif word == "hundred" and 0 < group < 100:
            group, can_take = group * 100, 100
        elif word in _SCALES and group and 10 ** _SCALES[word] < last:
            last = 10 ** _SCALES[word]
            total, group, can_take = total + group * last, 0, 100
        else:
            return None
    return total + group


def _year(words: Sequence[str]) -> int | None:
    """Return the year of ``nineteen forty-seven`` and ``nineteen oh five``."""
    century = _VALUES.get(words[0], 0)
    if not 13 <= century <= 19 or len(words) < 2:
        return None
    rest = _whole(words[2:]) if words[1] == "oh" else _whole(words[1:])
    if rest is None or (rest < 10) is not (words[1] == "oh") or rest > 99:
        return None
    return 100 * century + rest


def _ordinal(words: list[str]) -> tuple[float, str] | None:
    value, last = _ORDINALS[words[-1]], words[:-1]
    if last:
        tens = _whole(last)
        if tens is None or tens % 10 or (value >= 10 and tens % 100) or tens >= 10000:
            return None
        value += tens
    if value <= MOST_IN_WORDS:
        return None
    return value, f"{value}{ordinal_ending(str(value))}"


def _recent_year(text: str, start: int, run: str) -> tuple[float, str] | None:
    """Read ``twenty twelve`` behind "in": elsewhere it is "about so many"."""
    words = run.split()
    if words[0] != "twenty" or len(words) != 2 or not _before(text, start) & _BEFORE_YEAR:
        return None
    rest = _whole(words[1].split("-"))
    return None if rest is None or rest < 10 else (2000 + rest, f"{2000 + rest}")


def _before(text: str, start: int) -> frozenset[str]:
    """Return the word before a place."""
    return frozenset(text[max(0, start - 12) : start].split()[-1:])


def _clock(text: str, start: int, end: int) -> tuple[float, str] | None:
    """Read a time of day: ``at six forty-five``, ``half past six``, ``quarter to seven``."""
    words = re.split(r"[ -]+", text[start:end].removeprefix("a "))
    if words[-2:-1] in (["past"], ["to"]):
        hour = _VALUES.get(words[-1], 0)
        minutes = {"half": 30, "quarter": 15}.get(words[0]) or _whole(words[:-2])
        if not 1 <= hour <= 12 or minutes is None or minutes > 59:
            return None
        if words[-2] == "to":
            if words[0] != "quarter" and _counts().match(text, end):
                return None
            hour, minutes = hour - 1 or 12, 60 - minutes
        return 100 * hour + minutes, f"{hour}:{minutes:02}"
    hour, minutes = _VALUES.get(words[0], 0), _whole(words[1:])
    if not 1 <= hour <= 12 or minutes is None or not 10 <= minutes <= 59:
        return None
    if _counts().match(text, end):
        return None
    if not _before(text, start) & _BESIDE_TIME and not _behind_time().match(text, end):
        return None
    return 100 * hour + minutes, f"{hour}:{minutes:02}"


@cache
def _counts() -> re.Pattern[str]:
    """Return a noun that is counted, which may follow no time of day, and a hyphen."""
    going_on = (
        "on|in|and|or|to|for|every|each|but|so|we|i|he|she|they|you|it|the|a|an|when|with|from|sharp"
        "|now|already|today|tomorrow|tonight|yesterday|this|that|until|till|at|because|if|is|was|will"
    )
    return re.compile(rf"-[a-z]| (?!(?:{going_on})\b|[ap]\.?m\b|o'clock)[a-z]")


@cache
def _behind_time() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:[ap]\.?m\b|in the (?:morning|afternoon|evening)\b|at night\b|o'clock\b)"
    )


@cache
def _decades() -> re.Pattern[str]:
    centuries = "|".join(word for word, value in _VALUES.items() if 13 <= value <= 20)
    tens = "|".join(f"{word[:-1]}ies" for word in _TENS)
    return re.compile(rf"({centuries})[ -]({tens})\b")


@cache
def _apart() -> re.Pattern[str]:
    """Return what follows number words that are part of another word."""
    return re.compile(
        r"[ -](?:hundreds|thousands|lakhs of|\w+ties)\b|-?\w*fold\b| hour\b(?<=eleventh hour)"
    )


@cache
def _run() -> re.Pattern[str]:
    """Return what finds number words that stand together."""
    cardinal = "|".join(sorted([*_VALUES, "hundred", *_SCALES], key=len, reverse=True))
    ordinal = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    parts = "|".join(word for word, value in _ORDINALS.items() if 2 < value < 11)
    hours = "|".join([*_ONES, *_TEENS[:3]])
    # "thirty-second" is also half a minute.
    lasting = "video|clip|timer|pause|delay|film|ad|gap|window|countdown|silence|limit|rule|speech|break|race"
    behind_the = "".join(f"(?<!the [a-z]{{{size}}}-)" for size in (5, 6, 7))
    nouns = "of|day|year|century|floor|anniversary|birthday|week"
    day = rf"(?!{behind_the}second\b(?! (?:{nouns})\b)|second (?:{lasting})\b)"
    digit_ordinals = "|".join(
        word for word, value in _ORDINALS.items() if value < 10 and value != 2
    )
    multiplied = rf"(?:hundred|{'|'.join(_SCALES)})\b"
    return re.compile(
        rf"(?<![\w-])(?:(?P<above>{'|'.join(_ONES)}|a)[- ](?P<below>(?:{parts}|quarter)s?)(?![\w-])"
        rf"(?!\ba quarter (?:past|to)\b)(?P<of>(?= of (?!an hour\b|july\b)))?(?! (?:past|to) (?:{hours})\b)"
        rf"|(?:half|(?:a )?quarter) (?:past|to) (?:{hours})(?!\w)"
        rf"|(?:{cardinal}) past (?:{hours})(?!\w)"
        # Elsewhere it is from five to ten.
        rf"|(?:(?<=\bat )|(?<=it's )|(?<=it is ))(?:five|ten|twenty(?:[ -]five)?) to (?:{hours})(?=[.,;!?)]|$| (?:in the|at"
        r" night|on|today|tomorrow|and|now|already|sharp|when|so|but)\b)"
        rf"|zero point(?: (?:{cardinal}|zero))+(?!\w)"
        rf"|(?:an? (?={multiplied}))?(?:{cardinal})\b(?:(?:[ -]|(?<=red) and |(?<=and) and |(?<=lakh) and |(?<=rore) and |(?<=lion) and )(?:{cardinal}|oh)\b)*"
        rf"(?: point(?: (?:{cardinal}|zero)\b)+)?(?: and a half\b(?: (?:{'|'.join(_SCALES)})\b)*)?(?:(?:-|(?<=red) |(?<=red) and ){day}(?:{ordinal})\b|(?<=ty) (?:{digit_ordinals})(?![\w-]))?(?!\w)"
        rf"|(?:{ordinal})(?![\w-]))"
    )
