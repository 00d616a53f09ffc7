from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language
from indictx.pipeline import abbreviations as module
from indictx.pipeline.abbreviations import written_out
from indictx.text.protect import DEFAULT, KeepRules, protect, slot_index

N = "\ue000"
ENGLISH = {
    "20% off on all items!": "20% discount on all items!",
    "Up to 50% off": "Discount of up to 50%",
    "Shoes up to 30% off": "Shoes discount of up to 30%",
    "Gold rings 20% off": "Gold rings 20% discount",
    "Dinner set 20% off": "Dinner set 20% discount",
    "Flat Rs. 200 off on your first order": "Rs. 200 discount on your first order",
    "House No. 5": "House number 5",
    "Rain in A.P., T. N. and J&K": "Rain in Andhra Pradesh, Tamil Nadu and Jammu and Kashmir",
    "Ravi, H.No. 5": "Ravi, house number 5",
    "Roll no: 12": "Roll number 12",
    "Flat no 7 is open.": "Flat number 7 is open.",
    "Phone no.": "Phone number",
    "Sr. No. 3": "serial number 3",
    "Read questions Nos. 4 and 5.": "Read questions number 4 and 5.",
    "Bring fruit, e.g. apples.": "Bring fruit, such as apples.",
    "Holidays, i.e., Sundays": "Holidays, that is Sundays",
    "Rice, dal, etc. at low prices": "Rice, dal, etc at low prices",
    "It takes approx. 5 days.": "It takes about 5 days.",
    "Your letter dt. 12/03/2026 w.e.f. today": "Your letter of 12/03/2026 from today",
    "N.B.: Come. Tel.: 108": "note: Come. telephone: 108",
    "India vs. Nepal": "India against Nepal",
    "See Fig. 2.": "See picture 2.",
    "He is 25 yrs old.": "He is 25 years old.",
    "1 tsp salt, 2 tbsp oil": "1 small spoon salt, 2 big spoon oil",
    "Health Dept. and the Govt. agree.": "Health department and the government agree.",
    "Pune Dist. is big.": "Pune district is big.",
    "Tea w/o sugar": "Tea without sugar",
    "on 5 Jan 2024": "on 5 January 2024",
    "Dec. 25 and Sept 12": "December 25 and September 12",
    "from Jan to Mar 2024": "from January to March 2024",
    "in Jan, Feb and Mar": "in January, February and March",
    "Open Mon-Fri, 9 am": "Open from Monday to Friday, 9 am",
    "Open Monday - Saturday": "Open from Monday to Saturday",
    "on Tue, Thu and Sat.": "on Tuesday, Thursday and Saturday.",
    "Closed on Sun 5 March": "Closed on Sunday 5 March",
    "Q: Who is it?": "Question: Who is it?",
    "A: It is Ravi.": "Answer: It is Ravi.",
    "He came 1st.": "He came first.",
    "Rs. 45 per kg.": "Rs. 45 per kilogram.",
    "Interest is 8% p.a. here": "Interest is 8% per year here",
    "Ram S/o Mohan, C/o Sita": "Ram son of Mohan, care of Sita",
    "Max. 5 kg, min. age 18 yrs": "maximum 5 kg, minimum age 18 years",
    "Qty: 5": "quantity: 5",
    "Sub: Leave": "subject: Leave",
    "Exp. date: 5 May": "expiry date: 5 May",
    "Signed Sd/-": "Signed signed",
    "The min. wage; Sita W/o Ram": "The minimum wage; Sita wife of Ram",
    "She is in Class XII.": "She is in class 12.",
    "Chapter IV, Part II": "chapter 4, part 2",
    "World War II ended.": "Second World War ended.",
    "Mother & child": "Mother and child",
    "OPEN MON-FRI": "OPEN FROM MONDAY TO FRIDAY",
}
OTHERS = {
    ("hin_Deva", "इसकी कीमत रु. 500 है।"): "इसकी कीमत 500 रुपये है।",
    ("hin_Deva", "मुझे रु. 5 लाख चाहिए।"): "मुझे 5 लाख रुपये चाहिए।",
    ("hin_Deva", "डॉ॰ राम और डॉ० सीता उ०प्र० से हैं।"): "डॉ. राम और डॉ. सीता उत्तर प्रदेश से हैं।",
    ("hin_Deva", "प्रो. राव म. प्र. से आए"): "प्रोफ़ेसर राव मध्य प्रदेश से आए",
    ("hin_Deva", "रु० 500 या 500 रु० दो"): "500 रुपये या 500 रुपये दो",
    ("hin_Deva", "प्रो.राव, उ०प्र०सरकार"): "प्रोफ़ेसर राव, उत्तर प्रदेश सरकार",
    ("hin_Deva", "कि०मी० और स्व० राम"): "कि.मी. और स्व. राम",
    ("hin_Deva", "के0 पी0 ओली आए।"): "के. पी. ओली आए।",
    ("hin_Deva", "मो० 98765 43210"): "मोबाइल 98765 43210",
    ("hin_Deva", "दाम ५० रु।"): "दाम ५० रुपये।",
    ("hin_Deva", "मकान नं. 12, पृ. 45"): "मकान नंबर 12, पृष्ठ 45",
    ("hin_Deva", "दि. 5 मार्च को बैठक है।"): "5 मार्च को बैठक है।",
    ("bho_Deva", "दाम रू 50 बा।"): "दाम 50 रुपये बा।",
    ("mar_Deva", "घर क्र. 12 कुठे आहे?"): "घर नंबर 12 कुठे आहे?",
    ("npi_Deva", "यसको मूल्य रु. 500 हो।"): "यसको मूल्य 500 रुपैयाँ हो।",
    ("guj_Gujr", "કિંમત રૂ. 500 છે."): "કિંમત 500 રૂપિયા છે.",
    ("guj_Gujr", "તા. 5 માર્ચે, મકાન નં. 12"): "5 માર્ચે, મકાન નંબર 12",
    ("pan_Guru", "ਕੀਮਤ ਰੁ. 500 ਹੈ।"): "ਕੀਮਤ 500 ਰੁਪਏ ਹੈ।",
    ("tam_Taml", "விலை ரூ.250."): "விலை 250 ரூபாய்.",
    ("tel_Telu", "ధర రూ. 500."): "ధర 500 రూపాయలు.",
    ("kan_Knda", "ಬೆಲೆ ರೂ. 500."): "ಬೆಲೆ 500 ರೂಪಾಯಿ.",
    ("mal_Mlym", "വില രൂ. 500 ആണ്."): "വില 500 രൂപ ആണ്.",
}
SAME = {
    "eng_Latn": [
        "She said no. He said yes.",
        "I sat 5 hours in the sun.",
        "The sun sets at 6.",
        "Mary may come in May.",
        "Part I liked best",
        "My daughter is in the 5th class.",
        "The first of March is a Monday.",
        "We march to the station.",
        "A road in St. Thomas",
        "A 2 x 4 board",
        "The temp file",
        "Bring pens, paper etc.",
        "The train leaves at 5 p.m.",
        "A and B",
        "AT&T",
        "Turn pump 2 off.",
        "They have taken player 7 off!",
        "Pump 2 has gone 5 off!",
        "Turn off 2 lights",
        "He fell 5 m off the road.",
    ],
    "hin_Deva": [
        "काम शुरू 5 बजे होगा।",
        "पुरुष और स्त्री",
        "500 रुपये",
        "डॉ. शर्मा आए।",
        "रुको।",
        "कक्षा १०",
        "क१०",
        "काम.प्र. नया",
        "उ.प्र.",
        "भारत0 से",
        "कक्षा०",
    ],
    "tam_Taml": ["ரூபாய் 500"],
    "ben_Beng": ["ডা. সেন আজ আসবেন না।"],
    "urd_Arab": ["قیمت 500 روپے ہے۔"],
}
CODES = ("eng_Latn", "hin_Deva", "npi_Deva", "tam_Taml", "ben_Beng")
PIECES = [word for text in (*ENGLISH, *(text for _, text in OTHERS)) for word in text.split()]
TEXTS = st.lists(st.sampled_from([*PIECES, N, "\ue001", "&", "-", "to", "|"])).map(" ".join)


