"""IndicTrans2: two tags, one script for all of India, English by Moses, placeholders ``<ID1>``.

What the original engine (``inference/engine.py``) does to a sentence is done here in its order. It
restores placeholders before it transliterates, which rewrites what they held; here they become
slots again, which no step touches, and what they held comes back last, in the pipeline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from indictx.families import _indic, _moses
from indictx.families._spm import ConvertedFamily, readable
from indictx.languages import Pair
from indictx.models.schema import ModelManifest
from indictx.models.tags import INDICTRANS2
from indictx.text.normalize import Level, normalize
from indictx.text.protect import slot_char, slot_index, slot_pattern

ENGLISH = "eng_Latn"
#: Placeholders of one digit, as in training; a longer one may come back in parts.
SLOT_COUNT = 9

# What the models write for "ID" now and then (normalize_regex_inference.py, and IndicProcessor).
_MANGLED = r"ID|Id|id|آی ?ڈی|آئی ?ڈی|ꯑꯥꯏꯗꯤ|आईडी|आई ?\. ?डी ?\.?|आय ?\. ?डी ?\.?|ऐटि|ᱟᱭᱰᱤ(?: ?᱾)?|आयडी|ऐडि|आइडि"
# urduhack puts a space before punctuation, and the models were trained on its output.
_ARABIC_FIXES = ((" ؟", "؟"), (" ۔", "۔"), (" ،", "،"))
# Kashmiri palatalization is written with one letter (IndicTrans2 issue 11).
_KASHMIRI_FIX = ("\u066e\u06ea", "\u0620")


class IndicTrans2Family(ConvertedFamily):
    """Text to pieces and back for models of AI4Bharat's IndicTrans2."""

    TAGS: Mapping[str, str] = INDICTRANS2
    SOURCE_PREFIX = ("{source}", "{target}")

    def __init__(self, manifest: ModelManifest) -> None:
        super().__init__(manifest)
        self.slot_count = SLOT_COUNT

    def _prepare(self, sentence: str, pair: Pair) -> str:
        text = normalize(readable(sentence), level=Level.NFC)
        return prepare(text, pair.source.code)

    def _finish(self, text: str, pair: Pair) -> str:
        return finish(text, pair.target.code)


def prepare(text: str, lang_code: str) -> str:
    """Return what SentencePiece gets for a sentence: words and marks, in Devanagari if Brahmic.

    Args:
        text: One sentence, NFC; slot *n* becomes ``<ID{n+1}>``.
        lang_code: Language of the sentence.
    """
    text = _indic.ascii_digits(_indic.punctuate(text))
    text = " ".join(
        slot_pattern().sub(lambda match: f"<ID{slot_index(match[0]) + 1}>", text).split()
    )
    if lang_code == ENGLISH:
        return " ".join(_moses.tokenize(_moses.normalize(text)))
    text = _indic.tokenize(_indic.normalize(text, lang_code), lang_code)
    return _indic.to_devanagari(text, lang_code)


def finish(text: str, lang_code: str) -> str:
    """Return what a reader gets for the decoded pieces of a sentence; ``<ID1>`` becomes slot 0.

    Args:
        text: Words and marks with spaces between, in Devanagari if Brahmic.
        lang_code: Language of the text.
    """
    if lang_code.endswith("_Arab"):
        for wrong, right in (*_ARABIC_FIXES, _KASHMIRI_FIX):
            text = text.replace(wrong, right)
    text = _placeholders().sub(_slot, text)
    if lang_code == ENGLISH:
        return _moses.detokenize(text.split(" "))
    return _indic.detokenize(_indic.from_devanagari(text, lang_code))


def _slot(match: re.Match[str]) -> str:
    number = int(match["number"])
    if not number or not (match["before"] or match["after"]):
        return match[0]
    return slot_char(number - 1)


@cache
def _placeholders() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<before>[<\[]) *)?(?:{_MANGLED}) *(?P<number>\d{{1,2}})(?: *(?P<after>[>\]]))?"
    )
