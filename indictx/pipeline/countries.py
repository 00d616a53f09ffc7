"""The US and the UK by their names, since both are also words and letters: America, American."""

from __future__ import annotations

import re

from indictx.text._span_parts import compiled

__all__ = ["named"]

_NAMES = {"S": ("America", "American"), "K": ("Britain", "British")}
# What does not belong to the noun in front of it.
_NO_NOUN = (
    "and|or|but|to|till|until|of|at|in|on|for|from|by|with|as|so|if|when|because|after|before|over|under|than|that"
    "|which|who|where|is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|did|does|do|not|also"
    "|too|said|says|won|wants?|wanted|signed|left|agreed|helped|sent|gave|made|took|went|came|today|tomorrow|yesterday|now"
)
_SENTENCE = "The|He|She|It|They|We|I|In|But|And|This|That|You|A|On|At|His|Her"
_COUNTRY = (
    r"(?P<the>\b[Tt]he )?(?<![\w.&/@#$-])U\.?(?P<letter>[SK])(?:\.?A)?(?![\w&/@$]|\.?-\w)"
    # Elsewhere the full stop is that of the sentence.
    rf"(?:\.(?= [a-z]|[,;:)])|\.(?= [A-Z])(?! (?:{_SENTENCE})\b))?+"
    rf"(?P<noun> (?!(?:{_NO_NOUN})\b)(?=[A-Za-z]{{2}}))?"
)


def named(text: str) -> str:
    """Return an English text with the US and the UK named: "US troops" is "American troops".

    Args:
        text: What must not change is hidden already; a text all in capitals stays.
    """
    if "U" not in text or text.isupper():
        return text
    return compiled(_COUNTRY).sub(_name, text)


def _name(found: re.Match[str]) -> str:
    country, of_country = _NAMES[found["letter"]]
    return f"{found['the'] or ''}{of_country} " if found["noun"] else country
