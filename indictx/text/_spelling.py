"""The rules of normalization, as tables: what is rubbish, what looks like something else.

The per-script rules are those of indic-nlp-library 0.92 (``normalize/indic_normalize.py``) as far
as NFC does not cover them, and the vowels that Unicode says not to spell in two parts (Unicode
core specification, chapters 12 and 13, tables "vowel letters"). Left out on purpose, because they
change spelling:

* ZWJ and ZWNJ are not deleted (Marathi र्‍, Bengali র‍্য, Sinhala conjuncts);
* ॲ does not become ए, nor Odia ଵ ବ, nor Malayalam ൗ the archaic ൌ;
* a colon becomes visarga only in words that have one, and a pipe danda only as a full stop;
* U+0B7C, meant as a pipe, is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from indictx.languages.scripts import Script, script, scripts

# What ends a line for some program: never added, never removed.
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"

# Invisible and without meaning in Indian text. ESC stays: a terminal's colors would turn into
# digits. Bidirectional marks stay: they order mixed Urdu and English.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1a\x1f\x7f-\x84\x86-\x9f"  # controls, except white space and LINE_ENDS
    "\xad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
_BIDI_MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
BIDI_MARKS = re.compile(f"[{_BIDI_MARKS}]+")
# Fullwidth and mathematical letters are drawings of others.
DRAWN = "\uff01-\uff5e\U0001d400-\U0001d7ff"

# One match for each stretch that is not a single plain space already.
_OTHER_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
SPACES = re.compile(f"(?:[{_OTHER_SPACES}]| [ {_OTHER_SPACES}])[ {_OTHER_SPACES}]*")
SPACES_AT_EDGES = re.compile(f" (?![^{LINE_ENDS}])|(?<![^{LINE_ENDS}]) ")

PUNCTUATION = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛´`′", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("—―", " - "),
    "…": "...",
}

# Two code points for what Unicode has one for: "first, second, right" (core specification).
_VOWELS = """
अाआ अॆऄ अॅॲ अॉऑ अॊऒ अोओ अौऔ अ\u093a\u0973 अ\u093b\u0974 अॏ\u0975 अ\u0956\u0976 अ\u0957\u0977
उुऊ एॅऍ एॆऎ एेऐ आॅऑ आेओ आैऔ ाॅॉ ाेो ाैौ ॅाॉ
অাআ ঋৃৠ ঌৢৡ
ਅਾਆ ੲਿਇ ੲੀਈ ੳੁਉ ੳੂਊ ੲੇਏ ਅੈਐ ੳੋਓ ਅੌਔ
અાઆ અૅઍ અેએ અૈઐ અૉઑ અોઓ અૌઔ આૅઑ આેઓ આૈઔ ૅાૉ ાૅૉ ાેો ાૈૌ
ଅାଆ ଏୗଐ ଓୗଔ
ఒౕఓ ఒౌఔ ిౕీ ెౕే ొౕో
ಉಾಊ ಒೌಔ ಋಾೠ
ഇൗഈ ഉൗഊ എെഐ ഒാഓ ഒൗഔ
අාආ අැඇ අෑඈ උෟඌ ඍෘඎ ඏෟඐ එ්ඒ එෙඓ ඔෟඖ
"""

# Before Unicode 5.1 a chillu was consonant + virama + ZWJ, and before 4.1 so was khanda ta.
_BEFORE_ZWJ = {"ണ്": "ൺ", "ന്": "ൻ", "ര്": "ർ", "ല്": "ൽ", "ള്": "ൾ", "ക്": "ൿ", "ত্": "ৎ"}

# The forms that fonts fail to join in text converted from older encodings: र्इ for ई.
_CONVERTED = {"र्इ": "ई"}

# Keyboards for Arabic have other code points for letters that look alike in Urdu.
URDU_LIKE = frozenset({"urd_Arab", "pnb_Arab", "skr_Arab", "kas_Arab"})
URDU_LETTERS = dict(zip("يىكهةۀ", "ییکہۃۂ", strict=True))

_SENTENCE_MARKS = {"Olck": "᱾", "Mtei": "꯫", "Arab": "۔"}
OWN_SENTENCE_MARK = re.compile("[।॥᱾᱿꯫۔]")

# Words with visarga before k, p or a sibilant, and adverbs that end in one; as alternatives.
_VISARGA_STEMS = "दु|नि|अंत|अन्त|प्रात|पुन|मन|अध|बहि|चतु|स्वत|यश"
_VISARGA_ADVERBS = "अत|अंतत|अन्तत|अक्षरश|क्रमश|पुन|पूर्णत|प्राय|मुख्यत|वस्तुत|विशेषत|संभवत|सम्भवत|सामान्यत|स्वत"
_VISARGA_SCRIPTS = ("Deva", "Beng", "Gujr", "Orya", "Telu", "Knda", "Mlym")
_VISARGA_BEFORE = "कखपफशषस"


@cache
def letters(script_code: str) -> str:
    """Return letters and vowel signs of an ISCII-ordered script, as a character class's body."""
    start = script(script_code).block_start or 0
    return f"{chr(start + 0x05)}-{chr(start + 0x3C)}{chr(start + 0x3E)}-{chr(start + 0x4D)}"


