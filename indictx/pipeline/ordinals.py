"""Ordinals such as ``15th``, which small models take for dates or garble: "third" stands in for them.

All models know that word, and give it the ending that the noun asks for: "the 15th floor" is
translated as "the third floor", तीसरी मंज़िल, and तीसरी becomes 15वीं.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from indictx.pipeline.dates import MONTHS
from indictx.text._rules import split_pairs

__all__ = ["has_ordinals", "small_in_words", "stand_in", "take_out"]

_WORDS = {"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
# "September the ", and a letter before it
_LONGEST_BEFORE = 16
_LEAST = 6
_SMALL = ("first", "second", "third", "fourth", "fifth")
#: What stands in, for one, two and three of them.
_STAND_INS = ("third", "fourth", "fifth")
_HINT = re.compile(r"\d(?:st|nd|rd|th)\b|(?<=[xntv])th\b|ghth\b", re.IGNORECASE)
_ORDINAL = (
    r"(?<![\w.,:/-])(?<!\bone[ -])(?<!\ba )(?<!\ban )(?!sixth sense)(?:(?P<digits>\d{1,4})(?:st|nd|rd|th)"
    rf"|(?P<word>{'|'.join(_WORDS)}))(?![\w'’])"
)
_MONTHS = "|".join([*MONTHS, *MONTHS.values(), "may"])
# Without a noun behind it, an ordinal is a day, and models know days.
_NO_NOUN = (
    "and|or|but|to|till|until|of|at|in|on|for|from|by|with|as|so|if|when|because|after|before|i|you"
    "|he|she|it|we|they|is|was|are|were|will|has|had|have|can|must|should|may|this|that|the|a|an"
    "|there|here|who|which|what|how|my|our|his|her|its|their|your|every|each|all|not|without|through|itself"
    "|falls?|starts?|works?|begins?|ends?|onwards?|also|too|today|tomorrow|please|only|then|instead"
    f"|next|last|{_MONTHS}"
)
# Behind "on the" it is a day but before these.
_PLACES = (
    "floor|page|day|century|position|place|anniversary|birthday|attempt|time|ball|over|minute|week|month|hole"
    "|lap|round|row|seat|standard|class|edition|chapter|line|question|street|avenue|track|platform|bed|ward"
)
_NOUN = rf"(?:,? (?:and|or|to) (?:the )?{{}})?[ -](?!(?:{_NO_NOUN})\b)[A-Za-z]"
_DATED = re.compile(r"\b(?:on|by|before|until|till|since) (?:the )?$", re.IGNORECASE)
_PLACE = re.compile(rf"[ -](?:{_PLACES})\b", re.IGNORECASE)
_BEHIND_CLASS = re.compile(r"\b(?:class|standard|grade|std)\.? $", re.IGNORECASE)
_BEHIND_MONTH = re.compile(rf"\b(?:{_MONTHS})\.? (?:the )?$", re.IGNORECASE)

_LETTER = "[\u0900-\u0963\u0970-\u0d7f\u0620-\u065f\u066e-\u06d3]"
_APART = frozenset({"hin_Deva", "mar_Deva", "npi_Deva", "guj_Gujr", "pan_Guru", "urd_Arab"})
# Up to ten, some languages write the end of the word behind the number.
_BENGALI = {number: {"তম": "ম"} for number in range(7, 11)} | {6: {"তম": "ষ্ঠ"}}
_ENDINGS = {
    "hin_Deva": {6: {"वाँ": "ठा", "वीं": "ठी", "वें": "ठे"}},
    "ben_Beng": _BENGALI,
    "asm_Beng": _BENGALI,
    "ory_Orya": {number: {"ତମ": "ମ"} for number in range(7, 11)} | {6: {"ତମ": "ଷ୍ଠ"}},
}

#: What a language makes of "third", "fourth" and "fifth", and what it writes behind digits instead.
_FORMS = {
    "hin_Deva": (
        "तीसरा=वाँ तीसरी=वीं तीसरे=वें तृतीय=वीं",
        "चौथा=वाँ चौथी=वीं चौथे=वें चतुर्थ=वीं",
        "पाँचवाँ=वाँ पाँचवीं=वीं पाँचवें=वें पांचवां=वाँ पांचवीं=वीं पांचवें=वें",
    ),
    "ben_Beng": ("তৃতীয়=তম", "চতুর্থ=তম", "পঞ্চম=তম"),
    "asm_Beng": ("তৃতীয়=তম", "চতুৰ্থ=তম", "পঞ্চম=তম"),
    "ory_Orya": ("ତୃତୀୟ=ତମ", "ଚତୁର୍ଥ=ତମ", "ପଞ୍ଚମ=ତମ"),
    "mar_Deva": (
        "तिसरा=वा तिसरी=वी तिसरे=वे तिसऱ्या=व्या तिसर्\u200dया=व्या",
        "चौथा=वा चौथी=वी चौथे=वे चौथ्या=व्या",
        "पाचवा=वा पाचवी=वी पाचवे=वे पाचव्या=व्या",
    ),
    "guj_Gujr": (
        "ત્રીજો=મો ત્રીજી=મી ત્રીજું=મું ત્રીજા=મા",
        "ચોથો=મો ચોથી=મી ચોથું=મું ચોથા=મા",
        "પાંચમો=મો પાંચમી=મી પાંચમું=મું પાંચમા=મા",
    ),
    "pan_Guru": (
        "ਤੀਜਾ=ਵਾਂ ਤੀਜੀ=ਵੀਂ ਤੀਜੇ=ਵੇਂ ਤੀਸਰਾ=ਵਾਂ ਤੀਸਰੀ=ਵੀਂ ਤੀਸਰੇ=ਵੇਂ",
        "ਚੌਥਾ=ਵਾਂ ਚੌਥੀ=ਵੀਂ ਚੌਥੇ=ਵੇਂ",
        "ਪੰਜਵਾਂ=ਵਾਂ ਪੰਜਵੀਂ=ਵੀਂ ਪੰਜਵੇਂ=ਵੇਂ",
    ),
    "npi_Deva": ("तेस्रो=औँ तेस्रा=औँ तृतीय=औँ", "चौथो=औँ चौथा=औँ", "पाँचौँ=औँ पाँचौं=औँ पञ्चम=औँ"),
    "urd_Arab": (
        "تیسرا=واں تیسری=ویں تیسرے=ویں",
        "چوتھا=واں چوتھی=ویں چوتھے=ویں",
        "پانچواں=واں پانچویں=ویں",
    ),
    "tam_Taml": (
        "மூன்றாவது=வது மூன்றாம்=ஆம்",
        "நான்காவது=வது நான்காம்=ஆம்",
        "ஐந்தாவது=வது ஐந்தாம்=ஆம்",
    ),
    "tel_Telu": ("మూడో=వ మూడవ=వ", "నాలుగో=వ నాలుగవ=వ", "ఐదో=వ ఐదవ=వ"),
    "kan_Knda": ("ಮೂರನೇ=ನೇ ಮೂರನೆಯ=ನೆಯ", "ನಾಲ್ಕನೇ=ನೇ ನಾಲ್ಕನೆಯ=ನೆಯ", "ಐದನೇ=ನೇ ಐದನೆಯ=ನೆಯ"),
    "mal_Mlym": (
        "മൂന്നാമത്തെ=-ാമത്തെ മൂന്നാമത്=-ാമത് മൂന്നാം=-ാം",
        "നാലാമത്തെ=-ാമത്തെ നാലാമത്=-ാമത് നാലാം=-ാം",
        "അഞ്ചാമത്തെ=-ാമത്തെ അഞ്ചാമത്=-ാമത് അഞ്ചാം=-ാം",
    ),
}


def has_ordinals(text: str, tgt_lang: str) -> bool:
    """Say whether an English sentence has ordinals that something else should stand in for."""
    return _HINT.search(text) is not None and bool(_found(text, tgt_lang))


def small_in_words(text: str) -> str:
    """Return an English sentence with ``1st`` to ``5th`` in words, which models know, days aside."""
    if not _HINT.search(text):
        return text
    found = (match for match in _ordinals().finditer(text) if not _is_day(text, match))
    return _with(
        text,
        (
            (match, _SMALL[number - 1])
            for match in found
            if 0 < (number := int(match["digits"] or 0)) <= len(_SMALL)
        ),
    )


def stand_in(text: str, tgt_lang: str) -> str:
    """Return an English sentence with other ordinals in the places of its own."""
    return _with(text, zip(_found(text, tgt_lang), _free(text), strict=False))


def _with(text: str, words: Iterable[tuple[re.Match[str], str]]) -> str:
    """Return a text with words in the places of matches, in capitals where it is."""
    pieces: list[str] = []
    position = 0
    for match, word in words:
        said = word.capitalize() if match[0][0].isupper() else word
        pieces += (text[position : match.start()], said.upper() if text.isupper() else said)
        position = match.end()
    return "".join(pieces) + text[position:]


def take_out(source: str, target: str, tgt_lang: str) -> str | None:
    """Put the ordinals of a sentence into the translation of what stood in for them.

    Args:
        source: The English sentence with its own ordinals.
        target: A translation of :func:`stand_in` of it.
        tgt_lang: Code of the target language.

    Returns:
        The translation, or ``None`` where it is not to be seen what stands for what.
    """
    for match, word in zip(_found(source, tgt_lang), _free(source), strict=False):
        pattern, endings = _pattern(tgt_lang, word)
        forms = pattern.findall(target)
        if len(forms) != 1:
            return None
        number = int(match["digits"] or _WORDS[match["word"].lower()])
        ending = endings[forms[0]]
        ending = _ENDINGS.get(tgt_lang, {}).get(number, {}).get(ending, ending)
        target = pattern.sub(f"{number}{ending}", target)
    return target


def _found(text: str, tgt_lang: str) -> list[re.Match[str]]:
    """Return the ordinals of a text that nouns follow; none where there are too many."""
    if tgt_lang not in _FORMS:
        return []
    found = [
        match
        for match in _ordinals().finditer(text)
        if not _is_day(text, match) and int(match["digits"] or _LEAST) >= _LEAST
    ]
    return found if len(found) <= len(_free(text)) else []


def _is_day(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]
    if _BEHIND_CLASS.search(before):
        return False
    if _BEHIND_MONTH.search(before):
        return True
    if _DATED.search(before) and not _PLACE.match(text, match.end()):
        return True
    return _noun().match(text, match.end()) is None


def _free(text: str) -> list[str]:
    """Return the words that can stand in for others, since the text has not got them."""
    said = text.lower()
    return [word for word in _STAND_INS if word not in said]


@cache
def _ordinals() -> re.Pattern[str]:
    return re.compile(_ORDINAL, re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    bare = re.sub(r"\?P<\w+>", "?:", _ORDINAL)
    return re.compile(_NOUN.format(bare), re.IGNORECASE)


@cache
def _pattern(tgt_lang: str, word: str) -> tuple[re.Pattern[str], dict[str, str]]:
    endings = split_pairs(_FORMS[tgt_lang][_STAND_INS.index(word)])
    forms = "|".join(sorted(endings, key=len, reverse=True))
    # Of others, what follows may be written with them (তৃতীয়বার), but no fraction (তৃতীয়াংশ).
    behind = rf"(?!{_LETTER})" if tgt_lang in _APART else "(?!াংশ|ାଂଶ)"
    return re.compile(rf"(?<![-‐])(?<!{_LETTER})(?:{forms}){behind}"), endings
