import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language, script
from indictx.text._acronym_data import LETTERS
from indictx.text._acronym_words import SAID
from indictx.text.acronyms import find, finder, in_latin, spelled
from indictx.text.protect import protect


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("The WHO and the BDO came.", ["WHO", "BDO"]),
        ("Pay GST, TDS or VAT/CST.", ["GST", "TDS", "VAT", "CST"]),
        ("Two ATMs and many NGOs", ["ATMs", "NGOs"]),
        ("The NGO's office (near the ITI)", ["NGO", "ITI"]),
        ("He has HIV.", ["HIV"]),
        ("GST", ["GST"]),
        ("WHO", ["WHO"]),
        ("NOTICE", []),
        ("PAY GST AND UPSC FEES", ["GST", "UPSC"]),
        ("You MUST NOT do it. It is FREE and VERY easy.", []),
        ("The UNICEF and NATO teams; a PAN card", ["UNICEF", "NATO", "PAN"]),
        ("PAN CARD", []),
        ("In the US and the UK, 500 BC, 10 AM, 5 PM, 5:30PM", []),
        ("The PM met the CM of AP.", ["PM", "CM", "AP"]),
        ("Part II, class XII and chapter IV", []),
        ("The IIT-JEE and the NEET-UG, not UTF-8 or BJP-led", ["IIT", "JEE", "NEET"]),
        ("DO NOT TOUCH IT. I AM WHO I AM, said God. WHO is there?", []),
        ("SHRI MOHD AHMED OF ABC PVT LTD", []),
        ("The 'WHO' and the 'NIA' met. MGNREGA pays.", ["WHO", "NIA", "MGNREGA"]),
        ("In 2014 PM Modi won. The minister left. PM Modi spoke.", ["PM", "PM"]),
        ("XXXXXX, XLIX, 250 GMS", []),
        ("Dr. A.P.J. Abdul Kalam, B.A., M.Sc.", []),
        ("COVID-19, H1N1, PM2.5, A&B, @GST #GST", []),
        ("PLS SEND MSG TO DEPT", []),
        ("NO ENTRY", []),
        ("WHO IS IT", []),
        ("MR RAO IS IN", []),
        ("iPhone and McDonald", []),
    ],
)
def test_acronyms_are_found_and_stressed_words_are_not(text, acronyms):
    assert found(text) == acronyms


@pytest.mark.parametrize(
    "word", ["ARMS", "GIFTS", "WIDTH", "HYMNS", "BULB", "SIGN", "SINGH", "RAJ", "QUEUE"]
)
def test_what_can_be_read_is_a_word(word):
    assert found(f"It says {word} here.") == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("hin_Deva", "डब्ल्यूएचओ"),
        ("bho_Deva", "डब्ल्यूएचओ"),
        ("mar_Deva", "डब्ल्यूएचओ"),
        ("ben_Beng", "ডব্লিউএইচও"),
        ("urd_Arab", "ڈبلیو ایچ او"),
        ("tam_Taml", "டபிள்யூஎச்ஓ"),
        ("tel_Telu", "డబ్ల్యూహెచ్ఓ"),
        ("kan_Knda", "ಡಬ್ಲ್ಯುಎಚ್ಒ"),
    ],
)
def test_letters_are_named(lang, said):
    assert spelled("WHO", lang) == said


@pytest.mark.parametrize(
    ("lang", "said"),
    [("hin_Deva", "यूनिसेफ"), ("mag_Deva", "यूनिसेफ"), ("ben_Beng", "ইউনিসেফ"), ("mal_Mlym", "യുനിസെഫ്")],
)
def test_some_are_said_as_words(lang, said):
    assert spelled("UNICEF", lang) == said


@pytest.mark.parametrize("lang", SAID)
def test_words_are_in_the_script_of_the_language(lang):
    letters = re.compile(f"[{script(language(lang).script_code).pattern}\\u200c\\u200d_.]+")
    rows = [row.split("=") for row in SAID[lang].split()]
    assert {name for name, _ in rows} >= {row.split("=")[0] for row in SAID["hin_Deva"].split()}
    assert all(letters.fullmatch(word) for _, word in rows)


def test_names_share_no_conjunct():
    assert spelled("GST", "kan_Knda") == "ಜಿಎಸ್\u200cಟಿ"
    assert spelled("GST", "tel_Telu") == "జీఎస్\u200cటీ"
    assert spelled("ATMs", "hin_Deva") == "एटीएम"


