"""English ages with their years: ``children under 5`` is "children below 5 years".

Where English leaves the years out, small models read a price, a time of day or feet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indictx.text._span_parts import compiled
from indictx.text.protect import SLOT_CLASS, slot_index

__all__ = ["has_age", "with_years"]

_PEOPLE = (
    r"(?:adults?|anybody|anyone|babies|boys?|candidates|child|children|citizens|everybody|everyone|farmers"
    r"|females?|girls?|infants|kids|males?|m[ae]n|members|one|passengers|patients|people|persons?"
    r"|pupils|residents|seniors|students|teenagers|those|voters|wom[ae]n|workers|youths?)"
)
_AGE = rf"(?:[{SLOT_CLASS}]|two|three|four|five|six|seven|eight|nine|ten)"
# Nothing that is counted follows.
_ALONE = (
    r"(?=\s*(?:$|[.,;:!?)\]–—-]\s|[.,;:!?)\]]$|\)|(?:and|are|at|can|cannot|do|does|for|free|from|get|gets|had|has"
    r"|have|in|is|may|must|need|needs|not|on|only|or|should|to|travel|were|who|will|with|without)\b))"
)
_HINT = re.compile("under|Under|below|Below|over|Over|above|Above|age")
_BOUND = rf"\b((?i:{_PEOPLE})(?: (?:who are|aged))?) (under|below|over|above)(?: the age of)? ({_AGE}){_ALONE}"
_FROM_TO = (
    rf"\b((?i:{_PEOPLE}))(?:,? aged|,? between the ages of| in the age group(?: of)?) ({_AGE})"
    rf"(?: (?:to|and|-|–) ({_AGE}))?(?: years)?{_ALONE}"
)
_YEARS = r"\d{1,2}(?:[.,]5)?|10\d"
_RANGE = r"\d{1,2} ?[-–] ?\d{1,3}"
_SAID = {"under": "below", "below": "below", "over": "above", "above": "above"}


def has_age(text: str) -> bool:
    """Say whether an English text may have ages without years."""
    return _HINT.search(text) is not None


def with_years(text: str, values: Sequence[str]) -> str:
    """Return an English text with the years that belong to ages.

    Args:
        text: A sentence, with slots, which keep their order.
        values: What its slots stand for, from slot 0 on.
    """

    def is_like(pattern: str, age: str) -> bool:
        return compiled(pattern).fullmatch(values[slot_index(age)]) is not None

    def is_years(age: str) -> bool:
        return age.isalpha() or is_like(_YEARS, age)

    def bound(found: re.Match[str]) -> str:
        people, word, age = found.groups()
        return f"{people} {_SAID[word]} {age} years" if is_years(age) else found[0]

    def from_to(found: re.Match[str]) -> str:
        people, first, last = found.groups()
        if last is None:
            is_range = not first.isalpha() and is_like(_RANGE, first)
            return f"{people} of {first} years" if is_range else found[0]
        are_years = is_years(first) and is_years(last)
        return f"{people} from {first} to {last} years of age" if are_years else found[0]

    return compiled(_FROM_TO).sub(from_to, compiled(_BOUND).sub(bound, text))
