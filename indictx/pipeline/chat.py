"""English as it is typed on phones: ``pls tell me whr u r`` is "please tell me where you are".

Small models spell such words. Only those are read that are no other words; a lone ``r`` only where
"are" fits, and a text of one or two words is left alone, since it may be a code.
"""

from __future__ import annotations

import re
from functools import cache

from indictx._patterns import compile_pattern

__all__ = ["spelled_out"]

_WORDS = {
    "u": "you",
    "ur": "your",
    "urs": "yours",
    "pls": "please",
    "plz": "please",
    "plss": "please",
    "thx": "thanks",
    "thnx": "thanks",
    "thanx": "thanks",
    "tnx": "thanks",
    "asap": "soon",
    "abt": "about",
    "b4": "before",
    "bcoz": "because",
    "bcz": "because",
    "becoz": "because",
    "cuz": "because",
    "cmg": "coming",
    "frm": "from",
    "gr8": "great",
    "gd": "good",
    "hv": "have",
    "luv": "love",
    "mrng": "morning",
    "msg": "message",
    "msgs": "messages",
    "mtg": "meeting",
    "nyt": "night",
    "ppl": "people",
    "rcvd": "received",
    "shud": "should",
    "thru": "through",
    "tmr": "tomorrow",
    "tmrw": "tomorrow",
    "tmrrw": "tomorrow",
    "2moro": "tomorrow",
    "tonite": "tonight",
    "wat": "what",
    "whr": "where",
    "wid": "with",
    "wud": "would",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "im": "I'm",
    "ive": "I've",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "isnt": "isn't",
    "cant": "can't",
    "wasnt": "wasn't",
    "havent": "haven't",
    "couldnt": "couldn't",
    "shouldnt": "shouldn't",
    "thats": "that's",
    "whats": "what's",
}
_LEAST = 3
_SHORT = frozenset([*_WORDS, "r"])


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
    return _short_word().sub(_long, text)


def _long(found: re.Match[str]) -> str:
    word = found[1] or found[0]
    long = _WORDS.get(word.lower(), word)
    long = long[0].upper() + long[1:] if word[0].isupper() else long
    return f"{long} are" if found[1] else long


@cache
def _short_word() -> re.Pattern[str]:
    # Not B4, which is a vitamin
    one = "|".join(
        f"[{word[0].upper()}{word[0]}]{word[1:]}" if word.isalpha() else word for word in _WORDS
    )
    are = r"\b([Hh]ow|[Ww]here|[Ww]hr|[Ww]hat|[Ww]at|[Ww]ho|[Ww]hy|[Ww]e|[Tt]hey|[Yy]ou|[Uu]) r\b"
    return compile_pattern(rf"{are}(?!['’.&-]\w)|(?<![\w'’.&/-])(?:{one})(?![\w'’&/-]|\.\w)")
