"""English acronyms, and how other scripts spell them out: WHO is डब्ल्यूएचओ.

Newspapers write the names of the letters. Small models know a few acronyms, and read others as the
word that looks most alike, so that the WHO becomes a fever and the BDO a child.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from indictx.text._acronym_data import COMMON, ENDINGS, LETTERS, NO_ACRONYMS, OTHER_NAMES
from indictx.text._acronym_words import SAID
from indictx.text._foreign import Finder
from indictx.text._rules import split_words
from indictx.text._span_parts import WORD
from indictx.text.protect import joiner

__all__ = ["find", "finder", "in_latin", "spelled"]

# Said as a word, another word in other languages (the UN, 500 BC), or short for a word.
_NOT_SPELLED = (
    "AD AM ATTN BC BCE CE DEPT DIST DR FAQ GNOME GOVT HRS IST KG KGS KM MINS MR MRS MSG MSGS"
    " MTS NOS OK OM PLS PLZ PPL QTY RS SMT SR SRI ST TEL TH THX TMR TMRW TNX VS YRS"
)
# Spelt by letters, though they could be read as words.
_SPELLED = (
    "AC AI AP API ASI BA BDO BSE CA CAA CAB CAG CEO CET CFO CIA CID CII CIO COO CV DNA DOB DOE EC ED EEG EMI EPF ESIC EU EVM"
    " FAA FAO FIR GI GUI HIV IAF IAS IB ICU ICT ID IDE IIM IIT ILO IM IMA IMO IOC IP IFS IPO IPS IQ ISP IRC IRS ISI ISO IT"
    " ITI IUD IVF JE JEE LED LIC MA MBA MEA MIT MLA NEP NGO NIA NIC NIT NOC NRI OBC OBE ODI OPD OPS ORS OS OTP PAC PID PIL PTA"
    " RTE RTI RWA SEZ SHO SIP SME SOP TA TDS TET UAE UI UN UPA UPI UPS UUID URI URL UV VAT VC VIP WHO"
)
_ACRONYM = re.compile(
    r"(?<![\w.&@#$'’-])(?:[A-Z]{2,6}(?=s?(?![\w&@]|[-.’']\w)|['’]s\b)s?"
    # The last full stop may be that of the sentence.
    r"|U\.(?:S\.A|[SKN])(?:\.(?=[,;:)]| [a-z])|(?=\.(?![A-Z]))))"
)
_VOWEL = re.compile(r"[AEIOUY]")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_HOUR = re.compile(r"[\d.] ?$")
_LOWER = re.compile(r"[a-z]{2}")
_LONGEST_UNKNOWN = 5
_CLEAR = re.compile("[FHLMNSXZW]|^[^AEIOU]+$")
# ಬಿಡಿಸಿ is a word, not BDC.
_CLEAR_OF_SHORT = re.compile("[FHLMNSXZW]")
_SHORT = frozenset({"kan_Knda", "mal_Mlym", "tam_Taml"})
# A vowel sign, or what else goes on a letter: of an Indian script, at the same place in each block.
_SIGN = "[" + "".join(f"{chr(b + 0x3E)}-{chr(b + 0x4C)}" for b in range(0x900, 0xD80, 0x80)) + "]"
_IN_WORD = f"[{WORD}\u200c\u200d]"

# What may begin and end a syllable of English.
_ONSET = "(?:[bcdfghj-np-tv-z]|[bcfgps]l|[bcdfgpt]r|s[chkmnptw]|[bcdgjkprtw]h|[dt]w|wr|[gk]n|qu|th?r|s[cpt]r|spl)"
_CODA = (
    "(?:[bcdfghj-np-tv-z]|[bcdfgk-npr-tw]s|[cfpsx]t|[cls]k|[lnrw][dtlnk]|l[bfmpv]|m[bnp]|n[cgkx]|r[bcfgk-npv]"
    "|[bcdgjkpst]h|ght|[lnrt]ch|[mnr][pst]t|rnt|rsh|rld|[dflnprx]th|gn|ngh|s[cp]|ss|ff|zz|dd|rr|nn|pp|gg|bb|bt)s?"
)
_READABLE = re.compile(
    rf"{_ONSET}?[aeiouy]{{1,3}}(?:(?:{_CODA}|{_CODA}?{_ONSET})[aeiouy]{{1,3}})*(?:{_CODA})?",
    re.IGNORECASE,
)


def finder(src_lang: str, tgt_lang: str) -> Finder | None:
    """Return what finds the acronyms that :func:`spelled` spells; ``None`` if it spells none."""
    return find if src_lang == "eng_Latn" and tgt_lang in LETTERS else None


def find(text: str) -> list[tuple[int, int]]:
    """Return where an English text has acronyms that are spelt letter by letter.

    What can be read as a word may be one that is stressed (MUST), so it is none unless it is known.
    """
    is_mixed = _LOWER.search(text) is not None
    return [
        match.span()
        for match in _ACRONYM.finditer(text)
        if _is_spelled(_letters(match[0]), is_mixed=is_mixed)
        and not (match[0] == "PM" and _HOUR.search(text, max(0, match.start() - 2), match.start()))
    ]


def _letters(acronym: str) -> str:
    return acronym.removesuffix("s").replace(".", "")


def _is_spelled(word: str, *, is_mixed: bool) -> bool:
    if _ROMAN.fullmatch(word) or word in split_words(_NOT_SPELLED):
        return False
    if _VOWEL.search(word) is None:
        return True
    # In a text all in capitals any word looks like an acronym.
    if is_mixed and (word in split_words(_SPELLED) or word in _words("hin_Deva")):
        return True
    return len(word) <= _LONGEST_UNKNOWN and _READABLE.fullmatch(word) is None


@cache
def _words(lang: str) -> dict[str, str]:
    """Return the acronyms that are said as words, and how a language writes them."""
    own = SAID.get(lang, SAID["hin_Deva"])
    return dict(zip(*[iter(own.replace("=", " ").split())] * 2, strict=True))


@cache
def _names(lang: str) -> dict[str, str]:
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTERS[lang].split(), strict=True))


def spelled(acronym: str, lang: str) -> str:
    """Return the names of the letters of an acronym, or the word that it is said as.

    Args:
        acronym: Capital letters; full stops and the s of several are dropped: ``U.S.``, ``ATMs``.
        lang: Code of a language whose names of letters are known.
    """
    letters = _letters(acronym)
    if letters in _words(lang):
        return _words(lang)[letters]
    names = _names(lang)
    said = ""
    for letter in letters:
        name = names[letter]
        if said:
            said += " " if lang == "urd_Arab" else joiner(said, name)
        said += name
    return said


def in_latin(text: str, lang: str) -> str:
    """Return a text with the acronyms that are spelt out in it in capitals: जीएसटी is GST.

    Three letters at least, alone or with a case ending. In Hindi, Punjabi and Urdu hardly a word
    is made of such names; elsewhere one of them has to end in a consonant, or the acronym be known.

    Args:
        text: Any text; what must not change is hidden already.
        lang: Code of its language. Of those whose letters have names in no table, nothing changes.
    """
    if lang not in LETTERS or text.isascii():
        return text

    def latin(found: re.Match[str]) -> str:
        letters = _read(_name(lang).findall(found[1]), lang)
        return letters + found[2] if letters and found[1] not in NO_ACRONYMS else found[0]

    return _spelled_out(lang).sub(latin, text)


def _read(names: list[str], lang: str) -> str:
    """Return the letters of an acronym, nothing if there may be none."""
    letters = _letters_by_name(lang)
    readings = ["".join(one) for one in product(*(letters[name] for name in names))]
    known = [one for one in readings if one in _known()]
    if known or len(readings) > 1:
        return known[0] if known else ""
    clear = _CLEAR_OF_SHORT if lang in _SHORT else _CLEAR
    return readings[0] if lang not in ENDINGS or clear.search(readings[0]) else ""


@cache
def _known() -> frozenset[str]:
    return split_words(_SPELLED) | split_words(COMMON)


@cache
def _letters_by_name(lang: str) -> dict[str, str]:
    """Return which letters a name may stand for."""
    found: dict[str, str] = {}
    others = (other.split("=") for other in OTHER_NAMES.get(lang, "").split())
    for letter, name in (*_names(lang).items(), *others):
        found[name] = found.get(name, "") + letter
    return found


@cache
def _name(lang: str) -> re.Pattern[str]:
    """Return the pattern of the name of a letter."""
    names = "|".join(sorted(map(re.escape, _letters_by_name(lang)), key=len, reverse=True))
    return re.compile(rf"(?:{names})(?!{_SIGN})")


@cache
def _spelled_out(lang: str) -> re.Pattern[str]:
    endings = "|".join(map(re.escape, ENDINGS.get(lang, "").split()))
    name = _name(lang).pattern
    if lang == "urd_Arab":
        # At the ends کے is "of".
        of = rf"(?!کے(?!{_IN_WORD}))"
        names = rf"{of}{name}(?: {name}){{1,5}} {of}{name}"
    else:
        names = rf"(?:{name}\u200c?){{3,7}}"
    return re.compile(rf"(?<!{_IN_WORD})({names})((?:{endings})?)(?!{_IN_WORD})(?![’'])")
