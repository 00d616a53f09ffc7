"""English prescriptions in words: ``1 tab. BD`` is "1 tablet twice a day".

The same letters mean other things elsewhere (tabs of a browser, 5 BD Road), so only a sentence that
speaks of medicine is read so.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text.protect import SLOT_CLASS

__all__ = ["read_out"]

_FORMS = {"tab": "tablet", "cap": "capsule", "inj": "injection", "syr": "syrup"}
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
_CODES = "|".join(_HOW_OFTEN)
_NUMBER = rf"[{SLOT_CLASS}\d]"
_HINT = compile_pattern(
    rf"[Tt]abs?\b|[Cc]aps?\b|(?:[Ii]nj|[Ss]yr)\.|\b(?:{_CODES})\b|\b(?:[Tt]emp|[WwHh]t)\b"
)


def read_out(text: str) -> str:
    """Return an English sentence with what a prescription shortens written out.

    Args:
        text: It has slots.
    """
    if _HINT.search(text) is None:
        return text
    text = _rule("measured").sub(lambda found: _like(found[1], _MEASURED), text)
    if _rule("medicine").search(text) is None:
        return text
    for name in ("form", "doses", "strength"):
        text = _rule(name).sub(lambda found: _like(found[1], _FORMS) + "s" * bool(found[2]), text)
    return _rule("code").sub(lambda found: _HOW_OFTEN[found[0]], text)


def _like(short: str, words: dict[str, str]) -> str:
    long = words[short.lower()]
    return long.capitalize() if short[0].isupper() else long


@cache
def _rule(name: str) -> re.Pattern[str]:
    goes_on = (
        r"(?= *(?:[.,;)]|$|(?:after|and|at|before|daily|for|in|on|till|to|until|with|x|X)\b"
        rf"|(?:{_CODES})\b|{_NUMBER}))"
    )
    patterns = {
        # At the beginning or behind a comma: Wt. 5 kg, temp: 101°F
        "measured": rf"(?:^|(?<=[,;(])|(?<=[,;] ))([Tt]emp|[WwHh]t)\b\.?:?(?= ?{_NUMBER})",
        "medicine": (
            r"^(?:Tab|Cap|Inj|Syr)s?\.? [A-Z]|\b(?:[Ii]nj|[Ss]yr)\. ?[A-Z]"
            r"|\b(?i:tablets?|capsules?|injections?|syrups?|drops|ointment|doses?|medicines?)\b"
            r"|\b(?:after|before) (?:food|meals?|breakfast|lunch|dinner|eating)\b|\bTDS\b|\bQ(?:ID|DS)\b"
            r"|\b(?i:ors|iron|zinc|calcium|insulin|vitamin|\w+(?:cillin|mycin|tamol|azole|artan|statin"
            r"|formin|oxacin|dipine|[lp]olol|tirizine|profen|spirin))\b"
            rf"|{_NUMBER} ?(?:tabs?|caps?)(?:\.? (?:{_CODES})\b|/day\b)"
            rf"|\b(?:{_CODES})\b (?:for|x|X) ?{_NUMBER}+ ?(?:days?|weeks?|months?)\b"
        ),
        "form": r"(?:^|(?<=[,;+] ))([Tt]ab|[Cc]ap)(s?)\b\.?(?= [A-Z])",
        "doses": rf"(?:(?<={_NUMBER})|(?<={_NUMBER} ))([Tt]ab|[Cc]ap)(s?)\b(?:\.(?=.))?(?=/|$| [^A-Z]| (?:{_CODES})\b)",
        "strength": r"\b([Ii]nj|[Ss]yr)(s?)\.(?= ?\w)",
        "code": rf"(?<=[\w{SLOT_CLASS}.)] )(?:{_CODES})\b{goes_on}",
    }
    return compile_pattern(patterns[name])
