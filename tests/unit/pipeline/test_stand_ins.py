import re
import unicodedata

import pytest

from indictx.languages import language, script
from indictx.pipeline._title_words import _WORDS, TITLES, title_forms
from indictx.pipeline.stand_ins import _FORMS, _ORDER, has_others, other_words, own_words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("We will go the day after tomorrow.", "We will go tomorrow."),
        ("The day before yesterday I was ill.", "Yesterday I was ill."),
        ("My mother-in-law met her son-in-law.", "My mother met her son."),
        ("At most ten people can sit here.", "Only ten people can sit here."),
        ("Take it every other day.", "Take it every day."),
        ("Take it on alternate days.", "Take it every day."),
        ("COME DAY AFTER TOMORROW", "COME TOMORROW"),
        ("Ask Mrs. Rao.", "Ask Mr. Rao."),
        ("Mr. and Mrs. Rao came.", "Mr. Rao came."),
        ("Mr & Mrs Rao came.", "Mr. Rao came."),
        ("MRS. RAO IS ABSENT", "MR. RAO IS ABSENT"),
        ("Ms. Rao's mother-in-law is ill.", "Mr. Rao's mother is ill."),
    ],
)
def test_other_words_stand_in(text, other):
    assert has_others(text, "hin_Deva")
    assert other_words(text, "hin_Deva") == other


@pytest.mark.parametrize(
    "text",
    [
        "My mother and my mother-in-law came.",
        "Not today but the day after tomorrow",
        "from the day before yesterday to the day after tomorrow",
        "The day after the wedding",
        "All mothers-in-law and father-in-laws",
        "Come tomorrow.",
        "He likes it at most schools.",
        "Only two, at most three",
        "Mr. Joshi and Mrs. Rao are on leave.",
        "Mrs. Rao and Mrs. Joshi are on leave.",
        "Mrs. Rao and Ms. Joshi are on leave.",
        "It took 5 ms in all.",
        "The MS is lost, and so are the Mrs and their cats.",
    ],
)
def test_what_would_be_said_twice_stays(text):
    assert not has_others(text, "hin_Deva")
    assert other_words(text, "hin_Deva") == text


@pytest.mark.parametrize(
    ("lang", "source", "target", "own"),
    [
        ("hin_Deva", "My mother-in-law is ill.", "मेरी माँ बीमार है।", "मेरी सास बीमार है।"),
        ("hin_Deva", "My mother-in-law is ill.", "मेरी माँ की माँ बीमार है।", None),
        ("hin_Deva", "My mother-in-law is ill.", "माँग बढ़ी।", None),
        ("tam_Taml", "Go the day after tomorrow.", "நாளை செல்லுங்கள்.", "நாளை மறுநாள் செல்லுங்கள்."),
        ("hin_Deva", "Ask Mrs. Rao.", "श्री. राव से पूछिए।", "श्रीमती राव से पूछिए।"),
        ("hin_Deva", "Ask Mrs. Rao.", "श्रीदास से पूछिए।", None),
        ("mar_Deva", "Mr. and Mrs. Rao came.", "श्री. राव आले.", "श्री. व सौ. राव आले."),
        ("ben_Beng", "I came the day before yesterday.", "আমি গতকাল এসেছি।", "আমি গত পরশু এসেছি।"),
    ],
)
def test_phrases_take_the_place_of_what_stood_in(lang, source, target, own):
    assert own_words(source, target, lang) == own


def test_languages_without_a_table_are_left_alone():
    assert not has_others("My mother-in-law", "san_Deva")


@pytest.mark.parametrize("lang", _FORMS)
def test_every_language_has_a_row_for_each(lang):
    rows = _FORMS[lang].split(" / ")
    letters = re.compile(f"[{script(language(lang).script_code).pattern}_']+")
    assert len(rows) == len(_ORDER)
    for row in rows:
        for form in row.split():
            other, own = form.split("=")
            assert letters.fullmatch(other)
            assert letters.fullmatch(own)


@pytest.mark.parametrize("lang", _FORMS)
def test_every_language_has_each_title(lang):
    letters = re.compile(f"[{script(language(lang).script_code).pattern}., ]+")
    assert set(_WORDS) == set(_FORMS)
    for title in TITLES:
        forms = title_forms(lang, title)
        assert forms
        for word, said in forms.items():
            assert letters.fullmatch(word)
            assert letters.fullmatch(said)
            assert unicodedata.is_normalized("NFC", said)
