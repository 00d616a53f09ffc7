"""Case endings behind acronyms in Dravidian languages: models write those of numbers there.

An acronym sounds as the name of its last letter does, so it is ஐடிஐயில் and ಆರ್‌ಬಿಐಯಲ್ಲಿ, not
ஐடிஐ-இல் and ಆರ್‌ಬಿಐರಲ್ಲಿ.
"""

from __future__ import annotations

import re
from functools import cache

from indictx.text._span_parts import WORD

__all__ = ["fitted"]

_ROUND = "உஊஒஓஔஅஆுூொோௌா"
#: By language: what models write, and what it is behind a vowel; ~ is the sound between them.
_BEHIND_VOWEL = {
    "tam_Taml": "-இல்=~ில் இல்=~ில் -இன்=~ின் இன்=~ின் -ஐ=~ை ஐ=~ை -ஆல்=~ால் -உடன்=~ுடன் -ரில்=~ில் -ன்=~ின்",
    "kan_Knda": "ರಲ್ಲಿ=ಯಲ್ಲಿ ರ=ಯ ರಿಂದ=ಯಿಂದ ರಂದು=ಯಲ್ಲಿ ಕ್ಕೆ=ಗೆ ರವರೆಗೆ=ಯವರೆಗೆ ರೊಂದಿಗೆ=ಯೊಂದಿಗೆ",
    "mal_Mlym": "-ൽ=യിൽ -ലെ=യിലെ -ന്റെ=യുടെ -ന്=യ്ക്ക് -നെ=യെ -ലേക്ക്=യിലേക്ക്",
}
_BEHIND_CONSONANT = {
    "kan_Knda": "ರಲ್ಲಿ=\u200cನಲ್ಲಿ ರ=\u200cನ ರಿಂದ=\u200cನಿಂದ ರಂದು=\u200cನಲ್ಲಿ ಕ್ಕೆ=\u200cಗೆ ರೊಂದಿಗೆ=\u200cನೊಂದಿಗೆ",
}
_VOWEL = re.compile("[ാ-ൌഅ-ഔಾ-ೌಅ-ಔா-ௌஅ-ஔ]$")


def fitted(word: str, text: str, lang: str) -> tuple[str, int]:
    """Return a word with the case ending that fits it.

    Args:
        word: An acronym as it is spelt.
        text: What follows it.
        lang: Code of the language.

    Returns:
        The word, and how much of the text is its ending.
    """
    is_vowel = _VOWEL.search(word) is not None
    table = _BEHIND_VOWEL if is_vowel else _BEHIND_CONSONANT
    if lang not in table:
        return word, 0
    found = _pattern(table[lang]).match(text)
    if found is None:
        return word, 0
    glide = "வ" if word[-1] in _ROUND else "ய"
    ending = dict(row.split("=") for row in table[lang].split())[found[0]]
    return word + ending.replace("~", glide), found.end()


@cache
def _pattern(rows: str) -> re.Pattern[str]:
    endings = sorted((row.split("=")[0] for row in rows.split()), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, endings))})(?![{WORD}])")
