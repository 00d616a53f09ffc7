"""Write out what small models misread when it is short: ``No. 5``, ``10 mins``, ``रु. 500``.

Only the model reads it so; the text itself stays, and what a text becomes depends on nothing but it
and its language. Each rule made translations of the bundled models better; some before and after
are in ``docs/explanation/slots.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from indictx._patterns import compile_pattern
from indictx.languages import Language
from indictx.pipeline import prescriptions, slashes
from indictx.pipeline.chat import spelled_out
from indictx.pipeline.dates import MONTHS
from indictx.text._span_parts import WORD
from indictx.text.protect import SLOT_CLASS

__all__ = ["written_out"]

# Numbers are slots, unless they are left to the model.
_NUMBER = rf"(?:[{SLOT_CLASS}]|\d++(?:[.,]\d++)*+)"
_AT_NUMBER = rf"[{SLOT_CLASS}\d]"
# What a price is lowered by
_SUM = rf"(?:(?:Rs\.?|₹) ?)?+{_NUMBER}%?"
# A full stop at the end is that of the sentence as well.
_STOP = r"(?:\.(?=.))?+"

_DAYS = {
    "Mon": "Monday",
    "Tues": "Tuesday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thurs": "Thursday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_RANGE = r"(?:\.? ?[-–—] ?|\.? (?:to|till|through) )"
_LIST = r"(?:\.?,? (?:and |or |& )?|\.?[/,])"
# Behind a number. Languages of India know spoons as small and big ones.
_UNITS = {
    "yr": "years",
    "tsp": "small spoon",
    "tbsp": "big spoon",
}
# Those of more are read better in digits.
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"}
_SHORT = {
    r"e\.g\.,?+|eg\.,?+": "such as",
    r"i\.e\.,?+": "that is",
    rf"approx\b{_STOP}": "about",
    rf"v/?s\b{_STOP}": "against",
    r"govt\b\.?+": "government",
    r"dept\b\.?+": "department",
    r"dist\.": "district",
    r"w\.e\.f\.?+": "from",
    rf"dt\.(?= ?{_AT_NUMBER})": "of",
    r"n\.b\.(?=:)": "note",
    r"tel\.?+(?=:)": "telephone",
    r"^qty\b\.?+|qty\.": "quantity",
    r"^ref\b\.?+(?=:)": "reference",
    r"^sub\b\.?+(?=:)": "subject",
    rf"max\.(?= ?{_AT_NUMBER}| (?-i:[a-z]))": "maximum",
    rf"(?<!{_AT_NUMBER})(?<!{_AT_NUMBER} )(?<!\ba )(?<!\bone )(?<!\btwo )(?<!\bthree )(?<!\bfive )(?<!\bsix )(?<!\bten )min\.(?= ?{_AT_NUMBER}| (?-i:[a-z]))": "minimum",
    r"avg\.(?= )": "average",
    r"addl\.?+(?= )": "additional",
    r"asst\b\.?+(?= )": "assistant",
    r"exp\.? (?=date\b)": "expiry ",
    r"mfg\.? (?=date\b)": "manufacturing ",
    r"s/o\b\.?+": "son of",
    r"d/o\b\.?+": "daughter of",
    r"c/o\b\.?+": "care of",
    r"w/o\b\.?+(?= (?-i:[A-Z]))": "wife of",
    r"w/o\b": "without",
    r"sd/-(?!\w)": "signed",
    # Read well, but not with a full stop inside the sentence
    r"etc\.(?=.)": "etc",
}
# Of those that newspapers shorten; M.P. is a member of parliament, too.
_STATES = {
    r"A\. ?P\.(?=[ ,;:)]|$)": "Andhra Pradesh",
    r"T\. ?N\.(?=[ ,;:)]|$)": "Tamil Nadu",
    r"U\. ?P\.(?=[ ,;:)]|$)": "Uttar Pradesh",
    r"J ?& ?K(?!\w)": "Jammu and Kashmir",
}
_PER = {
    "kg": "kilogram",
    "km": "kilometre",
    "gm": "gram",
    "ltr": "litre",
    "lit": "litre",
    "hr": "hour",
    "qtl": "quintal",
}
_NUMBERED = (
    "roll|house|flat|plot|room|phone|mobile|account|ward|seat|token|bill|order|page|registration"
)
_PARTS = "class|chapter|part|section|article|schedule|phase|unit|volume"
# Rings and sets are sold more often than somebody rings or sets off.
_SWITCHED = re.compile(
    r"\b(?:(?:turn|switch|put|shut)(?:s|es|ed|t?ing)?|go(?:es|ing|ne)?|went|tak(?:es?|en|ing)|took)\b",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


class _Script(NamedTuple):
    """What is written short in the languages of a script.

    Attributes:
        rupees: The word, as alternatives, before a number or behind it.
        written: What is read behind the number instead.
        large: Number words that come between the number and the rupees.
        before_numbers: Other words and what they stand for; dates are read best without theirs.
    """

    rupees: str
    written: str
    large: str
    before_numbers: Mapping[str, str]


_SCRIPTS = {
    "Deva": _Script(
        "रु|रू",
        "रुपये",
        "सौ|हज़ार|हजार|लाख|करोड़|कोटी|अरब",
        {"नं": "नंबर ", "क्र": "नंबर ", "पृ": "पृष्ठ ", "दि": "", "मो": "मोबाइल "},
    ),
    "Gujr": _Script("રૂ|રુ", "રૂપિયા", "સો|હજાર|લાખ|કરોડ", {"નં": "નંબર ", "તા": ""}),
    "Guru": _Script("ਰੁ", "ਰੁਪਏ", "ਸੌ|ਹਜ਼ਾਰ|ਲੱਖ|ਕਰੋੜ", {"ਨੰ": "ਨੰਬਰ "}),
    "Taml": _Script("ரூ", "ரூபாய்", "ஆயிரம்|லட்சம்|இலட்சம்|கோடி", {}),
    "Telu": _Script("రూ", "రూపాయలు", "వేల|వేలు|లక్షల|లక్షలు|కోట్ల|కోట్లు", {"నం": "నంబర్ "}),
    "Knda": _Script("ರೂ", "ರೂಪಾಯಿ", "ಸಾವಿರ|ಲಕ್ಷ|ಕೋಟಿ", {"ನಂ": "ನಂಬರ್ "}),
    "Mlym": _Script("രൂ", "രൂപ", "ആയിരം|ലക്ഷം|കോടി", {"നം": "നമ്പർ "}),
}
# Of one language: those that a model reads as a word, or spells
_WORDS = {
    "hin_Deva": {
        "प्रो": "प्रोफ़ेसर",
        r"उ\. ?प्र": "उत्तर प्रदेश",
        r"म\. ?प्र": "मध्य प्रदेश",
        r"हि\. ?प्र": "हिमाचल प्रदेश",
        r"छ\. ?ग": "छत्तीसगढ़",
    }
}
# The sign of abbreviation, or the zero that keyboards have instead: डॉ॰, उ०प्र०, के0
# Two letters at most are an abbreviation for certain; भारत0 has lost its space.
_LETTER = r"[\u0904-\u0939\u0958-\u0961][\u0900-\u0903\u093a-\u094f\u0962\u0963]*+"
_SHORTENED = (
    rf"((?:(?<![{WORD}])|(?<=[.॰०0]))(?:{_LETTER}){{1,2}}+)[०0](?!\d)|(?<=[\u0900-\u0963])॰"
)
# Where a word begins and ends: vowel signs are no letters to \b.
_BEGIN, _END = r"(?<![^\s(\"'“‘:,–-])", r"(?![^\s.,;:!?।)\"'”’/–-])"


def written_out(text: str, source: Language) -> str:
    """Return a sentence as a model reads it best.

    Args:
        text: The sentence, with slots.
        source: Its language.
    """
    text = _prepared(text, source.code)
    hint = _hint(source.code)
    if hint is None or (hint.search(text) is None and not text.isupper()):
        return text
    long = text
    for pattern, replacement in _rules(source.code):
        long = pattern.sub(replacement, long)
    # A text in capitals stays one, for in_sentence_case to see.
    return long.upper() if long != text and text.isupper() else long


def _prepared(text: str, code: str) -> str:
    """Return a sentence with what has rules of its own read in words."""
    if code == "eng_Latn":
        text = prescriptions.read_out(spelled_out(text))
    return slashes.read_out(text, code)


_Replacement = str | Callable[[re.Match[str]], str]


@cache
def _hint(code: str) -> re.Pattern[str] | None:
    """Return what is in every text that a rule changes; most texts lack it."""
    if code == "eng_Latn":
        return compile_pattern(_english_hint())
    row = _SCRIPTS.get(code[-4:])
    if row is None:
        return None
    # Not inside a word: शुरू
    rupees = rf"(?:{row.rupees})(?<![\u0900-\u0d7f]..)"
    # Alternatives that all begin with a character are found several times as fast.
    zeros = (rf"{zero}(?<=[\u0900-\u0963].)(?!\d)" for zero in "०0")
    shortened = [*zeros, "॰"] if code.endswith("_Deva") else []
    shortened += [rf"{short}\." for short in _WORDS.get(code, {})]
    before = (f"{short}[.:]" for short in row.before_numbers)
    return compile_pattern("|".join([rupees, *shortened, *before]))


@cache
def _rules(code: str) -> list[tuple[re.Pattern[str], _Replacement]]:
    rows = _english() if code == "eng_Latn" else _of_script(code)
    return [(compile_pattern(pattern), replacement) for pattern, replacement in rows]


def _english_hint() -> str:
    names = "|".join([_both_cases(_DAYS), _both_cases(MONTHS), "May"])
    units = "|".join([*_UNITS, *MONTHS, "hr"])
    places = [
        rf"\b(?:{names})(?:\b|[A-Za-z]*{_RANGE})",
        rf"{_AT_NUMBER}%?[ -]?(?:(?i:{units})|off\b|(?:st|nd|rd|th)\b)|{_AT_NUMBER}(?<=[nN][oO][ :].)",
        r"[NF](?:[oO]|[iI][gG])[sS]?\b|S[rl]?\. ?[nN]|[QA][.:]|[AGDIE](?:pprox|ovt|ept|ist|\.[eg])\b",
        r"[ATU]\. ?[PN]\.|J ?&|\.(?:(?<=etc\.).|(?<=e\.)g\.|(?<=eg\.)|(?<=i\.)e|(?<=o\.)|(?<=os\.)|(?<=ig\.)|(?<=igs\.)|(?<=dist\.)|(?<=w\.)e\.f|(?i:(?<=dt\.)|(?<=n\.b\.)|(?<=tel\.)|(?<=qty\.)|(?<=max\.)|(?<=min\.)|(?<=avg\.)|(?<=ddl\.)|(?<=sst\.)|(?<=exp\.)|(?<=mfg\.)|(?<=p\.)(?= ?a)))",
        rf"per (?i:{'|'.join(_PER)})\b|[AEM](?i:(?<=a)ddl|(?<=e)xp date|(?<=m)fg date)\b",
        rf":(?:(?<=o:)|(?<=[tT]el:)|(?i:(?<=qty:)|(?<=ref:)|(?<=sub:)))|/(?i:(?<=\b[wsdc]/)o|(?<=\bsd/)-)|&(?<= &) |x(?:(?<=approx)|(?<=\Wx) ?(?={_AT_NUMBER}))|v(?:/?s\b|(?<=gov)t\b)|p(?<=dep)t\b",
        r"[IVXL](?<=[a-zA-Z] .)[IVXL]*(?![\w'])",
    ]
    # The first class rules out nearly all places at once: capitals, numbers, marks, rare letters.
    return rf"(?=[A-Z{SLOT_CLASS}\d./:&vxp])(?:{'|'.join(places)})"


def _english() -> list[tuple[str, _Replacement]]:
    return [
        *_names(MONTHS, rf"(?<={_AT_NUMBER}[ -])"),
        *_names(_DAYS),
        (r"\b(?:1st|2nd|3rd)\b", lambda found: _ORDINALS[found[0]]),
        (
            rf"(?<={_AT_NUMBER}) ?(?i:({'|'.join(_UNITS)})s?+)\b{_STOP}",
            lambda found: f" {_UNITS[found[1].lower()]}",
        ),
        (rf"\b[xX] ?(?={_AT_NUMBER}\d* ?(?:days?|weeks?|months?)\b)", "for "),
        (rf"\b(?i:figs?)\b\.? ?(?={_AT_NUMBER})", "picture "),
        (r"\bS(?i:r|l)?\. ?(?i:no)\b\.?+(?=[ :]|$):?", "serial number"),
        (rf"\bH\. ?[Nn]o\.? ?(?={_AT_NUMBER})", "house number "),
        (rf"\b(?i:nos?)(?:\. ?|: ?)(?={_AT_NUMBER})", "number "),
        (rf"\b(?i:({_NUMBERED}) no)\b(?:\.:?|:)?+(?=[ :]*+(?:{_AT_NUMBER}|$))", r"\1 number"),
        *((rf"\b(?i:{short})", long) for short, long in _SHORT.items()),
        (r"(?<=\w) & (?=\w)", " and "),
        *((rf"(?<!\w){short}", long) for short, long in _STATES.items()),
        # Durations are slots with their unit: what is left is a time of day.
        (rf"(?<={_AT_NUMBER}) ?hrs?\b(?=/| per\b)", " hours"),
        (rf"(?<={_AT_NUMBER}) ?hrs?\b{_STOP}", " o'clock"),
        (rf"(?<=[{SLOT_CLASS}\d%]) ?(?i:p\. ?a)\b{_STOP}(?=[\s,;.)]|$)", " per year"),
        (
            rf"\b(?i:per) (?i:({'|'.join(_PER)}))\b{_STOP}",
            lambda found: f"per {_PER[found[1].lower()]}",
        ),
        (rf"^(?:Flat )?+Up ?to ({_SUM}) off\b", r"Discount of up to \1"),
        (rf"\bup ?to ({_SUM}) off\b", r"discount of up to \1"),
        (rf"^Flat (?={_SUM} off\b)", ""),
        (rf"(?<=[{SLOT_CLASS}\d%]) off\b(?= (?:on|all|your|every|any)\b|[!.*]*$)", _discount),
        (r"^Q[.:] ?(?=\S)", "Question: "),
        (r"^A: ?(?=\S)", "Answer: "),
        (
            r"\b(?i:world war) (II?)\b",
            lambda found: f"{('First', 'Second')[len(found[1]) - 1]} World War",
        ),
        (
            rf"\b(?i:({_PARTS})) ([IVXL]{{2,}}|[VX]|I(?=[^\w\s']|$))(?!\w|\.\w)",
            lambda found: f"{found[1].lower()} {_roman(found[2])}",
        ),
    ]


def _discount(off: re.Match[str]) -> str:
    """Return what ``20% off`` means, but not ``Turn pump 2 off``."""
    return off[0] if _SWITCHED.search(off.string, 0, off.start()) else " discount"


def _names(words: Mapping[str, str], before: str = "") -> list[tuple[str, _Replacement]]:
    """Return the rules for days or months: in a range, one after another, beside a number."""
    short = _both_cases(words)
    full = "|".join([*words.values(), *(["May"] if "Jan" in words else [])])
    long = {one.upper(): other for one, other in words.items()}
    one = re.compile(rf"\b({short})\b\.?")

    def written(name: str) -> str:
        return long.get(name.upper(), name)

    def all_written(found: re.Match[str]) -> str:
        return one.sub(lambda name: written(name[1]), found[0])

    either = rf"{short}|(?i:{full})"
    beside = rf"\b(?:{short})\b{_STOP}(?=,? ?{_AT_NUMBER})"
    if before:
        beside += rf"|{before}(?:{short})\b{_STOP}"
    return [
        (
            rf"\b(?:(?i:from) )?+({either}){_RANGE}({either})\b{_STOP}",
            lambda found: f"from {written(found[1])} to {written(found[2])}",
        ),
        (rf"\b(?:{either})(?:{_LIST}(?:{either})\b)+", all_written),
        (beside, all_written),
    ]


def _both_cases(words: Mapping[str, str]) -> str:
    return "|".join([*words, *map(str.upper, words)])


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < following else value for value, following in pairwise([*values, 0])
    )


def _of_script(code: str) -> list[tuple[str, _Replacement]]:
    row = _SCRIPTS[code[-4:]]
    written = "रुपैयाँ" if code == "npi_Deva" else row.written
    large = f"(?: (?:{row.large}){_END})?+"
    words = _WORDS.get(code, {})
    return [
        *([(_SHORTENED, r"\1.")] if code.endswith("_Deva") else []),
        *((rf"{_BEGIN}{short}\.(?=[{WORD}])", f"{long} ") for short, long in words.items()),
        *((rf"{_BEGIN}{short}\.(?! *$)", long) for short, long in words.items()),
        (rf"{_BEGIN}(?:{row.rupees})\.? ?({_NUMBER}{large})", rf"\1 {written}"),
        (rf"({_NUMBER}{large}) ?(?:{row.rupees}){_END}{_STOP}", rf"\1 {written}"),
        *(
            (rf"{_BEGIN}(?:{short})[.:] ?(?={_AT_NUMBER})", long)
            for short, long in row.before_numbers.items()
        ),
    ]
