"""English as it is typed on phones: ``pls tell me whr u r`` is "please tell me where you are".

Small models spell such words. Those that are other words as well, or letters, are read so only beside
another one, or where no other word fits; a text of one or two words may be a code and stays.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern

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
    "b4": "before",
    "bcoz": "because",
    "bcz": "because",
    "becoz": "because",
    "cmg": "coming",
    "frm": "from",
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
# The vowel u, the city of Ur, cant, Luv and Kush
_AMBIGUOUS = {
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
    are, sure, all_, you = _patterns()
    if sum(map(_SHORT.__contains__, words)) > 1:
        return all_.sub(_long, are.sub(_long, text))
    return you.sub("you", sure.sub(_long, text))


def _long(found: re.Match[str]) -> str:
    word = found[1]
    long = _LONG.get(word.lower(), word)
    long = long[0].upper() + long[1:] if word[0].isupper() else long
    return f"{long} are" if found[0].endswith(" r") else long


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return what finds "how r", words for certain, all words, and u behind what goes before you."""

    def one_of(words: dict[str, str]) -> re.Pattern[str]:
        # A capital begins the sentence; B4 is a vitamin.
        small = "|".join(words)
        first = "|".join(word.capitalize() for word in words if word.isalpha())
        return compile_pattern(
            rf"(?<![\w'’.&/-])((?:{small})|(?<![^\W])^(?:{first}))(?![\w'’&/-]|\.\w)"
        )

    return (
        compile_pattern(
            r"\b([Hh]ow|[Ww]here|[Ww]hr|[Ww]hat|[Ww]at|[Ww]ho|[Ww]hy|[Ww]e|[Tt]hey|[Yy]ou|[Uu]) r\b"
            r"(?!['’.&-]\w)"
        ),
        one_of(_WORDS),
        one_of(_LONG),
        compile_pattern(
            r"(?:(?<=\b(?:are|can|for|met|see|who|did|ask) )|(?<=\b(?:love|miss|call|tell|give|send|meet|with"
            r"|help|show|will|told) )|(?<=\bthank ))u\b(?! turn|['’.&/-]\w)"
        ),
    )
