"""English as it is typed on phones: ``pls tell me whr u r`` is "please tell me where you are".

Small models spell such words. Those that are other words as well, or letters, are read so only beside
another one, or where no other word fits; a text of one or two words may be a code and stays.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern
from indictx.text.protect import SLOT_CLASS

__all__ = ["spelled_out"]

_WORDS = {
    "pls": "please",
    "plz": "please",
    "plss": "please",
    "thx": "thanks",
    "thnx": "thanks",
    "thanx": "thanks",
    "tnx": "thanks",
    "abt": "about",
    "bcoz": "because",
    "bcz": "because",
    "becoz": "because",
    "cmg": "coming",
    "gr8": "great",
    "mrng": "morning",
    "msg": "message",
    "msgs": "messages",
    "mtg": "meeting",
    "ppl": "people",
    "rcvd": "received",
    "shud": "should",
    "tmr": "tomorrow",
    "tmrw": "tomorrow",
    "tmrrw": "tomorrow",
    "2moro": "tomorrow",
    "tonite": "tonight",
    "whr": "where",
    "wud": "would",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "havent": "haven't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "thats": "that's",
    "whats": "what's",
}
# The vowel u, the city of Ur, vitamin b4, cant, Luv and Kush
_AMBIGUOUS = {
    "b4": "before",
    "frm": "from",
    "u": "you",
    "ur": "your",
    "asap": "soon",
    "cant": "can't",
    "cuz": "because",
    "gd": "good",
    "hv": "have",
    "im": "I'm",
    "ive": "I've",
    "luv": "love",
    "nyt": "night",
    "thru": "through",
    "wat": "what",
    "wid": "with",
}
_LONG = _WORDS | _AMBIGUOUS
_LEAST = 3
_SHORT = frozenset([*_LONG, "r"])


def spelled_out(text: str) -> str:
    """Return an English sentence with the short words of chats written out.

    Args:
        text: It has slots; what is in capitals may be an acronym and stays.
    """
    # Quicker than a table of characters, and this is asked of every sentence.
    bare = text.replace(",", " ").replace(".", " ").replace("!", " ").replace("?", " ")
    words = bare.lower().split()
    if _SHORT.isdisjoint(words) or len(words) < _LEAST:
        return text
    patterns = _patterns()
    text = patterns["please"].sub(_long, patterns["are"].sub(_long, text))
    if len(_SHORT.intersection(words)) > 1:
        return patterns["all"].sub(_long, text)
    return patterns["you"].sub("you", patterns["certain"].sub(_long, text))


def _long(found: re.Match[str]) -> str:
    word = found[1] or found[2]
    long = "are" if word in "Rr" else _LONG.get(word.lower(), word)
    long = long[0].upper() + long[1:] if word[0].isupper() else long
    return f"{long} are" if found[0].endswith(" r") else long


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return what finds "how r" and "r u", "Pls.", all words or the certain ones, and a lone u."""

    def one_of(words: dict[str, str]) -> str:
        # A capital begins the sentence. Behind a number "im" and "u" are of medicine.
        small = "|".join(words)
        first = "|".join(word.capitalize() for word in words if word.isalpha())
        return rf"(?<![\w'’.&/-])(?<![\d{SLOT_CLASS}] )((?:{small})|^(?:{first}))(?![\w'’&/-]|\.\w)"

    patterns = {
        "are": (
            r"\b([Hh]ow|[Ww]here|[Ww]hr|[Ww]hat|[Ww]at|[Ww]ho|[Ww]hy|[Ww]e|[Tt]hey|[Yy]ou|[Uu]) r\b"
            r"(?!['’.&-]\w)|(?:^|(?<=[.!?] ))([Rr])(?= u\b)"
        ),
        "please": r"\b([Pp]l[sz])\.(?= [a-z])",
        "certain": one_of(_WORDS),
        "all": one_of(_LONG),
        "you": (
            r"(?:(?<=\b(?:are|can|met|see|who|did|ask) )|(?<=\b(?:love|miss|call|tell|give|send|meet|with"
            r"|help|show|will|told) )|(?<=\bthank ))u\b(?! turn|['’.&/-]\w)"
        ),
    }
    return {name: compile_pattern(pattern) for name, pattern in patterns.items()}
