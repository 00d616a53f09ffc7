"""Patterns and small finders that the table of spans is made of.

Everything takes linear time on any text: repetitions are possessive, a pattern that failed cannot
start again inside the same run, and what needs pairs (comments, code spans, ICU arguments) is
matched by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from indictx._patterns import compile_pattern
from indictx.languages.units import unit_words

compiled = cache(compile_pattern)

# Private use, as the inside of a character class: the BMP's area, then planes 15 and 16.
SLOT_CLASS = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

# Letters, digits, underscore, and the marks and joiners that Python's \w leaves out: without them
# a vowel sign would end a word. The ranges cover the scripts of South Asia, Arabic, Hebrew, Thai.
WORD = (
    # The characters themselves, not their numbers, which take re as long again to read.
    r"\w"
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u0900-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3"
    "\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc"
    "\u102b-\u103e\u1056-\u109d\u180b-\u180d\u180f-\u193b\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff"
    "\u200c\u200d\ua802-\ua827\ua82c\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff-\ua92d\uaaeb-\uaaef"
    "\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed"
    "\U00011000-\U00011046\U00011070-\U000110ba\U000110c2\U00011100-\U00011134\U00011145-\U00011173"
    "\U00011180-\U000111c0\U0001122c-\U00011237\U000112df-\U00011446\U0001145e-\U000114c3"
    "\U000115dc-\U00011640\U000116ab-\U000116b7\U00011c92-\U00011ef6"
)

#: Letters and digits in a row that no language writes without a space.
LONGEST_WORD = 60
_LONGEST_ENDING = 5

CURRENCY = "$¢£¥৲৳૱௹₠-⃀﷼"
_DIGIT = r"\d¼-¾⅐-⅞"
# Between two groups of digits: 1,87,500 · 12.5 · 10:30 · 12/03/2024 · 10-12 · 1920x1080
_SEPARATOR = r".,:/\-–×xX٫٬\u2009\u202f"
_SIGN = r"+\-−±~≈."
# After these a digit may follow without a space although they are letters.
_RUPEES = ("रु", "रू", "রু", "રૂ", "ரூ", "రూ", "ರೂ", "രൂ", "No")
_UNITS = (
    "am|pm|AM|PM|kms?|kgs?|mg|mcg|cms?|mm|ml|mL|m|gms?|g|ltrs?|l|L|s|ms|h|hr|hrs|min|KB|MB|GB|TB|Hz|kHz|MHz|GHz|W|kW|V"
    "|kWh|mAh|k|K|M|B|cr|Cr|px|pt|ft|x|lakhs?|lacs?|crores?|million|billion|mn|bn"
)
# Symbols that mean the same everywhere, and what they may be divided by. Not h and s, which also
# are plurals and times.
_SYMBOLS = (
    # As people write them, too
    "[Kk]gs?|KG|gms?|g|mgs?|mcg|[µμ]g|[Kk]ms|K[Mm]|cms|ltrs?|mtrs?|mls|km[²³]?|cm[²³]?|mm[²³]?|m[²³]?|ha|dl|dL|ml|mL|l|L|cc|[kM]?W|kWh|mAh|m?V|[kMG]?Hz"
    "|[kKMGT]B|IU|mmHg|mmol|mEq|kcal|bpm|ppm|dB|kmph"
)
_DIVISORS = "kg|g|ha|hectare|acre|m[²³]?|dl|dL|ml|mL|l|L|lit(?:re|er)|h|hr|min|s|day"
# Spaces are read around no other: 10 x 12
_GROUPS = rf"[{_DIGIT}]*+(?:(?:[{_SEPARATOR}]|[ ][xX×][ ])[{_DIGIT}]++)*+"
_AFTER_NUMBER = (
    rf"[⁰¹²³⁴-⁹₀-₉]*+(?:[ ]?+[%٪](?![A-Za-z(%])|‰|[ ]?+[{CURRENCY}](?!\s?\d)"
    rf"|[ \u00a0\u202f]?+[°º][ ]?+[CF](?![{WORD}])|°"
    rf"|/[-–](?!\w)|\+(?![{WORD}+]))?+"
)
NUMBER = (
    rf"[{_SIGN}{_DIGIT}](?:(?<=[{_DIGIT}])(?:(?<![{WORD}][{_DIGIT}])"
    # A zero behind them alone stands for the sign of abbreviation: रु० 500
    + "".join(rf"|(?<={word}\d)(?:(?<![0०])|(?=[\d.,]))" for word in _RUPEES)
    # A digit behind digit and separator belongs to a number that was refused as a whole: 2 of v1.2
    + rf")(?<!\d[{_SEPARATOR}]\d)|(?<=[{_SIGN}])(?<![{WORD})\].][{_SIGN}])\.?[{_DIGIT}])"
    + _GROUPS
    # Ordinals (10th, 5वीं) and names (5G) stay words; long or grouped numbers do not: 2024ல்
    + rf"(?:(?![{WORD}])|(?=[⁰¹²³⁴-⁹₀-₉])|(?=(?:{_UNITS})(?![{WORD}]))"
    + rf"|(?<=\d\d\d)(?![\x00-\x7f])|(?<=[{_SEPARATOR}]\d)(?![\x00-\x7f])"
    + rf"|(?<=[{_SEPARATOR}]\d\d)(?![\x00-\x7f]))"
    + _AFTER_NUMBER
)
_BEFORE_UNIT = "[ \u00a0\u202f]?"
# A 5-kg bag, a 100-m race; 16-A is a name.
_HYPHEN = r"-(?=[A-Za-z]{2}|[gml] [a-z])"
QUANTITY = (
    rf"(?:{NUMBER})(?:{_HYPHEN}|{_BEFORE_UNIT}+)(?:{_SYMBOLS})(?:/(?:{_DIVISORS})(?![{WORD}]))*+"
    rf"(?![{WORD}/])"
)
_FEET_AND_INCHES = r"\d{1,2}[ ]?ft\.?[ ]\d{1,2}(?:\.\d)?[ ]?in(?:ch|ches)?"
_AREAS = (
    r"(?i:acres?|hectares?|quintals?|qtls?"
    r"|sq(?:uare|\.)?[ ]?(?:kms?|kilomet(?:re|er)s?|m(?:trs?)?|met(?:re|er)s?|ft|feet|foot))"
)
# Not 1700 hrs or 10.30 hrs, which are times of the day, nor "class 5 sec. B".
_DURATION = (
    rf"(?<![{WORD}.,:/])(?:\d{{1,3}}(?:\.\d|[½¼¾])?|\d{{1,3}}[-–]\d{{1,3}})"
    r"[ -]?(?:hrs?|mins?|secs|sec(?!\.?[ ][A-Z]))"
)
MEASURE = (
    rf"(?:{_FEET_AND_INCHES}|(?:{NUMBER})[ -]?(?:ft|{_AREAS}(?:/(?:{_DIVISORS}))?)|{_DURATION})"
    rf"(?:\.(?=[ ][a-z]))?+(?![{WORD}/])"
)
MEASURE_HINT = rf"[{_DIGIT}][ -]?(?:ft|[aA][cC]|h[ar]|[hH][eE]|[qQ][tTuU]|[sS][qQ]|sec|min)"
HEIGHT = rf"(?<![{WORD}.])\d{{1,2}}['’′][ ]?\d{{1,2}}(?:\.\d)?(?:[\"”″]|''|’’|′′)?+(?![{WORD}'’])"


def quantities(text: str) -> Iterator[tuple[int, int]]:
    """Yield numbers with a unit in words of an Indian language: ``2.5 किलोग्राम``."""
    for match in _quantity_in_words().finditer(text):
        yield match.span()


@cache
def _quantity_in_words() -> re.Pattern[str]:
    words = unit_words()
    plain = "|".join(word for word in words if "." not in word)
    # Their last full stop is left to the sentence where nothing follows.
    short = "|".join(re.escape(word) for word in words if "." in word)
    end = rf"(?![{WORD}]|\.[{WORD}])"
    unit = rf"(?:(?:{short}){end}(?:\.(?=\s+\S))?+|(?:{plain}){end})"
    return compiled(rf"(?:{NUMBER}){_BEFORE_UNIT}+{unit}")


QUANTITY_HINT = rf"[{_DIGIT}](?:{_BEFORE_UNIT}|-)[kKmgcµμhdlLVWMGTIHbp]"
QUANTITY_IN_WORDS_HINT = rf"[{_DIGIT}]{_BEFORE_UNIT}(?![{_DIGIT}])[^\x00-\x7f]"
_SUM = rf"[ \u00a0\u202f]?+[+\-−]?+\.?+[{_DIGIT}]{_GROUPS}{_AFTER_NUMBER}"
AMOUNT = rf"(?:(?<![{WORD}])(?:US|HK|NZ|A|C|S)(?=\$))?+[{CURRENCY}]{_SUM}"
# Read everywhere, unlike रु. and ரூ., which another script needs in letters of its own.
PRICE_SIGNS = (
    "Rs",
    "RS",
    "rs",
    "Re.",
    "INR",
    "USD",
    "EUR",
    "GBP",
    "AED",
    "NPR",
    "LKR",
    "PKR",
    "BDT",
)
PRICE = rf"(?<![{WORD}.])(?:(?:R[sS]|rs)\.?+|Re\.|{'|'.join(PRICE_SIGNS[4:])}){_SUM}"
RATE = rf"(?:{AMOUNT}|{PRICE})[ ]?/[ ]?(?:{_DIVISORS}|km|ltr|qtl|quintal|GB|kWh|[Ss]q\.?[ ]?ft)(?![{WORD}/])"
PHONE = (
    rf"(?<![{WORD}+.,:/-])(?:\+\d{{8,15}}(?!\d)|\+\d{{1,3}}[ -]?(?:\(\d{{1,5}}\)[ -]?)?\d{{2,5}}(?:[ -]\d{{2,5}}){{1,4}}"
    r"|\(0?\d{2,4}\)[ -]?\d{3,4}[ -]?\d{4}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}"
    r"|1[89]00[ -]\d{2,4}[ -]\d{3,4}|[6-9६-९]\d{4}[ -]\d{5}|[6-9६-९]\d\d[ -]\d{3}[ -]\d{4}"
    rf")(?![{WORD}])"
)

# Capitals and digits, perhaps with hyphens: G20, AI-202, COVID-19, 5-A, PM2.5. Endings may follow, but in
# another script. Behind a hyphen, three capitals are a shouted word or a month.
CODE = (
    rf"(?<![{WORD}{CURRENCY}#@&%+=.\\])(?<!\w[,:/–-])"
    r"[A-Z0-9]++(?:[-/](?:[A-Z]{1,2}(?![A-Z])|[A-Z]{0,2}[0-9][A-Z0-9]*+))*+(?:(?<=[A-Z][0-9])\.\d++)?+"
    r"(?![A-Za-z0-9_]|[-/–][A-Za-z0-9]|[.,:]\d)"
)
CODE_HINT = r"[A-Z][-/]?[0-9]|[0-9][-/]?[A-Z]"
_NO_CODE = (
    r"\d++-?(?:[A-Z]{3,}|AM|PM|ST|ND|RD|TH|[KMGT]B|L|V|W)|\d*+[AP]M-\d{1,2}(?:[AP]M)?"
    rf"|(?:{'|'.join(('RS', *PRICE_SIGNS[3:]))})\d++|[\d/-]++|[A-Z/-]++"
)
_TIME = r"(?:\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?+)?+|\d{4}(?:\d\d)?+)"
TIMESTAMP = (
    rf"(?<![{WORD}:.-])(?:(?:\d{{4}}-\d\d-\d\d|\d{{8}})T{_TIME}(?:Z|[+\-−]\d\d:?+(?:\d\d)?+)?+|{_TIME}Z)"
    r"(?![A-Za-z0-9_]|[:.-]\d)"
)
SECTION = (
    rf"(?<![{WORD}])(?<![\w)][.,:/–-])\d{{1,4}}(?:\((?:[A-Za-z]|[ivx]{{2,4}}|\d)\))++(?![{WORD}(])"
)

# Java and C have flags that are marks of a sentence as well: %,d. Without the index of an argument
# they stand behind no number, and a conversion of numbers follows.
_FLAGS = r"(?:[ ](?=[\d.]*+l*+[df](?![A-Za-z'’-])))?+(?:[-+#0,']|\((?![A-Za-z]\)))*+"
_WIDTH = r"(?:\d++|\*)?+(?:\.(?:\d++|\*))?+"
# Of Java, too: %1$tB %<te
_DATE = "[tT][A-DFHILMNQR-TYZabcdehjklmprsyz]"
PERCENT = (
    r"%%|%\([^()%\s]++\)[-+#0]*+\d*+(?:\.\d++)?+[a-zA-Z]|%[A-Z][A-Z0-9_]++%"
    rf"|%\d++\${_FLAGS}\d*+{_DATE}|%<{_DATE}(?![A-Za-z>])"
    rf"|%(?:\d++\${_FLAGS}|[-+#0]*+){_WIDTH}"
    r"(?:[A-Za-z](?![A-Za-z])|(?<!\d%)(?:hh?|ll?|[Lzjtq])?+[diouxXeEfFgGcsp@])"
    rf"|%(?<![\d)\]}}]%)(?<!\d\s%)"
    rf"(?:{_FLAGS}{_WIDTH}l*+[diouxXeEfgG](?![a-z]|\.[A-Za-z])|{_DATE}(?![A-Za-z]))"
    r"|%\d{1,2}(?!\w)"
)

URL_BODY = r"[^\s<>\"`|\\^।॥؟۔،᱾꯫“”«»]"
LABELS = r"[A-Za-z0-9][A-Za-z0-9-]*+(?:\.[A-Za-z0-9-]++)++"
_TOP_LEVEL = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|in|co|uk|us|eu|xyz|online|site|"
    "tech|me|tv|nic|bharat|np|lk|bd|pk"
)
_EXTENSIONS = (
    "pdf|doc|docx|xls|xlsx|ppt|pptx|txt|csv|tsv|json|jsonl|xml|html|htm|md|rst|py|js|ts|"
    "cpp|java|rb|rs|sh|bat|exe|zip|gz|tar|xz|7z|rar|png|jpg|jpeg|gif|svg|webp|bmp|mp3|mp4|"
    "wav|avi|mkv|mov|apk|iso|sql|toml|yaml|yml|ini|cfg|conf|log|bak|po|pot|srt|vtt|tmx|odt|"
    "ods|epub|dll|ipynb|tex|css|php|bin|db"
)
# Arrows, technical and box symbols, dingbats, pictographs; not ₹ and its neighbours.
EMOJI = (
    "©®\u203c\u2049\u2100-\u214f\u2190-\u21ff\u2300-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001fbff\ufe0f"
)
EMOJI_TAIL = "\ufe0e\u200d\u20e3\U000e0020-\U000e007f"

# Marks touch their text. One asterisk is an operator as well, so it needs space on the other side.
_EMPHASIS = (
    r"(?<!\*)(\*{2,3})(?=[^\s*])[^*]*+(?<=[^\s*])\1(?!\*)|(~~)(?=[^\s~])[^~]*+(?<=[^\s~])~~(?!~)"
    rf"|(?<![{WORD}*\\/])(\*)(?=[^\s*.,/])[^*]*+(?<=[^\s*])\*(?![{WORD}*/]|\.[{WORD}*])"
    # One word in small or in capital letters is a name in a program: __init__, __FILE__
    rf"|(?<![{WORD}.])(__)(?=[^\s_])(?!(?:[a-z\d]++|[A-Z\d]++)_)[^_]*+(?<=[^\s_])__(?![{WORD}(])"
)
_HEXADECIMAL = r"0[xX][0-9a-fA-F]+|[0-9a-f]{7,}|[0-9A-F]{7,}"
# What begins and ends a block of HTML, or a line in it.
BREAKING_TAG = (
    r"</?(?i:address|article|aside|blockquote|body|br|caption|dd|details|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|optgroup|option|p|pre"
    r"|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>])"
)
WRITTEN_BREAK = r"\\[nrt]"


def trimmed(text: str, start: int, end: int) -> int:
    """Return where a URL or path ends once the sentence's punctuation, or an ending, is taken off."""
    end = _before_unopened(text, start, end)
    end = _before_ending(text, start, end)
    depth = {
        closer: text.count(opener, start, end) - text.count(closer, start, end)
        for opener, closer in ("()", "[]", "{}")
    }
    # No match consists of these characters alone, so the loop ends inside it.
    while depth.get(last := text[end - 1], 0) < 0 or last in ".,;:!?'’*_~":
        depth[last] = depth.get(last, 0) + 1
        end -= 1
    return end


