"""Patterns of what people write as machines do: addresses, keys to press, signs, file numbers, code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indictx.text._span_parts import CURRENCY, WORD, compiled, trimmed

__all__ = [
    "COMPARED",
    "HEX_ADDRESS",
    "HEX_ADDRESS_HINT",
    "KEYS",
    "KEYS_HINT",
    "PRICE_OF",
    "REFERENCE",
    "REFERENCE_HINT",
    "code",
    "referring",
]

_HEX = "[0-9A-Fa-f]{1,4}"
HEX_ADDRESS = (
    rf"(?<![{WORD}.])(?<!\d:)(?:(?:{_HEX}:){{7}}{_HEX}|(?:[0-9A-Fa-f]{{2}}:){{5}}[0-9A-Fa-f]{{2}}"
    rf"|(?=[A-Fa-f:]*+\d)(?:{_HEX}(?::{_HEX}){{0,6}})?::(?:{_HEX}(?::{_HEX}){{0,6}})?)"
    r"(?:/\d{1,3})?+(?![A-Za-z0-9_]|:[0-9A-Fa-f:])"
)
HEX_ADDRESS_HINT = rf"::|(?:{_HEX}:){{5}}"
# Keys pressed together: Ctrl+S, ctrl + alt + Del, Alt-F4. A shift, an option and a control are words, too.
_HELD = "ctrl|control|alt|altgr|shift|cmd"
_PRESSED = (
    rf"(?:(?i:{_HELD}|command|option|del(?:ete)?|ins(?:ert)?|tab|esc(?:ape)?|enter|return|space|home|end"
    r"|pgup|pgdn|up|down|left|right|backspace|f\d{1,2}|click|[a-z])(?![A-Za-z0-9])"
)
_KEYS = (
    rf"(?:(?:(?i:{_HELD}|command|option|super|meta|fn)|Win(?:dows)?)"
    rf"(?: ?\+ ?(?:{_PRESSED}|\d(?!\w)|[=/*~;+-](?!\S))))++|(?i:{_HELD})(?:-{_PRESSED}))++(?!-))"
)
# In angle brackets, too, as catalogs of GTK have them
KEYS = rf"<{_KEYS}>|(?<![{WORD}+-]){_KEYS}"
# How the names of these keys end: a class of letters is found sooner than a choice of words.
KEYS_HINT = r"[lrtdnasLRTDNAS](?: ?\+|-)"

# File numbers of offices have a year behind a slash: F.12-3/2024-Estt.(A), 45/B/2026-27
REFERENCE = r"(?<![^\s(\[\"'])[A-Za-z0-9][A-Za-z0-9.()&-]*+(?:/[A-Za-z0-9.()&-]++)++"
REFERENCE_HINT = r"/(?:19|20)\d\d(?!\d)|/\d\d-\d\d(?!\d)"


def referring(text: str, start: int, end: int) -> int:
    """Accept a file number: it has a capital letter, and is no date, range or choice of words."""
    end = trimmed(text, start, end)
    parts = text[start:end].split("/")
    if any(compiled("[A-Za-z][a-z]++").fullmatch(part) for part in parts):
        return start
    has_capital = any("A" <= char <= "Z" for part in parts for char in part)
    others = [part for part in parts if not _is_year(part)]
    # GST/2024 is a word and a year.
    is_counted = any(map(str.isdigit, "".join(others))) or len(parts) - len(others) > 1
    return end if has_capital and is_counted and any(map(_is_year, parts[1:])) else start


def _is_year(part: str) -> bool:
    found = compiled(r"(?:(?:19|20)\d\d|(\d\d)-(\d\d))(?!\d)").match(part)
    return found is not None and (found[1] is None or (int(found[1]) + 1) % 100 == int(found[2]))


# What compares, up to the first digit of a number, which goes on: >= 38, x≠5, § 7. Not a quotation's "> 5".
COMPARED = (
    rf"(?:(?<=[{WORD})%°] )(?:[<>]|&[lg]t;)=?+|(?<=[{WORD})%°])(?:<=?+|>=|&[lg]t;=?+)"
    rf"|(?<![^\s(])[≤≥≠§]|(?<=[{WORD}])[≤≥≠])"
    r" ?[\d¼-¾⅐-⅞]"
)
# A price that a program fills in, up to the first sign of its placeholder: ₹{amount}, Rs. %d
PRICE_OF = rf"(?:[{CURRENCY}]|(?<![{WORD}])(?:R[sS]\.?|INR)) ?[{{%]"


def _is_tight(text: str, start: int, end: int) -> bool:
    return not (text[start].isspace() or text[end - 1].isspace())


# Between two backticks: the end of a `quotation' and what is behind it.
_QUOTED = r"[^\s'][^']*'(?![\w'])[^']*"


def code(text: str) -> Iterator[tuple[int, int]]:
    """Yield Markdown code spans: a run of backticks closes at the next run of the same length."""
    runs = [match.span() for match in re.finditer("`+", text)]
    following: dict[int, int] = {}
    closing = [-1] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = following.get(length, -1)
        following[length] = index
    index = 0
    while index < len(runs):
        end = runs[closing[index]][0]
        # One backtick beside a space is the character itself: "the ` key and the ` sign"
        if closing[index] >= 0 and (
            runs[index][1] - runs[index][0] > 1
            or (
                _is_tight(text, runs[index][1], end)
                and not compiled(_QUOTED).fullmatch(text, runs[index][1], end)
            )
        ):
            yield runs[index][0], runs[closing[index]][1]
            index = closing[index]
        index += 1