def read(text: str, code: str, rules: KeepRules = DEFAULT) -> str:
    """Return what the model reads of a text, with the spans that were hidden from it."""
    hidden = protect(text, rules)
    long = written_out(hidden.text, language(code))
    return "".join(
        hidden.spans[slot_index(char)].text if slot_index(char) >= 0 else char for char in long
    )


@pytest.mark.parametrize("rules", [DEFAULT, KeepRules(numbers=False)])
@pytest.mark.parametrize(("short", "long"), ENGLISH.items())
def test_english_is_written_out(short, long, rules):
    assert read(short, "eng_Latn", rules) == long


@pytest.mark.parametrize("rules", [DEFAULT, KeepRules(numbers=False)])
@pytest.mark.parametrize(("code", "short", "long"), [(*one, long) for one, long in OTHERS.items()])
def test_other_languages_are_written_out(code, short, long, rules):
    assert read(short, code, rules) == long


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in SAME.items() for text in texts]
)
def test_what_is_not_short_stays(code, text):
    assert read(text, code) == text


@given(TEXTS | st.text(), st.sampled_from(CODES))
def test_slots_are_all_kept_and_none_is_added(text, code):
    long = written_out(text, language(code))

    assert sorted(filter(_is_slot, long)) == sorted(filter(_is_slot, text))


@given(TEXTS, st.sampled_from(CODES))
def test_the_hint_misses_nothing(text, code):
    long = module._prepared(text, code)
    for pattern, replacement in module._rules(code) if module._hint(code) else []:
        long = pattern.sub(replacement, long)

    assert written_out(text, language(code)).upper() == long.upper()


def _is_slot(char: str) -> bool:
    return slot_index(char) >= 0