@cache
def single_code_points() -> dict[str, str]:
    """Return code points that stand for another: reserved dandas, presentation forms, tatweel."""
    table = {"\u09f7": "।", "\u0640": ""}
    for one in scripts():
        if one.block_start is not None and one.code != "Deva":
            table |= {chr(one.block_start + 0x64): "।", chr(one.block_start + 0x65): "॥"}
    # Arabic letters as glyphs; the ligatures of words and the spacing marks are left alone.
    for first, last in ((0xFB50, 0xFBB1), (0xFBD3, 0xFBE9), (0xFBFC, 0xFBFF), (0xFE80, 0xFEFC)):
        for code_point in range(first, last + 1):
            table[chr(code_point)] = unicodedata.normalize("NFKC", chr(code_point))
    return table


@cache
def single_pattern() -> re.Pattern[str]:
    """Return the pattern that finds the keys of `single_code_points`."""
    return re.compile(f"[{''.join(single_code_points())}]")


@cache
def sequences() -> dict[str, str]:
    """Return wrong sequences of code points and what they stand for."""
    vowels = {one[:2]: one[2:] for one in _VOWELS.split()}
    return vowels | {one + "\u200d": right for one, right in _BEFORE_ZWJ.items()} | _CONVERTED


@cache
def sequence_pattern() -> re.Pattern[str]:
    """Return the pattern that finds the keys of `sequences`, grouped by their first code point."""
    rests: dict[str, list[str]] = {}
    for one in sequences():
        rests.setdefault(one[0], []).append(one[1:])
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()))


def is_settled(lang_code: str, text: str) -> bool:
    """Say whether a text in NFC has nothing that `for_model` looks at: most texts have not."""
    return (
        _is_evenly_spaced(text)
        and _looked_at(lang_code).search(text) is None
        and sequence_pattern().search(text) is None
    )


@cache
def _looked_at(lang_code: str) -> re.Pattern[str]:
    """Return the pattern of single code points that a rule of `for_model` rewrites or looks at."""
    singles = (*single_code_points(), *PUNCTUATION, *digit_values())
    urdu = URDU_LETTERS if lang_code in URDU_LIKE else ()
    joiners = "\u200c\u200d"
    classes = f"{LINE_ENDS}{_INVISIBLE}{_BIDI_MARKS}{DRAWN}{_OTHER_SPACES}{joiners}"
    return re.compile(f"[|:{classes}{''.join((*singles, *urdu))}]")


def is_plain_ascii(text: str) -> bool:
    """Say whether a text is ASCII without anything that `for_model` changes: most English is."""
    return text.isascii() and text.isprintable() and "`" not in text and _is_evenly_spaced(text)


def _is_evenly_spaced(text: str) -> bool:
    """Say whether a text has single spaces between words, and no two apostrophes for a quotation mark."""
    return (
        not text.startswith(" ")
        and not text.endswith(" ")
        and "  " not in text
        and "''" not in text
    )


