"""What indic-nlp-library makes of a text, without the library, for models trained on its output.

The rules are those of version 0.92, as tables; the tests hold them against the library on every
code point and on generated text. The library itself installs a documentation generator and a data
frame along with its few tables, so it is an extra, ``indic-nlp``: where it is installed, scores
can be computed by the library itself. It raises ``KeyError`` for many languages, needs a package
of its own for Urdu, and takes ``sd`` for Devanagari; here each language gets the normalizer of its
script, or none.

Our own :mod:`indictx.text.normalize` is another thing, made for people: it keeps joiners, for one.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable
from functools import cache, partial

from indictx.languages.scripts import script
from indictx.text._letters import COMPOSED_WITH_NUKTA

__all__ = [
    "RULES",
    "has_normalizer",
    "installed",
    "library",
    "reference_normalize",
    "reference_tokenize",
]

#: Version of the library that the rules here restate.
RULES = "0.92"

# A language of each script for which the library has rules; they depend on the script alone.
_CODES = {
    "Deva": "hi",
    "Beng": "bn",
    "Guru": "pa",
    "Gujr": "gu",
    "Orya": "or",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
}
_COMMON = {
    **dict.fromkeys("\ufeff\ufffe\u2060\u00ad\u200c\u200d", ""),
    **dict.fromkeys("\u200b\u00a0", " "),
    **dict.fromkeys("„“”", '"'),
    **dict.fromkeys("´‘‚’", "'"),
    "–": "-",
    "—": " - ",
    "…": "...",
}
# Single code points of a script, beside letters with a nukta and reserved dandas.
_SINGLES = {
    "Deva": {"|": "।", "\u0972": "\u090f"},
    "Beng": {"|": "।", "\u09f7": "।"},
    "Guru": {"|": "।"},
    "Orya": {"\u0b7c": "।", "\u0b35": "\u0b2c"},
}
# Sequences and what they become, one after another; these come before everything else.
_FIRST = {
    "Guru": "ਅਾ ਆ ੲਿ ਇ ੲੀ ਈ ੳੁ ਉ ੳੂ ਊ ੲੇ ਏ ਅੈ ਐ ੳੋ ਓ ਅੌ ਔ",
    "Mlym": " ".join(
        f"{letter}\u0d4d\u200d {chillu}" for letter, chillu in zip("ണനരലളക", "ൺൻർൽൾൿ", strict=True)
    ),
}
# Likewise, after single code points. Escapes, since the parts of a vowel join on the screen; the
# last of Odia is the library's mistake for U+0B48, and the last of Malayalam needs no first part.
_THEN = {
    "Beng": "\u09c7\u09be \u09cb \u09c7\u09d7 \u09cc",
    "Orya": (
        "\u0b05\u0b3e \u0b06 \u0b0f\u0b57 \u0b10 \u0b13\u0b57 \u0b14 "
        "\u0b47\u0b3e \u0b4b \u0b47\u0b57 \u0b4c \u0b47\u0b56 \u0b58"
    ),
    "Taml": "\u0b92\u0bd7 \u0b94 \u0bc6\u0bbe \u0bca \u0bc7\u0bbe \u0bcb \u0bc6\u0bd7 \u0bcc",
    "Telu": "\u0c46\u0c56 \u0c48",
    "Knda": (
        "\u0cbf\u0cd5 \u0cc0 \u0cc6\u0cd5 \u0cc7 \u0cc6\u0cd6 \u0cc8 \u0cc6\u0cc2 \u0cca "
        "\u0cca\u0cd5 \u0ccb"
    ),
    "Mlym": "\u0d46\u0d3e \u0d4a \u0d47\u0d3e \u0d4b \u0d46\u0d57 \u0d4c \u0d57 \u0d4c",
}

# Python's list of punctuation, but the backslash, which the library's pattern loses by accident.
PUNCTUATION = re.escape(string.punctuation.replace("\\", ""))
_BRAHMIC_MARKS = "\u0964\u0965\uaaf0\uaaf1\uabeb-\uabef\u1c7e\u1c7f"
_ARABIC_MARKS = "\u0609\u060a\u060c\u061e\u066a-\u066d\u06d4"
NUMBERS_APART = re.compile("([0-9]+ [,.:/] )+[0-9]+")


def reference_normalize(text: str, lang_code: str) -> str:
    """Return what the library's normalizer of this language's script makes of a text.

    Args:
        text: Any text. Joiners are deleted and every colon after a letter becomes visarga.
        lang_code: Canonical code, such as ``mai_Deva``. Text in a script without rules is returned
            as it is.
    """
    code = lang_code.rpartition("_")[2]
    if code not in _CODES:
        return text
    for old, new in _pairs(_FIRST.get(code, "")):
        text = text.replace(old, new)
    text = text.translate(_table()).replace("''", '"').translate(_own_table(code))
    for old, new in _pairs(_THEN.get(code, "")):
        text = text.replace(old, new)
    return _colon(code).sub(_visarga(code), text) if ":" in text else text


def has_normalizer(lang_code: str) -> bool:
    """Say whether :func:`reference_normalize` has rules for this language's script."""
    return lang_code.rpartition("_")[2] in _CODES


