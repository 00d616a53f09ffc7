import pytest

from indictx.pipeline.markers import legible


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("(ख) ", "hin_Deva", "(kha) "),
        ("ক) ", "ben_Beng", "ka) "),
        ("(ஆ) ", "tam_Taml", "(aa) "),
        ("ബി) ", "mal_Mlym", "bi) "),
        ("(ੳ) ", "pan_Guru", "(u) "),
        ("(ழ) ", "tam_Taml", "(zha) "),
        ("(अं) ", "hin_Deva", "(am) "),
        ("(क्ष) ", "hin_Deva", "(क्ष) "),
        ("३०। ", "hin_Deva", "३०. "),
        ("۔ ", "urd_Arab", ". "),
        ("(ب) ", "urd_Arab", "(ب) "),
        ("(a) – ", "hin_Deva", "(a) – "),
    ],
)
def test_readers_of_english_can_read_labels_and_full_stops(text, lang, wanted):
    assert legible(text, lang, ".", is_latin=True) == wanted


@pytest.mark.parametrize(("text", "wanted"), [("(ख) ", "(ख) "), ("। ", "۔ ")])
def test_other_readers_know_the_letters(text, wanted):
    assert legible(text, "hin_Deva", "۔", is_latin=False) == wanted
