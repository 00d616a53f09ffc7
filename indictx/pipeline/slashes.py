"""Slashes in words: ``pen/pencil`` is "pen or pencil", ``8 hours/day`` is "8 hours per day".

Models take the word behind a slash for a part of the one before it, and spell or lose it.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern
from indictx.languages.units import unit_words
from indictx.text._rules import split_words
from indictx.text._span_parts import WORD
from indictx.text.protect import SLOT_CLASS

__all__ = ["read_out"]

# What a slash between two words stands for, where it is no measure.
_OR = {
    "hin_Deva": "या",
    "mar_Deva": "किंवा",
    "npi_Deva": "वा",
    "ben_Beng": "বা",
    "asm_Beng": "বা",
    "guj_Gujr": "અથવા",
    "pan_Guru": "ਜਾਂ",
    "ory_Orya": "କିମ୍ବା",
    "tam_Taml": "அல்லது",
    "tel_Telu": "లేదా",
    "kan_Knda": "ಅಥವಾ",
    "mal_Mlym": "അല്ലെങ്കിൽ",
    "urd_Arab": "یا",
}
_ORS = f"{' '.join(_OR.values())} अथवा অথবা ବା"
# What is counted by, beside units: per day, per person, in rupees.
_MEASURES = """दिन रात घंटा घंटे घण्टा घण्टे महीना महीने माह मास साल वर्ष सप्ताह व्यक्ति रुपये रुपए रुपया
    तास दिवस महिना आठवडा रुपैयाँ ঘণ্টা দিন মাস বছর সপ্তাহ টাকা ব্যক্তি বছৰ মাহ টকা કલાક દિવસ મહિનો વર્ષ
    રૂપિયા ਘੰਟਾ ਦਿਨ ਮਹੀਨਾ ਸਾਲ ਰੁਪਏ ଘଣ୍ଟା ଦିନ ମାସ ବର୍ଷ ଟଙ୍କା மணி நாள் மாதம் ஆண்டு வாரம் ரூபாய் గంట రోజు
    నెల సంవత్సరం రూపాయలు ಗಂಟೆ ದಿನ ತಿಂಗಳು ವರ್ಷ ರೂಪಾಯಿ മണിക്കൂർ ദിവസം മാസം വർഷം രൂപ گھنٹہ دن مہینہ سال روپے
    मिनट सेकंड सेकेंड बच्चा মিনিট মিনিটে મિનિટ ਮਿੰਟ ମିନିଟ நிமிடம் నిమిషం ನಿಮಿಷ മിനിറ്റ് منٹ फ़ाइल फाइल फ़ोल्डर
    फोल्डर"""
_EACH = (
    "day|week|month|year|hour|minute|second|night|person|head|piece|dozen|student|family|acre|hectare"
    "|litre|liter|strip|bag|trip|visit"
)
# Beside these it is no rate: the day/night match, per acre/hectare
_NO_RATE = f"{_EACH.replace('|', ' ')} per each every morning evening noon"
# Pairs that are one thing, and no choice.
_FIXED = "client/server input/output mother/child on/off read/write rise/fall"
# What paths are made of.
_PATHS = """api app apps assets bin build config data dev docs etc home images include index lib local main modules
    opt packages public root share src static test tests tmp users usr var www"""
# Behind others with a capital a second capital is a name: India/Pakistan match
_LABELS = """Accept Add Address Age Buy Close Create Date Delete Disable Edit Enable Export Father Guardian He
    Hide Him His Husband Import Login Madam Mother Name Open Reject Sell Show Sign Sir Start Stop Upload Wife"""


def read_out(text: str, lang_code: str) -> str:
    """Return a sentence with the words that its slashes stand for.

    Args:
        text: It has slots.
        lang_code: Code of its language; only English and 13 others are read.
    """
    if "/" not in text:
        return text
    if lang_code == "eng_Latn":
        text = _chain().sub(lambda found: _chosen(found, "or"), _rate().sub(_per, text))
        return _english().sub(_or, text)
    if lang_code not in _OR:
        return text
    found = _dateline().match(text)
    start = found.end() if found else 0
    word = _OR[lang_code]
    return text[:start] + _others().sub(lambda found: _chosen(found, word), text[start:])


def _per(found: re.Match[str]) -> str:
    word = found[1]
    return found[0] if word and word.lower() in split_words(_NO_RATE) else f"{word or ''} per "


def _or(found: re.Match[str]) -> str:
    one, other = found[1], found[2]
    if one.lower() == "and" and other == "or":
        return "or"
    is_name = one[0].isupper() and other[0].isupper() and one not in split_words(_LABELS)
    if len(other) < 3 or is_name or f"{one}/{other}".lower() in split_words(_FIXED):
        return found[0]
    return f"{one} or {other}"


def _chosen(found: re.Match[str], word: str) -> str:
    """Return words as a list: ``rice/wheat/maize``."""
    words = [one.strip() for one in found[0].split("/")]
    known = split_words(_PATHS) | _no_choices()
    if not known.isdisjoint(map(str.lower, words)):
        return found[0]
    return f"{', '.join(words[:-1])} {word} {words[-1]}"


@cache
def _no_choices() -> frozenset[str]:
    """Return the words beside which a slash is no "or": that word itself, and measures."""
    return split_words(_ORS) | split_words(_MEASURES) | frozenset(unit_words())


@cache
def _rate() -> re.Pattern[str]:
    return compile_pattern(rf"(?:([A-Za-z]++)|(?<=[{WORD}{SLOT_CLASS}])) ?/ ?(?=(?:{_EACH})\b)")


@cache
def _english() -> re.Pattern[str]:
    return compile_pattern(
        rf"(?<![{WORD}/.-])([A-Za-z]*[a-z]{{2}}|He) ?/ ?([A-Za-z][a-z]++)(?![{WORD}/-]|\.\w"
        r"| (?:file|folder|director|path|branch|module))"
    )


@cache
def _chain() -> re.Pattern[str]:
    return compile_pattern(
        rf"(?<![{WORD}/.-])[A-Za-z][a-z]{{2,}}+(?: ?/ ?[a-z]{{3,}}+){{2,4}}(?![{WORD}/-]|\.\w"
        r"| (?:file|folder|director|path|branch|module))"
    )


@cache
def _others() -> re.Pattern[str]:
    """Return slashes between words of two letters at least, none of them Latin.

    Behind an amount it makes a rate.
    """
    one = rf"(?:(?![A-Za-z\d_])[{WORD}]){{2,}}+"
    return compile_pattern(
        rf"(?<![{WORD}/])(?<![\d{SLOT_CLASS}] ){one}(?: ?/ ?{one}){{1,4}}(?![{WORD}/])"
    )


@cache
def _dateline() -> re.Pattern[str]:
    """Return what finds the places that a report begins with, as in रायपुर/भोपाल: बारिश हुई."""
    return compile_pattern(r"[^:।—–]{2,40}[:।—–](?:\s|(?<=।)$)")
