"""English acronyms, and how other scripts spell them out: WHO is डब्ल्यूएचओ.

Newspapers write the names of the letters. Small models know a few acronyms, and read others as the
word that looks most alike, so that the WHO becomes a fever and the BDO a child.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from unicodedata import normalize

from indictx.text._acronym_data import COMMON, ENDINGS, LETTERS, NO_ACRONYMS, OTHER_NAMES
from indictx.text._acronym_words import SAID
from indictx.text._foreign import Finder
from indictx.text._rules import split_pairs, split_words
from indictx.text._span_parts import WORD, compiled
from indictx.text.protect import joiner

__all__ = ["find", "finder", "in_latin", "is_readable", "spelled"]

# Words, short for words, or said in a way that is not known here.
_NOT_SPELLED = (
    "AD ADDL ADV AM AMT APR ASST ATTN BC BCE BLDG BLVD BRR CE CTRL DEPT DEPTT DIDNT DIST DOESNT DR ENCL ENGG ESQ ETC"
    " FAQ FT FWD GM GMAT GMS GMT GNOME GOVT GRR HASNT HMM HMMM HRS HWY INV ISNT IST JR JT KG KGS KM KW LT LTD LTR LTRS"
    " MCOCA MD MFG MFR MGMT MGR MINS MKT MOHD MPH MR MRS MSG MSGS MT MTH MTS NB NOS NR NTH OK OM PBUH PCS PKT PLS PLZ"
    " PPL PSST PVT QTL QTR QTY RD REGD RETD RLY RS SGT SHH SHREE SHRI SMT SQFT SR SREE SRI ST STN SUPDT TBSP TEL TH THX"
    " TMR TMRW TNX TOEFL TSP TXN TXT UK US USA VS WASNT WK WKS YRS ZZZ"
)
# Spelt by letters, though they could be read as words.
_SPELLED = (
    "AC AI AP API ASI BA BDO BSE CA CAA CAB CEO CFO CIA CID CII CIO COO CV DNA DOB DOE EC ED EEG EMI EPF ESIC EU EVM"
    " FAA FAO FIR GI GUI HIV IAF IAS IB ICU ICT ID IDE IIM IIT ILO IM IMA IMO IOC IP IFS IPO IPS IQ ISP IRC IRS ISI ISO IT"
    " ITI IUD IVF JE JEE LED LIC MA MBA MEA MIT MLA NEP NGO NIA NIC NIT NOC NRI OBC OBE ODI OPD OPS ORS OS OTP PAC PID PIL"
    " PTA RTE RTI RWA SEZ SHO SIP SME SOP TA TDS UAE UI UPA UPI UPS UUID URI URL UV VC VIP WHO"
)
# Words of English as well: stressed where a word in capitals stands beside them.
_STRESSED = frozenset({"IT", "WHO", "AC", "CA", "MA", "TA", "OS", "ED", "IM"})
_IN_CAPITALS = r"\b[A-Z]{2,} $"
_CAPITALS_BEHIND = r" (?:[A-Z]{2,}\b|I\b|(?:is|are|was|were|did|does|do|has|will)\b)"
_ACRONYM = re.compile(
    r"(?:(?<![\w.&@#$’-])(?<!\w')|(?<=[A-Z]-))"
    r"[A-Z]{2,7}(?=s?(?![\w&@]|[.’']\w|-(?![A-Z]{2,7}(?![\w-])))|['’]s\b)s?"
)
_VOWEL = re.compile(r"[AEIOUY]")
_ROMAN = r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_HOUR = r"(?<!\d)(?:0?[1-9]|1[0-2])(?:[:.]\d\d)? ?$"
_LOWER = re.compile(r"[a-z]{2}")
_LONGEST_UNKNOWN = 5
# ಬಿಡಿಸಿ is a word, not BDC.
_CLEAR = "[FHLMNSXZW]|^[^AEIOU]+$"
_CLEAR_OF_SHORT = "[FHLMNSXZW]"
_SHORT = frozenset({"kan_Knda", "mal_Mlym", "tam_Taml"})
# A vowel sign, or what else goes on a letter: of an Indian script, at the same place in each block.
_SIGN = "[" + "".join(f"{chr(b + 0x3C)}-{chr(b + 0x4D)}" for b in range(0x900, 0xD80, 0x80)) + "]"
_IN_WORD = f"[{WORD}\u200c\u200d]"
# Malayalam's letters without a vowel as they were spelt before Unicode 5.1.
_OLD_CHILLUS = {"ന്\u200d": "ൻ", "ണ്\u200d": "ൺ", "ര്\u200d": "ർ", "ല്\u200d": "ൽ", "ള്\u200d": "ൾ"}

# What may begin and end a syllable of English.
_ONSET = (
    "(?:[bcdfghj-np-tv-z]|[bcfgps]l|[bcdfgpt]r|s[chkmnptw]|[bcdgjklprtwz]h|[dt]w|wr|[gk]n|s?qu|[st]hr|s[cpt]r|spl"
    "|ll|cz|ts)"
)
_CODA = (
    "(?:[bcdfghj-np-tv-z]|[bcdfgk-npr-tw]s|[cfpsx]t|[cls]k|[lnrw][dtlnk]|l[bfmpv]|m[bnp]|n[cgkx]|r[bcfgk-npv]"
    "|[bcdgjkpst]h|ght|[lnrt]ch|[mnr][pst]t|rnt|rsh|rld|[dflnprx]th|gn|ngh|s[cp]|ss|ff|zz|dd|rr|nn|pp|gg|bb|tt|jj|bt|h[mn]|dst|ndh|mbh|[rn]x|tz)s?"
)
_READABLE = rf"{_ONSET}?[aeiouy]{{1,3}}(?:(?:{_CODA}|{_CODA}?{_ONSET})[aeiouy]{{1,3}})*(?:{_CODA})?"


def finder(src_lang: str, tgt_lang: str) -> Finder | None:
    """Return what finds the acronyms that :func:`spelled` spells; ``None`` if it spells none."""
    return find if src_lang == "eng_Latn" and tgt_lang in LETTERS else None


def find(text: str) -> list[tuple[int, int]]:
    """Return where an English text has acronyms that are spelt by letters, or written as words.

    What can be read as a word may be one that is stressed (MUST), so it is none unless it is known.
    In a text all in capitals any word looks like an acronym, but for one that stands alone.
    """
    is_mixed = _LOWER.search(text) is not None or len(text.split(maxsplit=1)) == 1
    return [
        match.span()
        for match in _ACRONYM.finditer(text)
        if _is_spelled(match[0].removesuffix("s"), is_mixed=is_mixed) and not _is_word(text, match)
    ]


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Say whether an acronym is no such thing where it stands."""
    start, end = match.span()
    if match[0] == "PM":
        return compiled(_HOUR).search(text[max(0, start - 6) : start]) is not None
    if match[0] not in _STRESSED:
        return False
    return (
        compiled(_IN_CAPITALS).search(text[max(0, start - 12) : start]) is not None
        or compiled(_CAPITALS_BEHIND).match(text, end) is not None
    )


