"""Which endings a word may have: plural and case of English and of the languages of India.

A form of a term is its stem and an ending of the table. This is deliberately generous: a glossary
asks whether a term was used, not whether its grammar is right. The tables hold what the grammars
that each is named for list as case and plural endings (Masica, *The Indo-Aryan Languages*, 1991,
chapter 8; Krishnamurti, *The Dravidian Languages*, 2003, chapter 6), written as they are spelled.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

_SHORTEST_STEM = 2
_LONGEST_TAIL = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """Endings of one language, divided by spaces; ``0`` is no ending.

    Attributes:
        drop: What a word may lose before an ending.
        oblique: First part of an ending: plural, oblique stem.
        mark: Second part: case marker, postposition written in one word.
        is_open: Whether more may follow, as in the agglutinating languages of the south.
        never: Endings that only take the place of what was dropped; ``रोगी`` is no form of ``रोग``.
        same: Letters that change places within a stem, in pairs: long and short vowels.
    """

    drop: str = "0"
    oblique: str = "0"
    mark: str = "0"
    is_open: bool = False
    never: str = ""
    same: str = ""


_HINDI = _Rules(
    drop="0 ा ी े ि ु ू ई",
    oblique="0 ा ी े ि ों ो ें एं ओं ए ाएं ाओं ियां ियों ियो यां यों ुओं ुएं इयां इयों ाइयां ाइयों",
    never="ी ा ि े ियां ियों ियो ाइयां ाइयों",
)
_NEPALI = _Rules(
    drop="0 ा ो ी े",
    oblique="0 ा ी े ो",
    mark="0 ले लाई को का की मा बाट सं संग द्वारा देखि सम्म भन्दा हरू हरु हरूले हरुले हरूलाई हरुलाई "
    "हरूको हरुको हरूका हरुका हरूमा हरुमा हरूबाट हरुबाट हरूसंग हरुसंग",
    never="ा ी े ो ि",
    same="ीि ूु",
)
_MARATHI = _Rules(
    drop="0 ा ी े ि ू ु ं री",
    oblique="0 ा ी े ि ू ु ां ीं ें ूं ं या यां ्या ्यां र्या र्यां ऱ्या ऱ्यां ए",
    mark="0 ला ना ने नी नं चा ची चे च्या चं त तील मध्ये मधील साठी हून वर वरील शी पासून कडे द्वारे मुळे "
    "सह बद्दल प्रमाणे पर्यंत बरोबर खाली नंतर",
    never="ी ि",
    same="ीि ूु",
)
_BENGALI = _Rules(
    drop="0 া",
    oblique="0 া গুলি গুলো রা েরা দের েদের টি টা খানা জন টির টির",
    mark="0 র ের কে ে তে য় এর ও ই েই েও তেও কেও",
)
_ASSAMESE = _Rules(
    drop="0 া",
    oblique="0 া বোৰ বিলাক সমূহ সকল হঁত টো টি জন জনী খন কেইটা লোক",
    mark="0 ৰ ক এ ে ত লৈ ৰে েৰে ৰো কো ই ও য়ে য় েই অক অৰ তো কৈ ৰপৰা",
)
_GUJARATI = _Rules(
    drop="0 ો ી ું ુ ં ા",
    oblique="0 ો ી ું ા ે ાં ીઓ ાઓ ઓ ુ િ િયો",
    mark="0 ને ની નો નું ના નાં માં થી એ ે પર માટે મા વાળા",
    never="ી ું િ ુ",
    same="ીિ ૂુ",
)
_PUNJABI = _Rules(
    drop="0 ਾ ੀ ੇ ਿ ੋ ਈ",
    oblique="0 ਾ ੀ ੇ ੋ ਾਂ ਿਆਂ ੀਆਂ ਿਓਂ ੋਂ ਵਾਂ ਵੀਂ ਆਂ ਈਆਂ ੂਆਂ ਏ ਿਆ ੀਓ",
    never="ਾ ੀ ੇ ਿਆਂ ੀਆਂ",
)
_ODIA = _Rules(
    drop="0 ା",
    oblique="0 ା ମାନେ ମାନଙ୍କ ଗୁଡ଼ିକ ଗୁଡିକ ଟି ଟା ଏ ଙ୍କ ମାନ ଗୁଡ଼ା",
    mark="0 ର କୁ ରେ ରୁ ଠାରୁ ଠାରେ ୟ େ ଏ ମଧ୍ୟ",
)
_URDU = _Rules(
    drop="0 ا ہ ی ے",
    oblique="0 ا ہ ے ی وں یں یاں یوں ات ؤں ئیں ئوں اؤں ائیں و یات گان ین",
    never="ا ہ ی",
)
_TAMIL = _Rules(
    drop="0 ு ம் ்",
    oblique="ை ால் ில் ின் ிற் ுக்கு க்கு கு கள் க்கள் ங்கள் ங்களை கள த்தை த்தில் த்தின் த்தால் த்திற் த்துட த்துக் த்த "
    "யை யில் யின் யால் யுட யும் யாக யான யிட வை வில் வின் வால் வுக் வும் வுட ுட ோடு ும் ாக ான ாது ர்கள் "
    "ிட ற்கு ளை ளில் ளின் ளுக்",
    is_open=True,
)
_TELUGU = _Rules(
    drop="0 ి ు ం",
    oblique="కు కి ను ని లో తో ల లు పై గా వల్ల నుం కోసం కై యొక్క ాన్ని ానికి ాలు ాల ంలో ంతో ంగా ులు ుల ళ్ళు ళ్లు ళ్ల "
    "ే ైన ీ ు ువు ుని",
    is_open=True,
)
_KANNADA = _Rules(
    drop="0 ು ್ ೆ",
    oblique="ವನ್ನು ವು ವೂ ದ ದಲ್ಲಿ ಕ್ಕೆ ಗಳು ಗಳ ಗಳನ್ನು ಗಳಿ ಯ ಯನ್ನು ಯಲ್ಲಿ ಯು ಗೆ ನ್ನು ನ ನು ನಿ ರು ರ ರಿ ಇಂದ ಿಂದ ಿನ "
    "ಿಗೆ ಅನ್ನು ಾಗಿ ಾದ ೆಗಳು ೆಯ ೆಗೆ ೆಯನ್ನು ೆಯಲ್ಲಿ ವಿ ುಗಳ ೂ",
    is_open=True,
)
_MALAYALAM = _Rules(
    drop="0 ം ൻ ൽ ൾ ർ ൺ ു ്",
    oblique="യുടെ യെ യിൽ യ്ക്ക യാൽ യും യോട യിലെ ത്തിന ത്തിൽ ത്തെ ത്താൽ ത്തോട ങ്ങൾ ങ്ങള കൾ കള ക്കൾ ക്കള മാർ മാര "
    "ന്റെ നെ ന് നും നോട നിന നിൽ രുടെ രെ ര് രും റുടെ റെ റിന റിൽ ർ ളിൽ ളുടെ ളെ ളും ലിൽ ലെ ലിന ലും ിന്റെ ിൽ ിന ിലെ "
    "െ ുടെ ിക വിന വിൽ വും ും ാണ ായ ണിന ണിൽ",
    is_open=True,
)
_BY_LANGUAGE = {
    "hin_Deva": _HINDI,
    "bho_Deva": _HINDI,
    "mag_Deva": _HINDI,
    "awa_Deva": _HINDI,
    "mai_Deva": _HINDI,
    "hne_Deva": _HINDI,
    "npi_Deva": _NEPALI,
    "mar_Deva": _MARATHI,
    "gom_Deva": _MARATHI,
    "ben_Beng": _BENGALI,
    "asm_Beng": _ASSAMESE,
    "guj_Gujr": _GUJARATI,
    "pan_Guru": _PUNJABI,
    "ory_Orya": _ODIA,
    "urd_Arab": _URDU,
    "tam_Taml": _TAMIL,
    "tel_Telu": _TELUGU,
    "kan_Knda": _KANNADA,
    "mal_Mlym": _MALAYALAM,
}


def is_form(word: str, term: str, lang: str | None) -> bool:
    """Say whether a word is a form of a term other than the term itself.

    Args:
        word: Word of a text, NFC, in lower case.
        term: Last word of the term, likewise.
        lang: Code of the language; without a table it has no endings.
    """
    if lang == "eng_Latn":
        return word in _english(term)
    rules = _BY_LANGUAGE.get(lang or "")
    if rules is None:
        return False
    table = _same(rules)
    plain, form = word.translate(table), term.translate(table)
    for stem in _stems(form, rules):
        tail = plain[len(stem) :]
        is_allowed = stem != form or tail not in _parts(rules.never)
        if is_allowed and plain.startswith(stem) and _is_ending(tail, rules):
            return True
    return False


@cache
def _english(term: str) -> frozenset[str]:
    plural = [f"{term}s", f"{term}es"]
    if term.endswith("y"):
        plural.append(f"{term[:-1]}ies")
    if term.endswith("f"):
        plural.append(f"{term[:-1]}ves")
    if term.endswith("fe"):
        plural.append(f"{term[:-2]}ves")
    return frozenset(
        [
            *plural,
            f"{term}'s",
            f"{term}'",
            *(f"{one}'" for one in plural),
            *(f"{one}'s" for one in plural),
        ]
    )


def _stems(term: str, rules: _Rules) -> list[str]:
    """Return the term, and the term without each ending that it may lose."""
    stems = []
    table = _same(rules)
    for drop in _parts(rules.drop):
        drop = drop.translate(table)
        if term.endswith(drop) and len(term) - len(drop) >= _SHORTEST_STEM:
            stems.append(term[: len(term) - len(drop)])
    return stems


def _is_ending(tail: str, rules: _Rules) -> bool:
    if rules.is_open:
        return len(tail) <= _LONGEST_TAIL and tail.startswith(_starts(rules))
    return tail in _endings(rules)


@cache
def _starts(rules: _Rules) -> tuple[str, ...]:
    return _parts(rules.oblique)


@cache
def _endings(rules: _Rules) -> frozenset[str]:
    table = _same(rules)
    pairs = product(_parts(rules.oblique), _parts(rules.mark))
    return frozenset((oblique + mark).translate(table) for oblique, mark in pairs)


@cache
def _parts(text: str) -> tuple[str, ...]:
    return tuple("" if part == "0" else part for part in text.split())


@cache
def _same(rules: _Rules) -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in rules.same.split()}
