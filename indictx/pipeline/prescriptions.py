"""English prescriptions in words: ``1 tab. BD`` is "1 tablet twice a day".

The same letters mean other things elsewhere (tabs of a browser, 5 BD Road), so only a sentence that
speaks of medicine is read so.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text.protect import SLOT_CLASS

__all__ = ["CODES", "read_out"]

_FORMS = {
    "tab": "tablet",
    "cap": "capsule",
    "inj": "injection",
    "syr": "syrup",
    "syp": "syrup",
}
_MEASURED = {"temp": "temperature", "wt": "weight", "ht": "height"}
_HOW_OFTEN = {
    "OD": "once a day",
    "BD": "twice a day",
    "BID": "twice a day",
    "TDS": "three times a day",
    "TID": "three times a day",
    "QID": "four times a day",
    "QDS": "four times a day",
    "HS": "at bedtime",
    "SOS": "if needed",
}
#: What a prescription shortens in capitals.
CODES = frozenset(_HOW_OFTEN)
_CODES = "|".join(_HOW_OFTEN)
_NUMBER = rf"[{SLOT_CLASS}\d]"
_HINT = compile_pattern(
    rf"[Tt]abs?\b|[Cc]aps?\b|(?:[Ii]nj|[Ss]y[rp])\.|\b(?:{_CODES})\b|\b(?:[Tt]emp|[WwHh]t)\b"
)


def read_out(text: str) -> str:
    """Return an English sentence with what a prescription shortens written out.

    Args:
        text: It has slots; what is all in capitals stays.
    """
    if _HINT.search(text) is None or text.isupper():
        return text
    text = _rule("measured").sub(lambda found: _like(found[1], _MEASURED), text)
    if _rule("medicine").search(text) is None:
        return text
    for name in ("form", "doses", "strength"):
        text = _rule(name).sub(lambda found: _like(found[1], _FORMS) + "s" * bool(found[2]), text)
    for _ in range(2):  # OD HS
        text = _rule("code").sub(lambda found: found[1] + _HOW_OFTEN[found[2]], text)
    return text


def _like(short: str, words: dict[str, str]) -> str:
    long = words[short.lower()]
    return long.capitalize() if short[0].isupper() else long


# Endings and names that are those of medicines alone.
_DRUG = (
    r"(?i:ors|iron|zinc|calcium|insulin|vitamin [a-z]\d*|folic acid|\w+(?:cillin|mycin|tamol|azole|artan"
    r"|statin|formin|oxacin|dipine|[lp]olol|tirizine|profen|spirin))"
)
_FORM_WORDS = r"(?i:tablets?|capsules?|injections?|syrups?|drops|ointment|medicines?)"


@cache
def _rule(name: str) -> re.Pattern[str]:
    goes_on = (
        r"(?= *(?:[.,;)]|$|(?:after|and|at|before|daily|for|in|on|till|to|until|with|x|X)\b"
        rf"|(?:{_CODES})\b|{_NUMBER}))"
    )
    patterns = {
        # At the beginning or behind a comma: Wt. 5 kg, temp: 101°F. Not "Temp 5 workers"
        "measured": (
            rf"(?:^|(?<=[,;(])|(?<=[,;] ))([Tt]emp|[WwHh]t)\b\.?:?"
            rf"(?= ?{_NUMBER}+(?:[^\w ]|$| (?:and|at|for|from|on|since|with)\b))"
        ),
        "medicine": (
            r"^(?:Tab|Cap|Inj|Sy[rp])s?\. ?[A-Z]|\b(?:[Ii]nj|[Ss]y[rp])\. ?[A-Z]"
            rf"|\b{_FORM_WORDS}\b|\b{_DRUG}\b|\bTDS\b|\bQ(?:ID|DS)\b"
            r"|\b(?:after|before) (?:food|meals?|breakfast|lunch|dinner|eating)\b"
            rf"|{_NUMBER} ?(?:tabs?|caps?)(?:\.? (?:{_CODES})\b|/day\b)"
            rf"|{_NUMBER} (?:{_CODES})\b (?:for|x|X) ?{_NUMBER}+ ?(?:days?|weeks?)\b"
        ),
        "form": r"(?:^|(?<=[,;+:] )|(?<=[a-z] ))([Tt]ab|[Cc]ap)(s?)\b\.?(?= [A-Z][a-z])",
        "doses": (
            rf"(?:(?<={_NUMBER})|(?<={_NUMBER} ))([Tt]ab|[Cc]ap)(s?)\b(?:\.(?=.))?"
            rf"(?=/|$| [^A-Z]| (?:{_CODES})\b)"
        ),
        "strength": r"\b([Ii]nj|[Ss]y[rp])(s?)\.(?= ?\w)",
        "code": (
            rf"((?:{_NUMBER}(?: ?(?:m?g|mcg|ml|units?))?+|\b{_FORM_WORDS}|\b{_DRUG}"
            rf"|\b(?:a day|bedtime|needed)),? )({_CODES})\b{goes_on}"
        ),
    }
    return compile_pattern(patterns[name])
