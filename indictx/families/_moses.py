"""English as Moses cuts and joins it, for models that were trained on its output.

The rules are those of ``normalize-punctuation.perl``, ``tokenizer.perl`` and ``detokenizer.perl``
of the Moses project as sacremoses runs them (``penn`` quotes, no escapes, no hyphens split); the
tests compare the two. Chinese, Japanese and Korean are left out: no model here writes them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache

__all__ = ["detokenize", "normalize", "tokenize"]

_Replacement = str | Callable[[re.Match[str]], str]

_QUOTE_THEN_STOP = r'"([,.]+)'
# In order: each rule may make work for the next ones.
_NORMALIZATION = (
    ("\r", ""),
    (r"\(", " ("),
    (r"\)", ") "),
    (" +", " "),
    (r"\) ([.!:?;,])", r")\1"),
    (r"\( ", "("),
    (r" \)", ")"),
    (r"(\d) %", r"\1%"),
    (" ([:;])", r"\1"),
    ("`", "'"),
    ("''", ' " '),
    ("[„“”]", '"'),
    ("–", "-"),
    ("—", " - "),
    (" +", " "),
    ("[´‘‚’]", "'"),
    ("''", '"'),
    ("…", "..."),
    ("\xa0?«\xa0?|\xa0?»", '"'),
    ("\xa0([%:?!;])", r"\1"),
    ("nº\xa0", "nº "),
    ("\xa0(ºC|cm)", r" \1"),
    (",\xa0", ", "),
    (" +", " "),
    (_QUOTE_THEN_STOP, r'\1"'),
    ("(\\d)\xa0(\\d)", r"\1.\2"),
)

# Words whose full stop does not end a sentence (nonbreaking_prefix.en), single capitals besides.
_ABBREVIATIONS = """
    A B C D E F G H I J K L M N O P Q R S T U V W X Y Z
    Adj Adm Adv Asst Bart Bldg Brig Bros Capt Cmdr Col Comdr Con Corp Cpl DR Dr Drs Ens Gen Gov Hon
    Hr Hosp Insp Lt MM MR MRS MS Maj Messrs Mlle Mme Mr Mrs Ms Msgr Op Ord Pfc Ph Prof Pvt Rep Reps
    Res Rev Rt Sen Sens Sfc Sgt Sr St Supt Surg v vs i.e rev e.g Rs Nos Nr
    Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec
"""
# Before a number only.
_NUMERIC_ABBREVIATIONS = frozenset({"No", "Art", "pp"})

# Numbers that are no digits, and ideographs and syllables: Python has them for letters.
_OTHER_NUMBERS = (
    "\xb2\xb3\xb9\xbc-\xbe\u09f4-\u09f9\u0b72-\u0b77\u0bf0-\u0bf2\u0c78-\u0c7e\u0d58-\u0d5e"
    "\u0d70-\u0d78\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff"
    "\u2776-\u2793"
)
_EAST_ASIAN = "\u3400-\u9fff\uac00-\ud7a3"
_LETTER_NUMBERS = "\u16ee-\u16f0\u2160-\u2188"
# Marks that Unicode 10 did not count as alphabetic, among those of the scripts of India.
_NOT_ALPHABETIC = frozenset(
    [
        *range(0x300, 0x345),
        *range(0x346, 0x370),
        *(0x658, 0x6DF, 0x6E0, 0x6EA, 0x6EB, 0x6EC),
        *range(0x951, 0x955),
        *(0x9FE, 0xAFA, 0xAFB, 0xAFC, 0xB55, 0xC04, 0xC3C, 0xD00, 0xD81, 0xABEC, 0xABED),
    ]
)

_ENTITIES = {
    "&bar;": "|",
    "&#124;": "|",
    "&lt;": "<",
    "&gt;": ">",
    "&bra;": "[",
    "&ket;": "]",
    "&quot;": '"',
    "&apos;": "'",
    "&#91;": "[",
    "&#93;": "]",
    "&amp;": "&",
}
_APOSTROPHE = "'"
_ENDS_IN_DOT = re.compile(r"(\S+)\.")
_DOTS = re.compile(r"\.{2,}")
_DOTS_MARK = re.compile("(?:DOT)+MULTI")
_CLOSING = re.compile(r"[,.?!:;\\%}\])]+")
_QUOTE = re.compile("['\"„“`]+")


def normalize(text: str, *, is_english: bool = True) -> str:
    """Return the text with quotes, dashes, ellipses and brackets as Moses normalizes them.

    Args:
        text: One sentence.
        is_english: Move commas and stops before a closing quote, as in print in English.
    """
    for pattern, replacement in _NORMALIZATION:
        if pattern == _QUOTE_THEN_STOP and not is_english:
            continue
        text = re.sub(pattern, replacement, text)
    return text.strip()


def tokenize(text: str) -> list[str]:
    """Return the words and marks of an English sentence."""
    text = re.sub(r"[\x00-\x1f]", "", re.sub(r"\s+", " ", text)).strip()
    for pattern, replacement in _spacing():
        text = pattern.sub(replacement, text)
    text = " ".join(_with_stops(text.split()))
    text = re.sub(r"\.' ?$", " . ' ", text)
    return _DOTS_MARK.sub(lambda mark: "." * ((len(mark[0]) - 5) // 3), text).split()


def detokenize(tokens: Iterable[str]) -> str:
    """Return a sentence made of words and marks; XML's entities become what they stand for."""
    text = f" {' '.join(tokens)} ".replace(" @-@ ", "-")
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    joined, space, before = "", " ", ""
    open_quotes: set[str] = set()
    for token in text.split():
        left, right = _joints(token, before, open_quotes)
        joined += ("" if left else space) + token
        space = "" if right else " "
        before = token
    return joined.strip()