@cache
def digit_values() -> dict[str, str]:
    """Return the digits of all scripts and their values; Arabic has two sets."""
    sets = {one.digits for one in scripts() if one.digits} | {"٠١٢٣٤٥٦٧٨٩"}
    return {digit: str(value) for digits in sorted(sets) for value, digit in enumerate(digits)}


def without_old_chillus(text: str) -> str:
    """Return the text with one code point for each chillu, and khanda ta, that is spelled in three."""
    if "\u200d" in text:
        for one, chillu in _BEFORE_ZWJ.items():
            text = text.replace(one + "\u200d", chillu)
    return text


def with_old_chillus(text: str) -> str:
    """Return the text with chillus and khanda ta as they were spelled before they got code points."""
    if not text.isascii():
        for one, chillu in _BEFORE_ZWJ.items():
            text = text.replace(chillu, one + "\u200d")
    return text


@cache
def pipe_pattern() -> re.Pattern[str]:
    """Return the pattern of one or two pipes where danda belongs: at the end of a word."""
    before = "".join(one.pattern for one in scripts() if one.danda)
    return re.compile(rf"(?<=[{before}])\|{{1,2}}(?=[\s\"'”’)\]]|\Z)")


@cache
def visarga_pattern() -> re.Pattern[str]:
    """Return the pattern of a colon in the place of visarga, with the word before it."""
    inside = [_visarga_inside(script(code)) for code in _VISARGA_SCRIPTS]
    adverbs = rf"(?<![{letters('Deva')}])(?:{_VISARGA_ADVERBS}):(?=[\s,।]|\Z)"
    return re.compile("|".join([adverbs, *inside]))


def _visarga_inside(one: Script) -> str:
    shift = (one.block_start or 0) - 0x900
    stems = _shifted(_VISARGA_STEMS, shift)
    before = _shifted(_VISARGA_BEFORE, shift)
    return f"(?<![{letters(one.code)}])(?:{stems}):(?=[{before}])"


def _shifted(text: str, shift: int) -> str:
    return "".join(chr(ord(letter) + shift) if letter != "|" else letter for letter in text)


@cache
def zero_pattern() -> re.Pattern[str]:
    """Return the pattern of a Telugu or Kannada zero that is an anusvara, its twin in print."""
    return re.compile(
        "|".join(
            rf"(?<=[{letters(code)}]){chr(start + 0x66)}(?![0-9{chr(start + 0x66)}-{chr(start + 0x6F)}])"
            for code, start in (("Telu", 0xC00), ("Knda", 0xC80))
        )
    )


@cache
def joiner_pattern(*, spelling: bool) -> re.Pattern[str]:
    """Return the pattern of joiners; group 1 matches those to keep.

    Args:
        spelling: Keep what is spelling, and not emoji alone: next to a virama, after a chillu, and
            ZWNJ between Arabic letters.
    """
    symbols = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
    kept = [f"(?<=[\ufe0f{symbols}])\u200d(?=[\u200c\u200d]*[{symbols}])"]
    if spelling:
        viramas = "".join(chr(one.block_start + 0x4D) for one in scripts() if one.block_start)
        viramas += "\u0d3b\u0d3c\u0dca\uabed"
        arabic = script("Arab").pattern
        kept += [
            f"(?<=[{viramas}\u0d54-\u0d56\u0d7a-\u0d7f])[\u200c\u200d]",
            f"[\u200c\u200d](?=[{viramas}])",
            f"(?<=[{arabic}])\u200c(?=[\u200c\u200d]*[{arabic}])",
        ]
    return re.compile(f"({'|'.join(kept)})|[\u200c\u200d]")


@cache
def stop_pattern() -> re.Pattern[str]:
    """Return the pattern of a full stop that ends a sentence in a script with its own mark."""
    before = "".join(one.pattern for one in scripts() if sentence_mark(one))
    return re.compile(rf"(?<=[{before}])\.(?=[\"'”’)\]]*\s*\Z)")


def sentence_mark(one: Script) -> str | None:
    """Return the mark with which a script ends a statement, or ``None`` where that is a period."""
    return "।" if one.danda else _SENTENCE_MARKS.get(one.code)
