from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages.units import _table, units
from indictx.text._quantities import values, written
from indictx.text.protect import protect

HINDI, ENGLISH = units("hin_Deva"), units("eng_Latn")
WRITERS = sorted(_table().written)
FACTORS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
AMOUNTS = st.decimals("0.001", 10**6, places=3)


def shown(text, table=HINDI):
    protected = protect(text)
    assert protected.restore(protected.text) == text
    return protected.restore_lenient(protected.text, units=table)


def only_span(text):
    (span,) = protect(text).spans
    return span.text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2.5 million people", "25 लाख people"),
        ("45 million", "4.5 करोड़"),
        ("1.4 billion", "140 करोड़"),
        ("3 trillion rupees", "3 लाख करोड़ rupees"),
        ("5 thousand", "5 हज़ार"),
        ("100 thousand", "1 लाख"),
        ("50-100 thousand", "50-100 हज़ार"),
        ("0.05 million", "50 हज़ार"),
        (".5 million", "5 लाख"),
        ("2½ million", "25 लाख"),
        ("1,234 million", "123.4 करोड़"),
        ("500 billion", "50,000 करोड़"),
        ("-2.5 million", "-25 लाख"),
        ("5+ million", "50+ लाख"),
        ("२.५ million", "25 लाख"),
        ("2.5 MILLION", "25 लाख"),
        ("5million", "50 लाख"),
        ("a 5-million project", "a 50 लाख project"),
        ("2.5 million km away", "25 लाख किलोमीटर away"),
        ("5 lakh, 2.50 crore", "5 लाख, 2.50 करोड़"),
        ("150 lakh", "150 लाख"),
        ("Rs 5 lakh crore", "रु. 5 लाख करोड़"),
        ("$5 million", "$50 लाख"),
        ("US$1.4 billion", "US$140 करोड़"),
        ("Rs. 5 lacs", "रु. 5 लाख"),
        ("Rs.2.5 million", "रु.25 लाख"),
        ("₹2 crore", "₹2 करोड़"),
        ("₹5 Cr. The", "₹5 करोड़. The"),
        ("Rs 5 cr. for", "रु. 5 करोड़ for"),
        ("$5 Bn", "$500 करोड़"),
        ("50 হাজার", "50 हज़ार"),
    ],
)
def test_numbers_are_written_in_thousands_lakhs_and_crores(source, target):
    assert shown(source) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2-3 million", "20-30 लाख"),
        ("2 to 3 million", "20-30 लाख"),
        ("between 2 and 3 million", "between 20-30 लाख"),
        ("$5-$7 million", "$50-$70 लाख"),
        ("$5 to $7 million", "$50-$70 लाख"),
        ("from 5,000 to 2 million", "from 5,000 to 20 लाख"),
        ("2 to 3 lakh", "2 to 3 लाख"),
        ("in 2011 and 3 million", "in 2011 and 30 लाख"),
    ],
)
def test_both_ends_of_a_range_are_multiplied(source, target):
    assert shown(source) == target


@pytest.mark.parametrize(
    "text",
    [
        "2,5 million",
        "1/2 million",
        "2⅓ million",
        "1.2.3 million",
        "1,2345 million",
        "5 Bn BSF",
        "Section 125 Cr. P.C.",
        "thousands of 5 people",
        f"{'9' * 60} million",
    ],
)
def test_what_cannot_be_computed_or_is_no_such_word_stays(text):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("25 लाख", "25 lakh"),
        ("₹5 करो\u095c", "₹5 crore"),
        ("३ लाख करोड़", "३ lakh crore"),
        ("5 కోట్ల", "5 crore"),
        ("5 ہزار", "5 thousand"),
        ("10 हज़ार किलो", "10 thousand kg"),
        ("2.5 million", "2.5 million"),
        ("Rs 5 cr. for", "Rs 5 cr. for"),
    ],
)
def test_lakh_and_crore_stay_in_english(source, target):
    assert shown(source, ENGLISH) == target


