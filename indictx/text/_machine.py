"""Patterns of what people write as machines do: addresses in hexadecimal, keys to press, signs."""

from __future__ import annotations

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
    """Accept a file number: it has a capital letter, and dates do not."""
    end = trimmed(text, start, end)
    found = text[start:end]
    has_capital = any("A" <= char <= "Z" for char in found)
    return end if has_capital and compiled(REFERENCE_HINT).search(found) else start


# What compares, up to the first digit of a number, which goes on: >= 38, x≠5, § 7. Not a quotation's "> 5".
COMPARED = (
    rf"(?:(?<=[{WORD})%°] )(?:[<>]|&[lg]t;)=?+|(?<=[{WORD})%°])(?:<=?+|>=|&[lg]t;=?+)"
    rf"|(?<![^\s(])[≤≥≠§]|(?<=[{WORD}])[≤≥≠])"
    r" ?[\d¼-¾⅐-⅞]"
)
# A price that a program fills in, up to the first sign of its placeholder: ₹{amount}, Rs. %d
PRICE_OF = rf"(?:[{CURRENCY}]|(?<![{WORD}])(?:R[sS]\.?|INR)) ?[{{%]"
