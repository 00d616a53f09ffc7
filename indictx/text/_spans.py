"""Where the spans are that a translation must not change.

One table, :data:`TABLE`, lists every built-in kind in order of precedence. Each row is searched on
its own, and only in a text that has one of its trigger strings: most lines have two or three, so
this is several times faster than one big alternation, which tries every branch at every character.

Whatever overlaps is joined, so no rule can cut another's span in two: a number inside a URL is
part of the URL. The kind is that of the widest span; the table's order decides between equals.

Every row takes linear time on any text; see :mod:`indictx.text._span_parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from indictx.text._machine import (
    COMPARED,
    HEX_ADDRESS,
    HEX_ADDRESS_HINT,
    KEYS,
    KEYS_HINT,
    PRICE_OF,
    REFERENCE,
    REFERENCE_HINT,
    code,
    referring,
)
from indictx.text._quantities import SCALED_HINT, scaled
from indictx.text._span_parts import (
    AMOUNT,
    CODE,
    CODE_HINT,
    CURRENCY,
    EMOJI,
    EMOJI_TAIL,
    HEIGHT,
    LABELS,
    LONGEST_WORD,
    MEASURE,
    MEASURE_HINT,
    NUMBER,
    PERCENT,
    PHONE,
    PRICE,
    PRICE_SIGNS,
    QUANTITY,
    QUANTITY_HINT,
    QUANTITY_IN_WORDS_HINT,
    RATE,
    SECTION,
    SLOT_CLASS,
    TIMESTAMP,
    URL_BODY,
    WORD,
    coded,
    comments,
    compiled,
    domain,
    emphasis,
    encoded,
    file,
    icu,
    phone,
    quantities,
    raw_elements,
    serial,
    snake,
    trimmed,
)

Settle = Callable[[str, int, int], int]


class Row(NamedTuple):
    """One kind of span.

    Attributes:
        kind: Name given to the span.
        triggers: The row is skipped unless one of these strings occurs in the text.
        find: A pattern, or a function that yields ``(start, end)``.
        settle: Gets text, start and end of a match and returns its final end; ``start`` refuses it.
        needs: Pattern that must occur as well, where triggers are too common.
    """

    kind: str
    triggers: tuple[str, ...]
    find: str | Callable[[str], Iterable[tuple[int, int]]]
    settle: Settle | None = None
    needs: str | None = None


#: Precedence from top to bottom, after the user's own regexes and terms.
TABLE: tuple[Row, ...] = (
    Row("icu", ("{",), icu),
    Row("comment", ("<!--",), comments),
    Row("code", ("<s", "<S"), raw_elements),
    Row("code", ("`",), code),
    Row(
        "tag",
        ("<",),
        r"<(?:/?[A-Za-z][\w:.-]*+(?:\s*+/?>|\s(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>|\s[^<>]*+>)"
        # Numbered, as libraries of React write them
        r"|/\d{1,3}>|\d{1,3} ?/?>|[?!][A-Za-z\[][^<>]*+>)",
    ),
    Row("entity", ("&",), r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"),
    Row(
        "brace",
        ("{",),
        r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}|[$#%@]?\{ ?[^\s{}]++ ?\}|[$#%@]\{[^{}]*+\}|\{\}",
    ),
    Row("brace", ("<%",), r"<%[^%]*+%>"),
    Row("brace", ("[[",), r"\[\[ ?[A-Za-z_][A-Za-z0-9_.-]*+ ?\]\]"),
    Row("brace", ("\\(",), r"\\\([A-Za-z_][A-Za-z0-9_.]*+\)"),
    Row(
        "variable",
        ("$",),
        rf"(?:(?<![{WORD}$])|(?<=\\[nrt]))\$[A-Za-z_]\w*+(?:\$(?![\w$]))?+",
    ),
    # A text that i18next puts in
    Row("variable", ("$t(",), rf"(?<![{WORD}$])\$t\([^()]*+\)"),
    Row("variable", ("__",), rf"(?<![{WORD}])__[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)*+__(?![{WORD}])"),
    Row("variable", ("##",), rf"(?<![{WORD}#])##[A-Za-z_]\w*+##(?![{WORD}#])"),
    # A capital begins a name in "Name :Ravi"; two are a constant.
    Row(
        "variable",
        (":",),
        rf"(?<!\S):(?:[a-z_]|[A-Z]{{2}})[A-Za-z0-9_]*+(?![{WORD}])",
        None,
        r"(?<!\S):[A-Za-z_]",
    ),
    Row("percent", ("%",), PERCENT),
    Row("brace", ("{", "%"), PRICE_OF),
    Row("link", ("](",), r"\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?+(?:\s\"[^\"]*+\")?+\)"),
    Row("link", ("](",), r"!?\[(?=[^\[\]]*+\]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)?+[\s)])"),
    Row("emphasis", ("*", "~~", "__"), emphasis),
    Row(
        "url",
        ("://", "mailto:", "tel:", "www."),
        rf"(?<![A-Za-z])(?:[A-Za-z][A-Za-z0-9+.-]{{1,20}}://|mailto:|tel:|www\.(?=\w))"
        # A suffix written straight after the host is no part of it: https://nic.inக்கு
        rf"(?:{LABELS}(?=[{WORD}])(?![\x00-\x7f])|{URL_BODY}++)",
        trimmed,
    ),
    Row(
        "url",
        (".",),
        rf"(?<![{WORD}.@/\\-]){LABELS}(?![_@])(?::\d{{1,5}}(?!\d))?+(?:[/?#]{URL_BODY}*+)?+",
        domain,
        r"\.[a-z]{2}",
    ),
    Row(
        "email",
        ("@",),
        rf"(?<![{WORD}.+%'-])[{WORD}.+%'-]++@(?:{LABELS}|[{WORD}-]++(?:\.[{WORD}-]++)++"
        rf"|[A-Za-z][A-Za-z0-9]++(?!\.?[{WORD}-]))",
    ),
    Row(
        "path",
        ("/",),
        r"(?<![^\s\"'(\[=:“‘])(?:/(?=[A-Za-z_]|\.[A-Za-z])[A-Za-z0-9._+-]++(?:/[^\s/\"'`<>()।,;:]++)*+/?+"
        r"|(?:\.\.?|~)/[^\s\"'`<>()।,;:]*+)",
        trimmed,
    ),
    Row(
        "path",
        (":\\", ":/", "\\\\"),
        rf"(?<![{WORD}])[A-Za-z]:[\\/](?!/)[^\s\"'<>|?*:।]*+|(?<!\S)\\\\[\w.-]++\\[^\s\"<>|?*:।]*+",
        trimmed,
    ),
    Row("path", (".",), rf"(?<![{WORD}.+~/-])[{WORD}.+~/-]++", file, r"\.[A-Za-z0-9]{2}"),
    Row("identifier", ("/",), REFERENCE, referring, REFERENCE_HINT),
    Row("escape", ("\\",), r"\\(?:[nrtabfv0\"'](?![a-z])|n|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})"),
    Row("identifier", ("_",), rf"(?<![{WORD}])[{WORD}]++(?:\(\))?+", snake),
    Row("identifier", ("()",), r"(?<![\w.])[A-Za-z_][\w.]*+\(\)"),
    Row("identifier", ("--",), r"(?<![\w-])--[A-Za-z][\w-]*+"),
    Row(
        "identifier",
        ("-",),
        r"(?<![\w-])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w-])",
    ),
    Row(
        "identifier",
        (),
        rf"(?<![{WORD}])(?=[A-Za-z]*+[0-9])(?=[0-9]*+[A-Za-z])[A-Za-z0-9]++(?![{WORD}])",
        serial,
        r"[0-9](?:(?=[A-Za-z])|(?<=[A-Za-z][0-9]))",
    ),
    Row("identifier", (".NET",), rf"(?<![{WORD}.])\.NET(?![A-Za-z0-9_])"),
    # As programs write it, so its digits are never shown in another script.
    Row("identifier", (), TIMESTAMP, None, r"\d[TZ]"),
    Row("identifier", (), CODE, coded, CODE_HINT),
    Row("identifier", (), SECTION, None, r"\d\("),
    # Digits above and below a line: H₂O, km². Behind a longer word they are marks of footnotes.
    Row(
        "identifier",
        (*"₀₁₂₃₄₅₆₇₈₉",),
        rf"(?<![{WORD}])[A-Za-z][A-Za-z0-9]*+(?:\([A-Za-z0-9₀-₉]++\))?+[₀-₉][A-Za-z0-9⁰-₎]*+",
    ),
    Row(
        "identifier",
        (*"²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻",),
        rf"(?<![{WORD}])[A-Za-z]{{1,2}}[²³¹⁰⁴-⁹⁺⁻][²³¹⁰-₎]*+(?![A-Za-z])",
    ),
    Row(
        "identifier",
        (".",),
        rf"(?<![{WORD}.])[vV]?+\d++(?:\.\d++)++-?+[a-z]++\.?+\d++(?![{WORD}])",
        None,
        r"\d\.\d",
    ),
    # An address: its digits are never shown in another script, so it is no number.
    Row(
        "identifier",
        (".",),
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?+(?![\w.:]\d|\w)",
        None,
        r"\d\.\d",
    ),
    # Addresses in hexadecimal: 2001:db8::1/64, 00:1A:2B:3C:4D:5E
    Row("identifier", (":",), HEX_ADDRESS, None, HEX_ADDRESS_HINT),
    Row("identifier", ("+", "-"), KEYS, None, KEYS_HINT),
    # Blood groups and grades: A+, O-ve
    Row(
        "identifier",
        ("+", "-"),
        rf"(?<![{WORD}&+.-])(?:AB|[ABO]) ?[+-](?:ve)?(?![{WORD}+-])(?<! [+-])",
    ),
    Row(
        "identifier",
        ("v", "V"),
        rf"(?<![{WORD}.])[vV]\d++(?:\.\d++)*+(?![{WORD}])",
        None,
        r"[vV]\d",
    ),
    Row("handle", ("@",), rf"(?<![{WORD}@.])@(?:[A-Za-z0-9_]++(?:\.[A-Za-z0-9_]++)*+|[{WORD}]++)"),
    Row("hashtag", ("#", "＃"), rf"(?<![{WORD}#&/])[#＃](?:[A-Za-z0-9_]++|[{WORD}]++)"),
    Row("emoji", ("\u20e3",), r"[0-9#*]\ufe0f?\u20e3"),
    # Rules and blanks to fill in, which send small models into loops
    Row("rule", ("---", "___", "===", "***", "~~~", "###", "...."), r"([_=*~#-])\1{2,}|\.{4,}"),
)

#: Rows behind ``KeepRules.numbers``.
NUMBER_TABLE: tuple[Row, ...] = (
    Row("phone", (), PHONE, phone, r"\d(?:[ )-]\d|\d{7})"),
    Row("quantity", (), QUANTITY, None, QUANTITY_HINT),
    Row("quantity", (), quantities, None, QUANTITY_IN_WORDS_HINT),
    Row("quantity", (), scaled, None, SCALED_HINT),
    Row("quantity", (), MEASURE, None, MEASURE_HINT),
    Row("quantity", ("/",), RATE, None, r"[\d½] ?/ ?[A-Za-z]"),
    Row("number", ("'", "’", "′"), HEIGHT, None, r"\d['’′]"),
    Row("number", (), AMOUNT, None, rf"[{CURRENCY}]"),
    Row("number", PRICE_SIGNS, PRICE),
    Row("number", ("<", ">", "≤", "≥", "≠", "§", "&lt;", "&gt;"), COMPARED),
    Row("number", (), NUMBER),
)

#: Rows for text that has a character of :data:`_RARE`.
RARE_TABLE: tuple[Row, ...] = (
    Row("private", (), f"[{SLOT_CLASS}]++"),
    # No tokenizer takes these, a lone surrogate cannot even be encoded, and an override of direction
    # that is left open would turn all that follows.
    Row(
        "control",
        (),
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]++",
    ),
    Row("emoji", (), f"[{EMOJI}][{EMOJI}{EMOJI_TAIL}]*+"),
)
#: For text that is long enough to have it.
LONG_ROW = Row("identifier", (), encoded)
# What every row with the trigger "." needs, and what every row without a trigger needs.
_DOT_INSIDE = r"\.[A-Za-z\d.]"
_ANY_DIGIT = r"[\d¼-¾⅐-⅞]"
_RARE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f©®\u202a-\u202e\u203c-\u209f\u20c1-\u2bff\u3030\u303d\u3297\u3299"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufe0f\ufffe\uffff\U0001f000-\U0010ffff]"
)


@cache
def _rows_by_trigger() -> dict[str, tuple[int, ...]]:
    """Return which rows, by number, a first character of a trigger may wake."""
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(TABLE):
        for char in dict.fromkeys(trigger[0] for trigger in row.triggers):
            rows.setdefault(char, []).append(number)
    return {char: tuple(numbers) for char, numbers in rows.items()}


def _candidates(text: str, *, numbers: bool) -> Iterator[Row]:
    """Yield the rows that may match, in the order of the table: for most lines none or one."""
    by_trigger = _rows_by_trigger()
    present = by_trigger.keys() & set(text)
    # The full stop of a sentence is no part of anything, and the commonest trigger by far.
    if "." in present and compiled(_DOT_INSIDE).search(text) is None:
        present.discard(".")
    has_digit = compiled(_ANY_DIGIT).search(text) is not None
    woken = {number for char in present for number in by_trigger[char]}
    if has_digit:
        woken.update(_rows_for_digits())
    for number in sorted(woken):
        yield TABLE[number]
    if numbers and has_digit:
        yield from NUMBER_TABLE


@cache
def _rows_for_digits() -> tuple[int, ...]:
    """Return the rows without a trigger; each of them needs a digit."""
    return tuple(number for number, row in enumerate(TABLE) if not row.triggers)


def _is_worth_searching(row: Row, text: str) -> bool:
    """Say whether a row can match at all; a loop, since ``any`` costs three times as much."""
    for trigger in row.triggers:
        if trigger in text:
            break
    else:
        if row.triggers:
            return False
    return row.needs is None or compiled(row.needs).search(text) is not None


def _search(row: Row, text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of one row's spans, left to right."""
    if not isinstance(row.find, str):
        yield from row.find(text)
        return
    for match in compiled(row.find).finditer(text):
        start, end = match.span()
        if row.settle:
            end = row.settle(text, start, end)
        if end > start:
            yield start, end


def built_in(text: str, *, numbers: bool) -> Iterator[tuple[int, int, str]]:
    """Yield ``(start, end, kind)`` of all built-in rows; they may overlap across rows."""
    if text.isascii() and text.isprintable():
        rare: tuple[Row, ...] = ()
    else:
        rare = RARE_TABLE if compiled(_RARE).search(text) else ()
    long = (LONG_ROW,) if len(text) >= LONGEST_WORD else ()
    for row in (*rare, *long, *_candidates(text, numbers=numbers)):
        if _is_worth_searching(row, text):
            for start, end in _search(row, text):
                yield start, end, row.kind