@given(AMOUNTS, st.sampled_from(sorted(FACTORS)), st.sampled_from(WRITERS))
def test_a_quantity_means_the_same_in_every_language(amount, word, code):
    quantity = f"{amount:,} {word}"
    ((_, value),) = values(quantity)
    ((_, there),) = values(written(quantity, units(code)))

    assert value == there == amount * FACTORS[word]


@given(AMOUNTS, st.sampled_from(WRITERS), st.sampled_from(WRITERS))
def test_lakhs_go_from_language_to_language_and_back(amount, one, other):
    first = written(f"{amount} lakh", units(one))
    second = written(written(first, units(other)), units(one))

    assert first == second
    assert values(first) == [(str(amount), (amount * 10**5).normalize())]


@given(st.text("0123456789.,-½⅓ $₹x/to milioncrlakh", max_size=40), st.sampled_from(WRITERS))
def test_any_text_can_be_written(text, code):
    shown(text, units(code))
    shown(text, ENGLISH)
    assert all(isinstance(value, Decimal) for _, value in values(text))


@pytest.mark.parametrize(
    "text",
    [
        "₹50/kg",
        "Rs 50/kg",
        "Rs. 1,200 / qtl",
        "5-kg",
        "500-g",
        "25 °C",
        "25° C",
        "-5 º F",
        "20-25 °C",
        "10 x 12 cm",
        "10 × 12 × 3",
        "5'6\"",
        "5’6”",
        "5 ft 6 in",
        "2-3 hrs",
        "10.5 hr",
        "100 sq. km",
        "1200 sqft",
    ],
)
def test_measures_and_rates_are_one_span(text):
    assert only_span(f"a {text} bag") == text


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a 5-kg bag", "a 5 किलोग्राम bag"),
        ("₹50/kg", "₹50/किलोग्राम"),
        ("100 sq. km.", "100 वर्ग किलोमीटर."),
        ("5 Sq Ft", "5 वर्ग फुट"),
        ("5 square kilometres", "5 वर्ग किलोमीटर"),
        ("2.5 ha of 5 Acres", "2.5 हेक्टेयर of 5 एकड़"),
        ("40 quintals", "40 क्विंटल"),
        ("5 ft. tall", "5 फुट tall"),
        ("5 ft 6 in tall", "5 फुट 6 इंच tall"),
        ("3 hrs 20 mins", "3 घंटे 20 मिनट"),
        ("10 secs", "10 सेकंड"),
        ("17:00 hrs, 1700 hrs, 10.30 hrs", "17:00 hrs, 1700 hrs, 10.30 hrs"),
        ("class 5 sec. B", "class 5 sec. B"),
        ("5 minutes, 5 has, 5 fthigh", "5 minutes, 5 has, 5 fthigh"),
        ("Form 16-A", "Form 16-A"),
        ("200 বর্গ কিমি", "200 वर्ग किलोमीटर"),
    ],
)
def test_more_units_are_written_as_the_language_writes_them(source, target):
    assert shown(source) == target


@pytest.mark.parametrize(
    ("source", "code", "target"),
    [
        ("1 kg", "tel_Telu", "1 కిలోగ్రాము"),
        ("१ kg", "tel_Telu", "१ కిలోగ్రాము"),
        ("1 किलो x", "tel_Telu", "1 కిలోగ్రాము x"),
        ("1.5 kg", "tel_Telu", "1.5 కిలోగ్రాములు"),
        ("1-2 kg", "tel_Telu", "1-2 కిలోగ్రాములు"),
        ("21 km", "tel_Telu", "21 కిలోమీటర్లు"),
        ("1 sqft", "tel_Telu", "1 చదరపు అడుగు"),
        ("5 ft 1 in", "tel_Telu", "5 అడుగులు 1 అంగుళం"),
        ("1 lakh rupees", "tel_Telu", "1 లక్ష rupees"),
        ("100 thousand rupees", "tel_Telu", "1 లక్ష rupees"),
        ("1 lakh crore rupees", "tel_Telu", "1 లక్ష కోట్ల rupees"),
        ("1 lakh kg", "tel_Telu", "1 లక్ష కిలోగ్రాములు"),
        ("1 min", "kan_Knda", "1 ನಿಮಿಷ"),
        ("1 min", "mar_Deva", "1 मिनिट"),
        ("1 min", "tam_Taml", "1 நிமிடம்"),
        ("2 mins", "tam_Taml", "2 நிமிடங்கள்"),
    ],
)
def test_exactly_one_is_written_with_the_singular(source, code, target):
    assert shown(source, units(code)) == target


