import pytest

from indictx.pipeline.slashes import read_out


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("He/She signs with a pen / pencil", "He or She signs with a pen or pencil"),
        ("Tea and/or milk", "Tea or milk"),
        ("Dear Sir/Madam,", "Dear Sir or Madam,"),
        ("Enable/Disable the camera", "Enable or Disable the camera"),
        ("He works 8 hours/day at 300 / night", "He works 8 hours per day at 300 per night"),
        ("From 5 km/h TCP/IP is used", "From 5 km/h TCP/IP is used"),
        ("An India/Pakistan match", "An India/Pakistan match"),
        ("An input/output error", "An input/output error"),
        ("usr/local/bin", "usr/local/bin"),
        ("Rice/wheat/maize seeds", "Rice, wheat or maize seeds"),
        ("Cough / cold / fever/ache for days", "Cough, cold, fever or ache for days"),
        ("India/Nepal/Bhutan", "India/Nepal/Bhutan"),
        ("See the foo/bar/baz folder", "See the foo/bar/baz folder"),
        ("w/o sugar", "w/o sugar"),
        ("The day/night match", "The day or night match"),
        ("5 per acre/hectare", "5 per acre or hectare"),
        ("60 words/minute", "60 words per minute"),
        ("Go to the src/main folder", "Go to the src/main folder"),
    ],
)
def test_slashes_in_english_are_read_in_words(text, long):
    assert read_out(text, "eng_Latn") == long


@pytest.mark.parametrize(
    ("lang_code", "text", "long"),
    [
        ("hin_Deva", "पति/पिता का नाम 1/2", "पति या पिता का नाम 1/2"),
        ("tel_Telu", "పెన్ / పెన్సిల్ తీసుకురా", "పెన్ లేదా పెన్సిల్ తీసుకురా"),
        ("hin_Deva", "चावल/गेहूँ/मक्का के बीज", "चावल, गेहूँ या मक्का के बीज"),
        ("hin_Deva", "घंटा/दिन/महीना", "घंटा/दिन/महीना"),
        ("hin_Deva", "WhatsApp/ईमेल", "WhatsApp/ईमेल"),
        ("hin_Deva", "किमी/घंटा और रुपये/किलो", "किमी/घंटा और रुपये/किलो"),
        ("ben_Beng", "টাকা/কেজি", "টাকা/কেজি"),
        ("hin_Deva", "60 शब्द/पन्ना पढ़ो", "60 शब्द/पन्ना पढ़ो"),
        ("hin_Deva", "नई दिल्ली/मुंबई: मंत्री ने कहा", "नई दिल्ली/मुंबई: मंत्री ने कहा"),
        ("hin_Deva", "रायपुर/भोपाल।", "रायपुर/भोपाल।"),
        ("hin_Deva", "पति/पिता का नाम:", "पति या पिता का नाम:"),
        ("hin_Deva", "हस्ताक्षर और/या अंगूठा", "हस्ताक्षर और/या अंगूठा"),
        ("sat_Olck", "ᱚᱱᱚ/ᱱᱚᱣᱟ", "ᱚᱱᱚ/ᱱᱚᱣᱟ"),
    ],
)
def test_slashes_in_other_languages_are_an_or(lang_code, text, long):
    assert read_out(text, lang_code) == long