def _joints(token: str, before: str, open_quotes: set[str]) -> tuple[bool, bool]:
    """Say whether a token is joined to the one before, and whether the next is joined to it."""
    if all(_opens(character) for character in token):
        return False, True
    if _CLOSING.fullmatch(token):
        return True, False
    if before and token[0] == _APOSTROPHE and _letter().match(token, 1):
        return True, False
    if not _QUOTE.fullmatch(token):
        return False, False
    quote = '"' if set(token) <= set("„“”") else token
    if quote in open_quotes:
        open_quotes.remove(quote)
        return True, False
    if token == _APOSTROPHE and before.endswith("s"):
        return True, False  # the Jones' house
    open_quotes.add(quote)
    return False, True


def _opens(character: str) -> bool:
    return character in "([{¿¡" or unicodedata.category(character) == "Sc"


def _with_stops(tokens: list[str]) -> Iterator[str]:
    """Yield the tokens, the full stop apart where it ends a sentence."""
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        match = _ENDS_IN_DOT.fullmatch(token)
        if match and not _is_abbreviation(match[1], following):
            yield match[1]
            yield "."
        else:
            yield token


def _is_abbreviation(word: str, following: str) -> bool:
    return (
        ("." in word and _letter().search(word) is not None)
        or word in _abbreviations()
        or following[:1].islower()
        or (word in _NUMERIC_ABBREVIATIONS and following[:1] in set("0123456789"))
    )


def _mark_dots(match: re.Match[str]) -> str:
    after = " " if match.end() < len(match.string) else ""
    return f" {'DOT' * len(match[0])}MULTI{after}"


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(_ABBREVIATIONS.split())


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(f"[^\\W\\d_{_OTHER_NUMBERS}{_EAST_ASIAN}]|[{_marks()}]")


@cache
def _spacing() -> list[tuple[re.Pattern[str], _Replacement]]:
    """Return the rules that put spaces around marks, in order."""
    marks = _marks()
    letter = f"[^\\W\\d_{_OTHER_NUMBERS}{_EAST_ASIAN}]|[{marks}]"
    other = f"(?![{marks}])[\\W\\d_{_OTHER_NUMBERS}{_EAST_ASIAN}]"
    number = f"\\d{_OTHER_NUMBERS}{_LETTER_NUMBERS}"
    rules: tuple[tuple[str, _Replacement], ...] = (
        (f"((?![{marks}\\s.'`,\\-])[\\W_{_OTHER_NUMBERS}{_EAST_ASIAN}])", r" \1 "),
        (_DOTS.pattern, _mark_dots),
        (f"([^{number}]),", r"\1 , "),
        (f",([^{number}])", r" , \1"),
        (f"([{number}]),$", r"\1 , "),
        (f"({other})'({other})", r"\1 ' \2"),
        (f"((?![{number}]){other})'({letter})", r"\1 ' \2"),
        (f"({letter})'({other})", r"\1 ' \2"),
        (f"({letter})'({letter})", r"\1 '\2"),
        (f"([{number}])'(s)", r"\1 '\2"),
    )
    return [(re.compile(pattern), replacement) for pattern, replacement in rules]


@cache
def _marks() -> str:
    """Return the combining marks that are parts of words, as a character class's body."""
    blocks = (
        range(0x345, 0x346),
        range(0x610, 0xDF4),
        range(0xAAEB, 0xAAF7),
        range(0xABE3, 0xABEE),
    )
    return "".join(
        chr(point)
        for block in blocks
        for point in block
        if unicodedata.category(chr(point)) in ("Mn", "Mc") and point not in _NOT_ALPHABETIC
    )