@pytest.mark.parametrize("lang", LETTERS)
def test_each_language_names_all_letters_in_its_script(lang):
    names = LETTERS[lang].split()
    assert len(names) == 26
    letters = re.compile(f"[{script(language(lang).script_code).pattern}\u200c’]+")
    assert all(map(letters.fullmatch, names))


def test_only_english_is_read():
    assert finder("hin_Deva", "eng_Latn") is None
    assert finder("eng_Latn", "san_Deva") is None


@given(
    st.lists(st.sampled_from(["WHO", "GST", "MUST", "the", "5", "ATMs", "/", "(", ")"])).map(
        " ".join
    )
)
def test_hidden_acronyms_are_given_back(text):
    protected = protect(text, acronyms=find)
    assert protected.restore(protected.text) == text
    assert "GST" not in protected.text


@pytest.mark.parametrize(
    ("lang", "text", "latin"),
    [
        ("hin_Deva", "जीएसटी और जेडीके; बीडीओ ने एसएमएस किया।", "GST और JDK; BDO ने SMS किया।"),
        ("hin_Deva", "वीडीओ देखकर आइए, टीवी बंद है, एकेडमी", "वीडीओ देखकर आइए, टीवी बंद है, एकेडमी"),
        ("mar_Deva", "जीएसटीची माहिती एनएचआरसीने दिली", "GSTची माहिती NHRCने दिली"),
        ("npi_Deva", "एसईईको नतिजा", "SEEको नतिजा"),
        ("guj_Gujr", "જીએસટીની વાત જેઓએ કરી", "GSTની વાત જેઓએ કરી"),
        ("pan_Guru", "ਜੀਐੱਸਟੀ ਦੀ ਵੀਡੀਓ, ਐਸਡੀਐਮ", "GST ਦੀ ਵੀਡੀਓ, SDM"),
        ("ben_Beng", "জিএসটির ভিডিও এটিকে এইটি বিডিও", "GSTর ভিডিও এটিকে এইটি BDO"),
        ("ben_Beng", "বিজেপিকে, এসবিআইকে", "BJPকে, SBIকে"),
        ("hin_Deva", "जेडब्ल्यूजी और ए\u095eआईआर", "JWG और FIR"),
        ("mal_Mlym", "എന്\u200dഐഎ", "NIA"),
        ("ory_Orya", "ଜିଏସ୍\u200cଟି, ଏମ୍\u200cଏଲ୍\u200cଏ", "GST, MLA"),
        ("tam_Taml", "சிபிஐ", "சிபிஐ"),
        ("asm_Beng", "জিএছটিৰ ভিডিঅ’", "GSTৰ ভিডিঅ’"),
        ("ory_Orya", "ଜିଏସଟିର ଭିଡିଓ", "GSTର ଭିଡିଓ"),
        ("urd_Arab", "بی جے پی کے رہنما نے جی ایس ٹی کہا", "BJP کے رہنما نے GST کہا"),
        ("urd_Arab", "حکومت کے سی بی آئی نے چائے پی", "حکومت کے CBI نے چائے پی"),
        ("tam_Taml", "ஜிஎஸ்டி, பிஜேபி, டிஎம்கேயின் விடியும்", "GST, BJP, DMKயின் விடியும்"),
        ("tel_Telu", "జీఎస్‌టీకి ఎంటిటీ", "GSTకి ఎంటిటీ"),
        ("kan_Knda", "ಜಿಎಸ್‌ಟಿಗೆ ಬಿಡಿಸಿ", "GSTಗೆ ಬಿಡಿಸಿ"),
        ("mal_Mlym", "ജിഎസ്ടിയുടെ", "GSTയുടെ"),
        ("san_Deva", "जीएसटी", "जीएसटी"),
    ],
)
def test_acronyms_are_read_back(lang, text, latin):
    assert in_latin(text, lang) == latin


@pytest.mark.parametrize("lang", LETTERS)
@pytest.mark.parametrize("acronym", ["GST", "WHO", "SDM", "HTML", "CBSE", "NGO"])
def test_what_is_spelt_is_read_back(lang, acronym):
    assert in_latin(f"({spelled(acronym, lang)})", lang) == f"({acronym})"
