"""Numbers in words: what they are in digits, and what stays in words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages.units import scale_words
from indictx.text._spelled_data import (
    ENDINGS,
    HALVES,
    HUNDRED,
    ONES,
    OTHERWISE,
    SCALES,
    TENS,
    TIMES,
)
from indictx.text._spelled_dravidian import DRAVIDIAN, values
from indictx.text.spelled_numbers import in_digits

LANGUAGES = sorted(TENS)
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]


def english(number: int) -> str:
    """Return a number in words, written out by other rules than those that read it."""
    for size, name in ((10**7, "crore"), (10**5, "lakh"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest and size == 100 else " "
            return f"{english(number // size)} {name}{joint + english(rest) if rest else ''}"
    if number >= 20:
        return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10 - 1]}" if number % 10 else "")
    return _TEENS[number - 10] if number >= 10 else _ONES[number - 1]


def meant(text: str) -> float:
    """Return what digits and words such as lakh mean."""
    number, *scales = text.replace(",", "").split()
    for scale in scales:
        number = float(number) * {"thousand": 10**3, "lakh": 10**5, "crore": 10**7}[scale]
    return float(number)


@given(st.integers(min_value=11, max_value=10**10))
def test_every_english_number_above_ten_is_read(number):
    words = english(number)
    assert meant(in_digits(words, "eng_Latn")) == number
    assert meant(in_digits(words.replace("-", " ").title(), "eng_Latn").lower()) == number


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("There are twenty-four hours in a day.", "There are 24 hours in a day."),
        ("A twenty-five-year-old man came.", "A 25-year-old man came."),
        ("She paid four hundred and fifty rupees.", "She paid 450 rupees."),
        ("In nineteen forty-seven we were free.", "In 1947 we were free."),
        ("It was in nineteen oh five.", "It was in 1905."),
        ("Since twenty twelve he is here.", "Since 2012 he is here."),
        ("One and a half kilos, two and a half lakh", "1.5 kilos, 2.5 lakh"),
        ("Two point five litres, zero point five", "2.5 litres, 0.5"),
        ("The bus leaves at six forty-five.", "The bus leaves at 6:45."),
        ("It's eleven fifty now.", "It's 11:50 now."),
        ("half past six, a quarter to seven, ten past one", "6:30, 6:45, 1:10"),
        ("quarter to one", "12:45"),
        ("It is ten to six.", "It is 5:50."),
        ("at twenty-five to eight in the evening", "at 7:35 in the evening"),
        ("at five to ten on Monday", "at 9:55 on Monday"),
        ("Ten to fifteen people", "10 to 15 people"),
        ("between five and fifteen", "between 5 and 15"),
        ("two or three hundred people", "200 or 300 people"),
        ("two or three thousand people", "2 or 3 thousand people"),
        ("between one hundred and two hundred", "between 100 and 200"),
        ("three lakh fifty thousand", "3,50,000"),
        ("five hundred thousand", "500 thousand"),
        ("a million and a half, two point five crore", "1.5 million, 2.5 crore"),
        ("the twenty-second match, the twenty first century", "the 22nd match, the 21st century"),
        ("in the nineteen fifties", "in the 1950s"),
        ("İstanbul has fifteen parks", "İstanbul has 15 parks"),
        ("a hundred and fifty", "150"),
        ("sixteen hundred", "1600"),
        ("the twenty-first of March", "the 21st of March"),
        ("the twentieth century", "the 20th century"),
        ("a thirty-second video, the thirty-second day", "a 30-second video, the 32nd day"),
        ("FIVE THOUSAND", "5 THOUSAND"),
        ("One-third of them, two thirds of it, three-quarters", "1/3 of them, 2/3 of it, 3/4"),
        ("a quarter of the money, a two-third majority", "1/4 of the money, a 2/3 majority"),
    ],
)
def test_english_is_read(text, digits):
    assert in_digits(text, "eng_Latn") == digits


@pytest.mark.parametrize(
    "text",
    [
        "Take one tablet twice a day for seven days.",
        "A hundred people, a thousand thanks, hundreds of them.",
        "one two three",
        "fifty-fifty",
        "room two thirty",
        "a quarter to the school",
        "It is five to ten people.",
        "We work from five to ten.",
        "We won by ten to eight.",
        "sold at five to ten a kilo",
        "the fifties, the first and the tenth",
        "eight to ten",
        "a third person, one fifth grade boy, the third one, a quarter of an hour",
        "the second hundred",
        "Twenty20, twenty-twenty, about twenty thirty people, fifteen-twenty days",
        "two twelve-member teams, thirty two-wheelers, twenty ten-rupee notes, a hundred two-rupee coins",
        "After ten fifteen minutes; the price is two fifty; at twelve fifty people left",
        "half a million, thanks a million, the eleventh hour, a Fourth of July party",
        "{n} hundred and fifty, 3 hundred and fifty",
    ],
)
def test_what_stays_in_words(text):
    assert in_digits(text, "eng_Latn") == text


@pytest.mark.parametrize(
    ("lang", "text", "digits"),
    [
        ("hin_Deva", "वह पैंतीस साल का है।", "वह 35 साल का है।"),
        ("hin_Deva", "दो हज़ार तीन सौ किसान", "2300 किसान"),
        ("hin_Deva", "डेढ़ किलो, ढाई घंटे, साढ़े तीन सौ, पौने दो", "1.5 किलो, 2.5 घंटे, 350, 1.75"),
        ("hin_Deva", "साढ़े छह बजे, पौने सात बजे, सवा पाँच बजे", "6:30 बजे, 6:45 बजे, 5:15 बजे"),
        ("hin_Deva", "सवा सौ, सवा लाख, पाँच लाख", "125, 1.25 लाख, 5 लाख"),
        ("hin_Deva", "पंद्रह बीस लोग, दो-तीन सौ लोग", "15-20 लोग, 200-300 लोग"),
        ("hin_Deva", "इक्कीसवीं सदी", "21वीं सदी"),
        ("hin_Deva", "उन्नीस सौ सैंतालीस में", "1947 में"),
        ("bho_Deva", "दू सौ दस रुपया", "210 रुपया"),
        ("urd_Arab", "ساڑھے چھ بجے پندرہ لوگ", "6:30 بجے 15 لوگ"),
        ("ben_Beng", "পঁচিশটি ছেলে সাড়ে ছ’টায়", "25টি ছেলে 6:30টায়"),
        ("ben_Beng", "চারশো পঞ্চাশ টাকা, পনেরোশো টাকা", "450 টাকা, 1500 টাকা"),
        ("ben_Beng", "দু’হাজার তিনশো", "2300"),
        ("ben_Beng", "দু’হাজার টাকা", "2 হাজার টাকা"),
        ("asm_Beng", "পঁয়ত্ৰিশ বছৰ, চাৰে ছয় বজাত", "35 বছৰ, 6:30 বজাত"),
        ("ben_Beng", "\u09aa\u0981\u09df\u09a4\u09cd\u09b0\u09bf\u09b6", "35"),
        ("ory_Orya", "ପଚିଶଟି ଘର, ଚାରିଶହ ପଚାଶ", "25ଟି ଘର, 450"),
        ("mar_Deva", "एकशे पंचवीस घरे", "125 घरे"),
        ("mar_Deva", "साडेसहा वाजता", "6:30 वाजता"),
        ("hin_Deva", "पचीस-तीस", "25-30"),
        ("guj_Gujr", "બે હજાર ત્રણસો, સાડા છ વાગ્યે", "2300, 6:30 વાગ્યે"),
        ("pan_Guru", "ਚਾਰ ਸੌ ਪੰਜਾਹ, ਪੈਂਤੀ ਸਾਲ", "450, 35 ਸਾਲ"),
        ("tam_Taml", "முப்பத்தைந்து, இருபத்து நான்கு, பதினொரு", "35, 24, 11"),
        ("tam_Taml", "நூற்று இருபத்தைந்து, நூற்றிருபத்தைந்து", "125, 125"),
        ("tam_Taml", "இரண்டாயிரத்து முந்நூறு, ஐம்பதாயிரம்", "2300, 50 ஆயிரம்"),
        ("tam_Taml", "ஆறரை மணிக்கு, ஒன்றரை கிலோ", "6:30 மணிக்கு, 1.5 கிலோ"),
        ("tam_Taml", "இருநூற்றுப் பத்து", "210"),
        ("tel_Telu", "ముప్పై ఐదు, నూట ఇరవై ఐదు, పదకొండు మంది", "35, 125, 11 మంది"),
        ("tel_Telu", "రెండు వేల మూడు వందలు, ఆరున్నర గంటలకు", "2300, 6:30 గంటలకు"),
        ("kan_Knda", "ಮೂವತ್ತೈದು, ನೂರಿಪ್ಪತ್ತೈದು, ನೂರ ಇಪ್ಪತ್ತೈದು", "35, 125, 125"),
        ("kan_Knda", "ಎರಡು ಸಾವಿರದ ಮುನ್ನೂರು, ಆರೂವರೆ ಗಂಟೆಗೆ", "2300, 6:30 ಗಂಟೆಗೆ"),
        ("mal_Mlym", "മുപ്പത്തഞ്ച്, മുപ്പത്തി അഞ്ച്, പതിനേഴു പേർ", "35, 35, 17 പേർ"),
        ("mal_Mlym", "നൂറ്റിയിരുപത്തിയഞ്ച്, അയ്യായിരം രൂപ", "125, 5 ആയിരം രൂപ"),
        ("npi_Deva", "पैँतीस वर्ष, चार सय पचास", "35 वर्ष, 450"),
    ],
)
def test_other_languages_are_read(lang, text, digits):
    assert in_digits(text, lang) == digits


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("hin_Deva", "दो तीन लोग, सौ लोग, हज़ार बार"),
        ("urd_Arab", "اسی طرح یہ بہتر ہے، وہ سو گیا"),
        ("ben_Beng", "দুই বার, দুটি বই, একশো লোক"),
        ("asm_Beng", "দুবাৰ, সোমবাৰে"),
        ("ory_Orya", "ଦୁଇ ବାର"),
        ("pan_Guru", "ਬੱਤੀ ਜਗਾਓ"),
        ("npi_Deva", "संसद्को सत्र"),
        ("tam_Taml", "இரண்டு பேர், நூறு பேர்"),
        ("tel_Telu", "ఇరవై ఆరేళ్ల మహిళ, నలభై రెండో పేజీ"),
        ("kan_Knda", "ನೂರಾರು ಜನ, ನೂರು ಜನ"),
        ("mal_Mlym", "നൂറ് പേർ"),
        ("san_Deva", "पञ्चत्रिंशत्"),
    ],
)
def test_other_words_stay(lang, text):
    assert in_digits(text, lang) == text


@pytest.mark.parametrize(
    ("lang", "text", "digits"),
    [
        ("hin_Deva", "साढ़े नौ से साढ़े ग्यारह बजे तक", "9:30 से 11:30 बजे तक"),
        ("hin_Deva", "दो-ढाई सौ, डेढ़-दो सौ, पाँच छह सौ", "200-250, 150-200, 500-600"),
        ("hin_Deva", "“पच्चीस लोग” (तीस)", "“25 लोग” (30)"),
        ("npi_Deva", "साढे पाँच बजेसम्म", "5:30 बजेसम्म"),
        ("ben_Beng", "একশো নয়, দুশো টাকা, আড়াইটা আম", "একশো নয়, 200 টাকা, 2.5টা আম"),
        ("mar_Deva", "साडेनऊ वाजल्यापासून", "9:30 वाजल्यापासून"),
        ("tam_Taml", "இருபத்து இரண்டாயிரம், இரண்டரை மணி நேரம்", "22 ஆயிரம், 2.5 மணி நேரம்"),
        ("mal_Mlym", "നാല്പത്തി രണ്ടായിരം കോടി", "42 ആയിരം കോടി"),
        ("guj_Gujr", "બાર વાગ્યે", "12 વાગ્યે"),
    ],
)
def test_numbers_beside_others_and_times_are_read(lang, text, digits):
    assert in_digits(text, lang) == digits


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("hin_Deva", "मुझे पाँच सौ दो। पंद्रह सौ दो हज़ार, सात सौ आठ सौ, दो हज़ार तीन हज़ार"),
        ("hin_Deva", "पाँच-पाँच सौ, एक-एक हज़ार, एक अरब देश, तीस हजारी कोर्ट, अस्सी घाट, तेरहवीं"),
        ("hin_Deva", "नौ दो ग्यारह हो गया, उन्नीस-बीस का फ़र्क, तीन दशमलव पाँच लाख"),
        ("urd_Arab", "ڈیٹا بیس کھولیں، اس کے سوا دو اور لوگ، پونے ایک شہر ہے، دو سو نو منتخب"),
        ("npi_Deva", "यसको मूल्य पाँच सय छ। दुई लाख पचास हजारको"),
        ("ben_Beng", "দুই তিনহাজার, বিশ শতকের কবি, সোয়ান, এক লক্ষ পঁচিশ হাজারেরও"),
        ("ory_Orya", "ପାଞ୍ଚ ଶହ ନ ଦେଲେ"),
        ("mar_Deva", "दोन लाख पन्नास हजारांचा"),
        ("guj_Gujr", "સ્ટેટસ બાર, એસી ચાલુ કરો, પાંચ લાખ પચાસ હજારથી"),
        ("pan_Guru", "ਦੇਸ਼ ਦੀ ਉੱਨਤੀ, ਦੋ ਅਰਬ ਦੇਸ਼ਾਂ"),
        ("tam_Taml", "10 ஆயிரத்து 500 ரூபாய், இரண்டு மூவாயிரம் பேர், இருநூற்று ஐம்பதில்"),
        ("tel_Telu", "వెయ్యి రూపాయలు, ఇరవై వేల రెండు వందలమంది"),
        ("kan_Knda", "13 ಸಾವಿರದ 500ಕ್ಕೂ, ಒಂದು ಲಕ್ಷದ ಐವತ್ತು ಮೂರು ಸಾವಿರದ ಆರುನೂರು"),
    ],
)
def test_what_is_not_clear_stays_in_words(lang, text):
    assert in_digits(text, lang) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_all_its_words(lang):
    assert len(TENS[lang].split()) == 89
    assert len(ONES[lang].split()) == 10
    assert {*TENS} == {*SCALES} == {*ONES} == {*HUNDRED} == {*HALVES} == {*ENDINGS} == {*TIMES}
    assert unicodedata.is_normalized("NFC", TENS[lang])
    for number, names in enumerate(TENS[lang].split(), 11):
        for name in names.replace("-", "").split("/"):
            if name and name not in OTHERWISE.get(lang, {}):
                assert in_digits(name, lang) == str(number)
                assert in_digits(unicodedata.normalize("NFD", name), lang) == str(number)


@pytest.mark.parametrize("lang", sorted(DRAVIDIAN))
def test_words_that_melt_are_made_right(lang):
    made = values(DRAVIDIAN[lang])
    assert set(made.values()) == set(range(1, 100))
    for word, number in made.items():
        if number > 10:
            assert in_digits(word, lang) == str(number)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_multiplies_a_number_in_words_does_so_behind_digits(lang):
    known = {unicodedata.normalize("NFC", word): name for word, name in scale_words().items()}
    for names, name in zip(SCALES[lang].split(), ["thousand", "lakh", "crore"], strict=False):
        assert {known[word] for word in names.split("/")} == {name}


@given(st.sampled_from(["eng_Latn", *LANGUAGES, *sorted(DRAVIDIAN)]), st.data())
def test_reading_again_changes_nothing(lang, data):
    if lang in DRAVIDIAN:
        known = [*values(DRAVIDIAN[lang]), *DRAVIDIAN[lang].scales.split()]
    elif lang in TENS:
        known = [*TENS[lang].split(), *ONES[lang].split(), *SCALES[lang].split()]
    else:
        known = [*_ONES, *_TENS, *_TEENS, "hundred", "lakh"]
    words = st.sampled_from(known) | st.text(max_size=5)
    text = " ".join(data.draw(st.lists(words, max_size=8)))
    once = in_digits(text, lang)
    assert in_digits(once, lang) == once