def reference_tokenize(text: str, lang_code: str) -> str:
    """Return the text with one space around marks, numbers such as 1,000 excepted.

    Args:
        text: One segment.
        lang_code: Canonical code. Text in Arabic script is cut by the library's rules for Urdu,
            everything else by those for Brahmic scripts.
    """
    arabic = lang_code.endswith("_Arab")
    text = _marks(arabic).sub(r" \1 ", text.replace("\t", " "))
    text = re.sub(" +", " ", text).strip(" ")
    # At the start of a sentence the library leaves numbers apart, and so did the training data.
    return text if arabic else NUMBERS_APART.sub(_joined_inside, text)


def installed() -> str | None:
    """Return the version of the library on this machine, or ``None``."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("indic-nlp-library")
    except PackageNotFoundError:
        return None


def library(lang_code: str) -> Callable[[str], str]:
    """Return the library's own normalizer and tokenizer for a language, one after the other.

    Raises:
        ImportError: It is not installed.
    """
    from indicnlp.normalize.indic_normalize import IndicNormalizerFactory
    from indicnlp.tokenize.indic_tokenize import trivial_tokenize

    code = _CODES.get(lang_code.rpartition("_")[2])
    normalizer = IndicNormalizerFactory().get_normalizer(code) if code else None
    cut = partial(trivial_tokenize, lang="ur" if lang_code.endswith("_Arab") else "hi")

    def prepared(text: str) -> str:
        return " ".join(cut(normalizer.normalize(text) if normalizer else text))

    return prepared


@cache
def _table() -> dict[int, str]:
    return str.maketrans(_COMMON)


@cache
def _own_table(code: str) -> dict[int, str]:
    start = script(code).block_start or 0
    table = dict(_SINGLES.get(code, {}))
    for letter in COMPOSED_WITH_NUKTA:
        if start <= ord(letter) < start + 0x80:
            table[letter] = unicodedata.normalize("NFD", letter)
    if code != "Deva":
        table |= {chr(start + 0x64): "।", chr(start + 0x65): "॥"}
    return str.maketrans(table)


@cache
def _pairs(words: str) -> list[tuple[str, str]]:
    found = words.split(" ") if words else []
    return list(zip(found[::2], found[1::2], strict=True))


@cache
def _colon(code: str) -> re.Pattern[str]:
    start = script(code).block_start or 0
    return re.compile(f"(?<=[{chr(start)}-{chr(start + 0x7F)}]):")


def _visarga(code: str) -> str:
    return chr((script(code).block_start or 0) + 0x03)


@cache
def _marks(arabic: bool) -> re.Pattern[str]:
    return re.compile(f"([{PUNCTUATION}{_ARABIC_MARKS if arabic else _BRAHMIC_MARKS}])")


def joined(match: re.Match[str]) -> str:
    """Return what :data:`NUMBERS_APART` found, without its spaces."""
    return match[0].replace(" ", "")


def _joined_inside(match: re.Match[str]) -> str:
    return joined(match) if match.start() else match[0]
