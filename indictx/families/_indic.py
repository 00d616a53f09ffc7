"""Text as IndicTrans2 was trained to read and write it, step by step.

The steps are those of ``inference/engine.py`` in AI4Bharat/IndicTrans2 with the functions of
indic-nlp-library 0.92 behind it, which :mod:`indictx.text._indicnlp` restates; the golden files of
the tests were made with both. Where this
module does otherwise, on purpose, ``docs/explanation/families.md`` says so.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from indictx.languages.scripts import script
from indictx.text import _indicnlp
from indictx.text._indicnlp import reference_tokenize as tokenize
from indictx.text.transliterate import transliterate

__all__ = [
    "ascii_digits",
    "detokenize",
    "from_devanagari",
    "normalize",
    "punctuate",
    "to_devanagari",
    "tokenize",
]

_COORDINATED = 0x70
_DANDAS = "।॥"
# Languages in a script without rules of its own get those of another (flores_codes_map_indic.py).
_NORMALIZED_AS = {"mni_Mtei": "hin_Deva", "sat_Olck": "ory_Orya"}
# Digits of other scripts reach the model as Devanagari's. Against indic_num_map.py, Telugu's zero and
# Arabic's 1-9 are here too, which are missing there by mistake.
_SCRIPTS_OF_DIGITS = (
    "Deva",
    "Beng",
    "Guru",
    "Gujr",
    "Orya",
    "Telu",
    "Knda",
    "Olck",
    "Mtei",
    "Arab",
)

_QUOTES = str.maketrans(
    {
        **dict.fromkeys("„“”", '"'),
        **dict.fromkeys("´‘‚’", "'"),
        "`": "'",
        "–": "-",
        "—": " - ",
        "…": "...",
    }
)
_SPACED = (
    ("\xa0[«»]\xa0|«\xa0?|\xa0?»", None),
    ("\xa0([%:?!;])", r"\1"),
    ("nº\xa0", "nº "),
    ("\xa0(ºC|cm)", r" \1"),
    (",\xa0", ", "),
    (" {2,}", " "),
    (r"\.{2,}", "."),
    (r"\) ([.!:?;,])", r")\1"),
    (r"(\d) %", r"\1%"),
    (r'"([,.]+)', r'\1"'),
    ("(\\d)\xa0(\\d)", r"\1.\2"),
)

_CONJUNCT_APART = " \u094d "
# One letter of the script for two of Devanagari: Punjabi rra, and yya, which engine.py mends too.
_OWN_LETTERS = {"Guru": ("\u0921\u093c", "\u095c"), "Orya": ("\u092f\u093c", "\u095f")}


def punctuate(text: str) -> str:
    """Return the text with quotes, dashes, dots and brackets as ``punc_norm`` makes them."""
    text = text.replace("\r", "").replace("(", " (").replace(")", ") ")
    text = text.replace("( ", "(").replace(" )", ")").replace(" :", ":").replace(" ;", ";")
    text = text.translate(_QUOTES).replace("''", '"')
    for pattern, replacement in _SPACED:
        text = re.sub(pattern, _guillemet if replacement is None else replacement, text)
    return text.strip(" ")


def _guillemet(match: re.Match[str]) -> str:
    if match[0][0] == "\xa0" and match[0][-1] == "\xa0":
        return ' "' if "«" in match[0] else '" '
    return '"'


def ascii_digits(text: str) -> str:
    """Return the text with 0-9 for other digits, Tamil's and Malayalam's excepted."""
    return text if text.isascii() else text.translate(_digits())


@cache
def _digits() -> dict[int, str]:
    rows = [script(code).digits or "" for code in _SCRIPTS_OF_DIGITS] + ["٠١٢٣٤٥٦٧٨٩"]
    return {ord(digit): str(value) for row in rows for value, digit in enumerate(row)}


def normalize(text: str, lang_code: str) -> str:
    """Return what the normalizer of the language's script makes of a text."""
    if lang_code.endswith("_Arab"):
        return _normalize_urdu(text)
    return _indicnlp.reference_normalize(text, _NORMALIZED_AS.get(lang_code, lang_code))


def to_devanagari(text: str, lang_code: str) -> str:
    """Move the letters of a Brahmic script onto Devanagari's block; other text stays."""
    table = _to_devanagari(lang_code.rpartition("_")[2])
    return text.translate(table).replace(_CONJUNCT_APART, "\u094d") if table else text


@cache
def _to_devanagari(script_code: str) -> dict[int, str] | None:
    start = script(script_code).block_start
    if start is None:
        return None
    # By offset alone, letters that Devanagari lacks included: so were the training data made. What
    # lies beyond, such as the Assamese ra, stays as it is.
    return {start + offset: chr(0x900 + offset) for offset in range(_COORDINATED)}