def _is_spelled(word: str, *, is_mixed: bool) -> bool:
    if compiled(_ROMAN).fullmatch(word) or word in split_words(_NOT_SPELLED) or len(set(word)) == 1:
        return False
    if word in _words("hin_Deva"):
        return is_mixed
    if word in _known():
        return is_mixed or word not in _STRESSED
    if _VOWEL.search(word) is None:
        return len(word) < _LONGEST_UNKNOWN + 2
    return is_mixed and len(word) <= _LONGEST_UNKNOWN and not _has_syllables(word)


def is_readable(word: str) -> bool:
    """Say whether a word in capitals may be one of English, and no acronym that is known."""
    is_acronym = word in _known() or word in _words("hin_Deva")
    return not is_acronym and _has_syllables(word)


def _has_syllables(word: str) -> bool:
    return compiled(_READABLE, re.IGNORECASE).fullmatch(word) is not None


def _words(lang: str) -> dict[str, str]:
    """Return the acronyms that are said as words, and how a language writes them."""
    return split_pairs(SAID.get(lang, SAID["hin_Deva"]))


@cache
def _names(lang: str) -> dict[str, str]:
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTERS[lang].split(), strict=True))


def spelled(acronym: str, lang: str) -> str:
    """Return the names of the letters of an acronym, or the word that it is said as.

    Args:
        acronym: Capital letters; the s of several is dropped: ``ATMs``.
        lang: Code of a language whose names of letters are known.
    """
    letters = acronym.removesuffix("s")
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
        text: Any text; what must not change is hidden already. One that has an acronym is returned
            in the form NFC.
        lang: Code of its language. Of those whose letters have names in no table, nothing changes.
    """
    if lang not in LETTERS or text.isascii():
        return text

    def latin(found: re.Match[str]) -> str:
        letters = _read(found[1], lang)
        return letters + found[2] if letters and found[1] not in NO_ACRONYMS else found[0]

    plain = normalize("NFC", text)
    if lang == "mal_Mlym" and "\u200d" in plain:
        for old, new in _OLD_CHILLUS.items():
            plain = plain.replace(old, new)
    read = _spelled_out(lang).sub(latin, plain)
    for word, acronym in _own_words(lang).items():
        if word in read:
            read = re.sub(rf"(?<!{_IN_WORD}){word}(?!{_IN_WORD})", acronym, read)
    return text if read == plain else read


def _read(said: str, lang: str) -> str:
    """Return the letters of an acronym, nothing if there may be none."""
    letters = _letters_by_name(lang)
    names = _names_in(re.sub("[\u200c ]", "", said), lang)
    readings = ["".join(one) for one in product(*(letters[name] for name in names))]
    known = [one for one in readings if one in _known()]
    if len(readings) > 1:
        return known[0] if len(known) == 1 else ""
    clear = _CLEAR_OF_SHORT if lang in _SHORT else _CLEAR
    return (
        readings[0] if known or lang not in ENDINGS or compiled(clear).search(readings[0]) else ""
    )


def _names_in(said: str, lang: str) -> list[str]:
    """Return the names of letters that a text is made of."""
    if not said:
        return []
    for name in _longest_first(lang):
        if said.startswith(name) and not re.match(_SIGN, said[len(name) :]):
            rest = said[len(name) :]
            names = _names_in(rest, lang)
            if names or not rest:
                return [name, *names]
    return []


@cache
def _longest_first(lang: str) -> tuple[str, ...]:
    return tuple(sorted(_letters_by_name(lang), key=len, reverse=True))


@cache
def _own_words(lang: str) -> dict[str, str]:
    """Return the acronyms that a language alone has words for: பாஜக is BJP."""
    names = _words(lang).keys() - _words("hin_Deva").keys()
    return {_words(lang)[name]: name for name in sorted(names)}


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
def _spelled_out(lang: str) -> re.Pattern[str]:
    endings = "|".join(map(re.escape, ENDINGS.get(lang, "").split()))
    name = rf"(?:{'|'.join(map(re.escape, _longest_first(lang)))})(?!{_SIGN})"
    if lang == "urd_Arab":
        # At the ends کے is "of".
        of = rf"(?!کے(?!{_IN_WORD}))"
        names = rf"{of}{name}(?: {name}){{1,5}} {of}{name}"
    else:
        names = rf"(?:{name}\u200c?){{3,7}}?"
    return re.compile(rf"(?<!{_IN_WORD})({names})((?:{endings})?)(?!{_IN_WORD})(?![’'])")
