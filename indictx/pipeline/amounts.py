"""Whether one side of a translation has a small number in words that the other side lacks.

Numbers up to ten and halves reach the model as words, and it drops or changes one now and then:
"half a tablet" becomes a tablet, "five more minutes" more minutes.
"""

from __future__ import annotations

from indictx.pipeline._amount_words import (
    AMOUNTS,
    ENGLISH_MAY_SAY,
    ENGLISH_SAYS,
    VALUES,
    english_says,
)
from indictx.pipeline.said import Vocabulary

__all__ = ["NUMBERS", "differ"]

#: Two to ten, and a half.
NUMBERS = Vocabulary(
    english_says=[(words, english_says(words)) for words in ENGLISH_SAYS],
    english_may_say=ENGLISH_MAY_SAY,
    words=AMOUNTS,
    digits=[("50", "30", "½", r"\.5") if value == ".5" else (value,) for value in VALUES],
)
differ = NUMBERS.differ
