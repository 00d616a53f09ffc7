"""Words that mean a number, in the languages whose texts the guard doubts most closely."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

_SMALL = {
    "eng": """zero nil nought one two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy
        eighty ninety ones twos threes fours fives sixes sevens eights nines tens twenties thirties
        forties fifties sixties seventies eighties nineties first second third fourth fifth sixth
        seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
        seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth
        eightieth ninetieth halves half thirds quarter quarters fifths tenths once twice thrice single
        double triple both pair pairs couple dozen dozens score decade decades fortnight noon
        midnight teens""",
    "hin": """शून्य एक दो तीन चार पाँच पांच छह छः छ छे सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह पन्द्रह सोलह
        सत्रह अठारह अट्ठारह उन्नीस बीस इक्कीस बाईस बाइस तेईस तेइस चौबीस पच्चीस छब्बीस सत्ताईस सत्ताइस
        अट्ठाईस अट्ठाइस उनतीस उन्तीस तीस इकतीस इकत्तीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस
        उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस
        उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ
        चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर
        सतहत्तर अठहत्तर उन्यासी उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी
        नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पंचानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे
        पहला पहली पहले पहिला पहिल दूसरा दूसरी दूसरे दोसर तीसरा तीसरी तीसरे तेसर चौथा चौथी चौथे चउथा
        छठा छठी छठे आधा आधी आधे डेढ़ ढाई पौन पौने सवा साढ़े दोन दुगुना दोगुना तिगुना चौगुना जोड़ा जोड़ी
        दर्जन दशक दू दुइ दुनू दुन तीनि चारि छौ नव पच्चिस एगो""",
}
_LARGE = {
    "eng": """hundred hundreds hundredth thousand thousands thousandth lakh lakhs lac lacs crore crores
        million millions millionth billion billions trillion century centuries millennium""",
    "hin": """सौ सौवाँ सौवां सौवीं सौवें सैकड़ा सैकड़े सैकड़ों हज़ार हज़ारों हजार हजारों लाख लाखों करोड़ करोड़ों
        अरब अरबों खरब सइ सए सय शताब्दी सदी""",
}
# Neighbors of Hindi that count with the same words; their own variants are in its row.
_LIKE_HINDI = frozenset(["hin", "bho", "mai", "awa", "mag", "bns", "bra", "hne", "bgc", "anp"])


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words in NFC and without capitals.

    Attributes:
        small: Each stands for at most two digits.
        large: Each may stand for any number of digits.
    """

    small: frozenset[str]
    large: frozenset[str]


@cache
def words_of(lang_code: str | None) -> NumberWords | None:
    """Return the number words of a language; ``None`` if they are not known."""
    code, _, script_code = (lang_code or "").partition("_")
    if script_code == "Deva" and code in _LIKE_HINDI:
        code = "hin"
    elif code != "eng":
        return None
    return NumberWords(_words(_SMALL[code]), _words(_LARGE[code]))


def _words(text: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", text).split())