def _before_unopened(text: str, start: int, end: int) -> int:
    """Return where the first closing parenthesis without an opening one is: [a](http://b.c)d."""
    depth = 0
    for match in compiled(r"[()]").finditer(text, start, end):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return match.start()
    return end


def _before_ending(text: str, start: int, end: int) -> int:
    """Return where a case ending of the sentence begins: /etc/fstabలో. In wiki/భారత్ there is none.

    What is longer than any ending is a part of a title.
    """
    first = end
    while first > start and text[first - 1] >= "\u0600":
        first -= 1
    is_ending = end - first <= _LONGEST_ENDING and text[first - 1].isascii()
    return first if is_ending and text[first - 1].isalnum() else end


def domain(text: str, start: int, end: int) -> int:
    """Accept a host without scheme if its last label is a well-known top-level domain."""
    host = re.split(r"[:/?#]", text[start:end], maxsplit=1)[0]
    name, _, top = host.rpartition(".")
    if not compiled(_TOP_LEVEL).fullmatch(top) or len(name) < 2:
        return start
    return trimmed(text, start, end)


def file(text: str, start: int, end: int) -> int:
    """Accept a dotted name if it ends in a well-known file name extension."""
    name = text[start:end].rstrip(".-/+~")
    stem, _, extension = name.rpartition(".")
    return (
        start + len(name) if stem and compiled(_EXTENSIONS).fullmatch(extension.lower()) else start
    )