@pytest.mark.parametrize(
    ("source", "code", "target"),
    [
        ("5 lakh", "tel_Telu", "5 లక్షలు"),
        ("(5 lakh) x", "tel_Telu", "(5 లక్షలు) x"),
        ("5 lakh, x", "tel_Telu", "5 లక్షలు, x"),
        ("5 lakh people", "tel_Telu", "5 లక్షల people"),
        ("3 crore.", "tel_Telu", "3 కోట్లు."),
        ("5 lakh crore.", "tel_Telu", "5 లక్షల కోట్లు."),
        ("1 lakh.", "tel_Telu", "1 లక్ష."),
        ("1 hr", "hin_Deva", "1 घंटा"),
        ("1 hr के बाद", "hin_Deva", "1 घंटे के बाद"),
        ("2 hrs", "hin_Deva", "2 घंटे"),
    ],
)
def test_where_no_word_follows_a_quantity_stands_alone(source, code, target):
    assert shown(source, units(code)) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("1 లక్ష x", "1 lakh x"),
        ("5 లక్షలు", "5 lakh"),
        ("5 లక్షల x", "5 lakh x"),
        ("1 కోటి", "1 crore"),
        ("1 వెయ్యి x", "1 thousand x"),
        ("1 కిలోమీటరు", "1 km"),
        ("1 చదరపు అడుగు", "1 sq ft"),
        ("5 ಚ.ಕಿ.ಮೀ. x", "5 sq km x"),
        ("5 ச.மீ", "5 sq m"),
        ("5 చ.అ", "5 sq ft"),
        ("5 ചതുരശ്ര കി.മീ", "5 sq km"),
        ("5 चौ.किमी", "5 sq km"),
    ],
)
def test_every_form_is_read(source, target):
    assert shown(source, ENGLISH) == target


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("hin_Deva", "रु. 500, रु.20/-, रु.5, रु. 1, रु. 60/किलोग्राम, ₹5, INR 5"),
        ("tam_Taml", "ரூ. 500, ரூ.20/-, ரூ.5, ரூ. 1, ரூ. 60/கிலோகிராம், ₹5, INR 5"),
        ("ory_Orya", "ଟ. 500, ଟ.20/-, ଟ.5, ଟ. 1, ଟ. 60/କିଲୋଗ୍ରାମ, ₹5, INR 5"),
        ("ben_Beng", "500 টাকা, 20 টাকা, 5 টাকা, 1 টাকা, 60 টাকা/কিলোগ্রাম, ₹5, INR 5"),
        ("urd_Arab", "500 روپے, 20 روپے, 5 روپے, 1 روپے, 60 روپے/کلوگرام, ₹5, INR 5"),
        ("eng_Latn", "Rs 500, Rs.20/-, rs5, Re. 1, Rs. 60/kg, ₹5, INR 5"),
    ],
)
def test_rupees_are_written_as_the_language_writes_them(code, target):
    assert shown("Rs 500, Rs.20/-, rs5, Re. 1, Rs. 60/kg, ₹5, INR 5", units(code)) == target


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("40 kg/acre", "40 किलोग्राम/एकड़"),
        ("2 ml/litre", "2 मिलीलीटर/लीटर"),
        ("20 quintals/ha", "20 क्विंटल/हेक्टेयर"),
        ("₹5,000/acre", "₹5,000/एकड़"),
        ("₹2,425/quintal", "₹2,425/क्विंटल"),
        ("5 mg/kg", "5 मिलीग्राम/किलोग्राम"),
        ("110 mg/dl, 60 km/h", "110 mg/dl, 60 km/h"),
    ],
)
def test_rates_are_written_out_where_both_units_are(source, target):
    assert shown(source) == target