def from_devanagari(text: str, lang_code: str) -> str:
    """Write the Devanagari of a model's output in the script of the language, if it is Brahmic.

    The inverse of :func:`to_devanagari`; a letter that the script lacks becomes what a reader of it
    would expect.
    """
    script_code = lang_code.rpartition("_")[2]
    table = None if text.isascii() else _from_devanagari(script_code)
    if table is None:
        return text
    if script_code in _OWN_LETTERS:
        text = text.replace(*_OWN_LETTERS[script_code])
    return unicodedata.normalize("NFC", text.translate(table))


@cache
def _from_devanagari(script_code: str) -> dict[int, str] | None:
    start = script(script_code).block_start
    if start is None or script_code == "Deva":
        return None
    return {
        0x900 + offset: _letter(0x900 + offset, start + offset, script_code)
        for offset in range(_COORDINATED)
        if chr(0x900 + offset) not in _DANDAS
    }


def _letter(devanagari: int, own: int, script_code: str) -> str:
    # Tamil has one letter for the four stops of a row, so its table is not one of offsets.
    if script_code == "Taml" or unicodedata.category(chr(own)) == "Cn":
        return transliterate(chr(devanagari), "Deva", script_code)
    return chr(own)


def detokenize(text: str) -> str:
    """Return the text without the spaces that :func:`tokenize` puts around marks."""
    text = _indicnlp.NUMBERS_APART.sub(_indicnlp.joined, text)
    text = re.sub(r" ([-/\\]) ", r"\1", text)
    text = re.sub(rf" ([!%)\]}},.:;>?{_DANDAS}])", r"\1", text)
    text = re.sub(r"([#$(\[{<@]) ", r"\1", text)
    for quote in "'\"`":
        text = _attach_quotes(text, quote)
    return text


def _attach_quotes(text: str, quote: str) -> str:
    """Join every other quote to what follows it, and the ones between to what is before them."""
    first, *parts = text.split(quote)
    joined = first
    for number, part in enumerate(parts):
        if number % 2 == 0:
            joined += quote + part.removeprefix(" ")
        else:
            joined = joined.removesuffix(" ") + quote + part
    return joined


# Urdu, as urduhack 1.1 normalizes it: no short vowels, Urdu's code points for Arabic's letters, and
# spaces between Urdu and digits, marks and Latin letters.
_SHORT_VOWELS = dict.fromkeys(map(ord, "\u064b\u064d\u064e\u064f\u0650\u0670"))
_URDU_LETTERS = str.maketrans("كىيهة", "کییہۃ", "ـ")
_LETTERS = (
    "\u0621-\u0624\u0626-\u0628\u062a-\u063a\u0641\u0642\u0644-\u0646\u0648\u0679\u067e\u0686"
    "\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1-\u06c3\u06cc\u06d2\u06d3"
)
_URDU = (
    f"{_LETTERS}\u06f0-\u06f9\u0600-\u0603\u060c-\u0615\u061b\u061f\u064b-\u0654\u0656-\u0658"
    "\u066a-\u066c\u0670\u06d4"
)
_URDU_MARKS = f"{_indicnlp.PUNCTUATION}\u060c\u061b\u061f\u066a\u066b\u06d4"


@cache
def _urdu_spaces() -> re.Pattern[str]:
    """Return the pattern of the places where a space belongs."""
    # A hamza after a digit belongs to it: years are written 1947ء.
    not_hamza = f"(?!\u0621)[{_URDU}]"
    places = (
        f"(?<=[{_URDU}])(?=[0-9A-Za-z{_URDU_MARKS}])",
        f"(?<=[0-9])(?={not_hamza})",
        f"(?<=[{_URDU_MARKS}])(?=[^{_URDU_MARKS}0-9 \n])",
        f"(?<=[A-Za-z])(?=[{_URDU}])",
    )
    return re.compile("|".join(places))


def _normalize_urdu(text: str) -> str:
    text = " ".join(text.translate(_QUOTES).replace("''", '"').replace("\ufeff", "").split())
    text = text.translate(_SHORT_VOWELS)
    text = _plain_letters(text).translate(_URDU_LETTERS)
    text = re.sub("[اے][\u0653\u0654]", lambda match: unicodedata.normalize("NFC", match[0]), text)
    return _urdu_spaces().sub(" ", text)


def _plain_letters(text: str) -> str:
    """Return the text with letters for the glyphs of older encodings (U+FB50 and U+FE70 onwards)."""
    return re.sub(
        "[\ufb50-\ufbb1\ufbd3-\ufbe9\ufbfc-\ufbff\ufe80-\ufefc]",
        lambda match: unicodedata.normalize("NFKC", match[0]),
        text,
    )
