"""Writing systems: code points, direction, digits and sentence-ending marks.

A script is known by its ISO 15924 code (``Deva``). Its ranges are whole Unicode blocks, unassigned
code points included, without the marks that several scripts share: danda and double danda
(U+0964, U+0965) and the Arabic comma, semicolon, question mark and tatweel belong to no script, as
in Unicode's ``Scripts.txt``, so that counting them cannot decide between scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from indictx.errors import UsageError

__all__ = ["Script", "script", "scripts"]

_DANDAS = "।॥"
_WESTERN = ".?!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    r"""One writing system.

    Attributes:
        code: ISO 15924 code, such as ``Deva``.
        name: English name, as in Unicode.
        ranges: Code points, ``(first, last)`` both included, ascending and disjoint.
        direction: ``ltr`` or ``rtl``.
        digits: The script's own digits from zero to nine; ``None`` where text is written with
            ASCII digits only.
        danda: Prose usually ends a sentence with danda, U+0964.
        sentence_enders: Marks that end a sentence, the usual full stop first.
        is_brahmic: The script descends from Brahmi: letters carry an inherent vowel.
        block_start: First code point of the 128-wide block for the nine scripts laid out like
            ISCII, where the same offset is the same letter; ``None`` for the others.
    """

    code: str
    name: str
    ranges: tuple[tuple[int, int], ...]
    direction: str = "ltr"
    digits: str | None = None
    danda: bool = False
    sentence_enders: str = _WESTERN
    is_brahmic: bool = False
    block_start: int | None = None

    @property
    def pattern(self) -> str:
        r"""The ranges as the body of a regular expression's character class.

        >>> script("Telu").pattern
        '\\u0C00-\\u0C7F'
        """
        return "".join(f"{_escape(first)}-{_escape(last)}" for first, last in self.ranges)


def script(query: str) -> Script:
    """Return the script with this ISO 15924 code or English name, whatever its case.

    Raises:
        UsageError: No script has this code or name; the hint names a close one, or all.
    """
    table = _by_key()
    key = query.strip().casefold()
    found = table.get(key)
    if found is None:
        from difflib import get_close_matches

        close = [table[near].code for near in get_close_matches(key, table, n=1)]
        hint = f"did you mean {close[0]}?" if close else f"one of {' '.join(_codes())}"
        raise UsageError(f"unknown script: {query!r}", hint=hint)
    return found


@cache
def scripts() -> tuple[Script, ...]:
    """Return every script of the table: the nine ISCII-ordered ones first."""
    return (*_iscii_scripts(), *_other_brahmic_scripts(), *_other_scripts())


def _escape(code_point: int) -> str:
    return f"\\u{code_point:04X}" if code_point <= 0xFFFF else f"\\U{code_point:08X}"


def _codes() -> list[str]:
    return [one.code for one in scripts()]


@cache
def _by_key() -> dict[str, Script]:
    return {key.casefold(): one for one in scripts() for key in (one.code, one.name)}


def _digits_from(zero: int) -> str:
    # Unicode keeps the ten digits of a script contiguous and ascending (Unicode 5.2, section 4.6).
    return "".join(map(chr, range(zero, zero + 10)))


def _iscii(
    code: str, name: str, start: int, *extra: tuple[int, int], danda: bool, odd: str = ""
) -> Script:
    block = (start, start + 0x7F)
    # The only block with marks in it that the other scripts use as well.
    ranges = ((0x900, 0x963), (0x966, 0x97F)) if code == "Deva" else (block,)
    return Script(
        code=code,
        name=name,
        ranges=(*ranges, *extra),
        digits=_digits_from(start + 0x66),
        danda=danda,
        sentence_enders=(_DANDAS + odd + "?!." if danda else _WESTERN + _DANDAS),
        is_brahmic=True,
        block_start=start,
    )


def _iscii_scripts() -> tuple[Script, ...]:
    """The blocks U+0900..U+0D7F that inherit the order of ISCII-1988."""
    return (
        _iscii("Deva", "Devanagari", 0x900, (0xA8E0, 0xA8FF), (0x11B00, 0x11B5F), danda=True),
        # Assamese and Bengali text often spells danda U+09F7, a currency numerator of that shape.
        _iscii("Beng", "Bengali", 0x980, danda=True, odd="৷"),
        _iscii("Guru", "Gurmukhi", 0xA00, danda=True),
        _iscii("Gujr", "Gujarati", 0xA80, danda=False),
        _iscii("Orya", "Odia", 0xB00, danda=True),
        _iscii("Taml", "Tamil", 0xB80, (0x11FC0, 0x11FFF), danda=False),
        _iscii("Telu", "Telugu", 0xC00, danda=False),
        _iscii("Knda", "Kannada", 0xC80, danda=False),
        _iscii("Mlym", "Malayalam", 0xD00, danda=False),
    )


def _other_brahmic_scripts() -> tuple[Script, ...]:
    return (
        Script(
            code="Sinh",
            name="Sinhala",
            ranges=((0xD80, 0xDFF), (0x111E0, 0x111FF)),
            # The Lith digits U+0DE6.. are for horoscopes; prose has ASCII digits (CLDR: latn only).
            digits=None,
            sentence_enders=_WESTERN + "෴" + _DANDAS,
            is_brahmic=True,
        ),
        Script(
            code="Tibt",
            name="Tibetan",
            ranges=((0xF00, 0xFFF),),
            digits=_digits_from(0xF20),
            sentence_enders="།༎༏༐༑༔?!",
            is_brahmic=True,
        ),
        Script(
            code="Mtei",
            name="Meetei Mayek",
            ranges=((0xAAE0, 0xAAFF), (0xABC0, 0xABFF)),
            digits=_digits_from(0xABF0),
            # Cheikhei; then cheikhan and ahang khudam from the extension block.
            sentence_enders="꯫꫰꫱" + _DANDAS + "?!.",
            is_brahmic=True,
        ),
        Script(
            code="Sylo",
            name="Syloti Nagri",
            ranges=((0xA800, 0xA82F),),
            # No digits of its own: Bengali ones are used (Unicode 5.2, section 15.1).
            digits=_digits_from(0x9E6),
            danda=True,
            sentence_enders=_DANDAS + "?!.",
            is_brahmic=True,
        ),
        Script(
            code="Cakm",
            name="Chakma",
            ranges=((0x11100, 0x1114F),),
            digits=_digits_from(0x11136),
            sentence_enders="\U00011141\U00011142\U00011143?!.",
            is_brahmic=True,
        ),
    )


def _other_scripts() -> tuple[Script, ...]:
    return (
        Script(
            code="Arab",
            name="Arabic",
            ranges=(
                (0x600, 0x60B),
                (0x60D, 0x61A),
                (0x61C, 0x61E),
                (0x620, 0x63F),
                (0x641, 0x6FF),
                (0x750, 0x77F),
                (0x870, 0x8FF),
                (0xFB50, 0xFDFF),
                # U+FEFF, the last of the block, is the byte order mark.
                (0xFE70, 0xFEFE),
            ),
            direction="rtl",
            # The extended set: Urdu, Kashmiri and Sindhi shapes of 4, 6 and 7 (Unicode, table 9-2).
            digits=_digits_from(0x6F0),
            sentence_enders="۔؟!.?",
        ),
        Script(
            code="Thaa",
            name="Thaana",
            ranges=((0x780, 0x7BF),),
            direction="rtl",
            sentence_enders=".؟!?",
        ),
        Script(
            code="Olck",
            name="Ol Chiki",
            ranges=((0x1C50, 0x1C7F),),
            digits=_digits_from(0x1C50),
            sentence_enders="᱾᱿?!.",
        ),
        Script(
            code="Latn",
            name="Latin",
            ranges=(
                (0x41, 0x5A),
                (0x61, 0x7A),
                (0xAA, 0xAA),
                (0xBA, 0xBA),
                (0xC0, 0xD6),
                (0xD8, 0xF6),
                (0xF8, 0x2B8),
                (0x1E00, 0x1EFF),
                (0x2C60, 0x2C7F),
                (0xA722, 0xA787),
                (0xA78B, 0xA7FF),
                (0xAB30, 0xAB5A),
                (0xFB00, 0xFB06),
                (0xFF21, 0xFF3A),
                (0xFF41, 0xFF5A),
            ),
        ),
    )