def phone(text: str, start: int, end: int) -> int:
    return end if sum(map(str.isdecimal, text[start:end])) >= 8 else start


def snake(text: str, start: int, end: int) -> int:
    """Accept a word with an underscore inside; _emphasis_ and blanks to fill in are not names."""
    return end if "_" in text[start:end].strip("_") else start


def serial(text: str, start: int, end: int) -> int:
    """Accept hashes, hexadecimal numbers and registration numbers; covid19 and 5G are words."""
    word = text[start:end]
    digits = sum(map(str.isdigit, word))
    hexadecimal = compiled(_HEXADECIMAL).fullmatch(word)
    return end if hexadecimal or (digits >= 3 and len(word) >= 5 and word.isupper()) else start


def coded(text: str, start: int, end: int) -> int:
    """Accept a code; amounts, units, times and ordinals are none."""
    return start if compiled(_NO_CODE).fullmatch(text, start, end) else end


def emphasis(text: str) -> Iterator[tuple[int, int]]:
    """Yield the marks around Markdown's **strong**, *emphasized* and ~~deleted~~ text, in pairs."""
    for match in compiled(_EMPHASIS).finditer(text):
        mark = len(match[match.lastindex or 0])
        yield match.start(), match.start() + mark
        yield match.end() - mark, match.end()


def comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def raw_elements(text: str) -> Iterator[tuple[int, int]]:
    """Yield HTML elements whose content is no language: scripts and styles."""
    folded = text.lower()
    if len(folded) != len(text):  # İ and its like are longer in lower case
        return
    for name in ("script", "style"):
        start = folded.find(f"<{name}")
        while start >= 0:
            end = folded.find(f"</{name}>", start)
            if end < 0:
                break
            end += len(name) + 3
            yield start, end
            start = folded.find(f"<{name}", end)


def encoded(text: str) -> Iterator[tuple[int, int]]:
    """Yield runs of letters and digits longer than any word: keys, Base64, hashes."""
    for word in text.split():
        if len(word) >= LONGEST_WORD:
            break
    else:
        return
    for match in compiled(rf"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{{{LONGEST_WORD},}}+={{0,2}}").finditer(
        text
    ):
        yield match.span()


def icu(text: str) -> Iterator[tuple[int, int]]:
    """Yield outermost ICU arguments with a format, braces balanced: ``{n, plural, one {#} …}``."""
    heads = re.compile(
        rf"\{{\s*+[{WORD}]++\s*+,\s*+(?:plural|select|selectordinal|choice|number|date|time|spellout"
        r"|ordinal|duration|list)\s*+[,}]"
    )
    starts = [match.start() for match in heads.finditer(text)]
    if not starts:
        return
    closing: dict[int, int] = {}
    open_braces: list[int] = []
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            open_braces.append(brace.start())
        elif open_braces:
            closing[open_braces.pop()] = brace.end()
    done = 0
    for start in starts:
        if start >= done and start in closing:
            done = closing[start]
            yield start, done
