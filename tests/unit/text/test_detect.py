from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.languages import language
from indictx.text import detect as module
from indictx.text.detect import Candidate, detect, script_of

SENTENCES = {
    "hin_Deva": "आज मौसम बहुत अच्छा है।",
    "ben_Beng": "আজ আবহাওয়া খুব ভালো।",
    "asm_Beng": "আজি বতৰ বৰ ভাল।",
    "pan_Guru": "ਅੱਜ ਮੌਸਮ ਬਹੁਤ ਵਧੀਆ ਹੈ।",
    "guj_Gujr": "આજે હવામાન ખૂબ સારું છે.",
    "ory_Orya": "ଆଜି ପାଗ ବହୁତ ଭଲ ଅଛି।",
    "tam_Taml": "இன்று வானிலை மிகவும் நன்றாக உள்ளது.",
    "tel_Telu": "ఈరోజు వాతావరణం చాలా బాగుంది.",
    "kan_Knda": "ಇಂದು ಹವಾಮಾನ ತುಂಬಾ ಚೆನ್ನಾಗಿದೆ.",
    "mal_Mlym": "ഇന്ന് കാലാവസ്ഥ വളരെ നല്ലതാണ്.",
    "urd_Arab": "آج موسم بہت اچھا ہے۔",
    "snd_Arab": "اڄ موسم ڏاڍي سٺي آهي.",
    "kas_Arab": "اَز چھُ موسم سٮ۪ٹھاہ رُت، کٲشُر لۄکٹ مۆل",
    "sat_Olck": "ᱛᱮᱦᱮᱧ ᱦᱚᱭ ᱫᱟᱜ ᱟᱹᱰᱤ ᱵᱮᱥ ᱢᱮᱱᱟᱜᱼᱟ᱾",
    "mni_Mtei": "ꯉꯁꯤ ꯅꯨꯡꯁꯥ ꯌꯥꯝꯅ ꯐꯩ꯫",
    "sin_Sinh": "අද කාලගුණය ඉතා හොඳයි.",
    "eng_Latn": "The weather is very good today.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_recognized(code):
    best = detect(SENTENCES[code])[0]

    assert (best.code, best.script) == (code, code[-4:])


@pytest.mark.parametrize("code", SENTENCES)
def test_the_script_is_recognized(code):
    assert script_of(SENTENCES[code]) == code[-4:]


def test_words_that_tell_nothing_leave_several_languages():
    codes = [one.code for one in detect("टीवी", top=5)]

    assert codes[:3] == ["hin_Deva", "mar_Deva", "npi_Deva"]
    assert len(codes) == 5


@pytest.mark.parametrize(
    ("code", "texts"),
    {
        "hin_Deva": ["वह घर पर नहीं है।", "डॉक्टर को बुलाओ", "आप कहाँ जा रहे हैं?", "नमस्ते", "गेहूँ की फ़सल"],
        "mar_Deva": ["मी घरी जात आहे.", "माझा भाऊ बँकेत काम करतो.", "हे पुस्तक कोणाचे आहे?", "डॉक्टरांना बोलवा."],
        "npi_Deva": ["म घर जाँदैछु।", "तिमीलाई यो किताब कसले दियो?", "उनी हिजो विद्यालय आएनन्।"],
        "bho_Deva": ["हमरा भूख लागल बा।", "ई किताब केकर बाटे?"],
        "mai_Deva": ["हम घर जाइत छी।", "ई पोथी ककर अछि आ अहाँ कतऽ छी?"],
        "san_Deva": ["अहं गृहं गच्छामि।", "सः विद्यालयम् गच्छति च पठति।"],
        "hne_Deva": ["ओ मन खेत म काम करत हवंय।", "ओकर नाव का हे, तोला पता हवय?"],
    }.items(),
)  # fmt: skip
def test_words_and_endings_tell_the_languages_of_devanagari_apart(code, texts):
    assert [detect(text)[0].code for text in texts] == [code] * len(texts)


@pytest.mark.parametrize(
    ("code", "texts"),
    {
        "asm_Beng": ["আপুনি কেনে আছে?", "আজি বেংক খোলা পামনে?", "মই ভাত নাখাওঁ।", "সি কালি নাহিল।"],
        "ben_Beng": ["আপনি কেমন আছেন?", "আজ ব্যাংক খোলা পাব কি?", "আমি ভাত খাই না।", "তিনি গতকাল আসেননি।", "ঢাকা"],
        "mni_Beng": ["ঐখোয় পুন্না চৎলসি।", "মহাক ঙসি লাকখিদে।"],
    }.items(),
)  # fmt: skip
def test_words_and_endings_tell_the_languages_of_the_bengali_script_apart(code, texts):
    assert [detect(text)[0].code for text in texts] == [code] * len(texts)


@pytest.mark.parametrize(
    ("script_code", "letters", "size"),
    [("Deva", "\u0900-\u097f", 1000), ("Beng", "\u0980-\u09ff", 500)],
)
def test_the_tables_of_words_are_whole(script_code, letters, size):
    codes, table = module._word_table(script_code)

    assert set(codes) <= set(module._PRIORS[script_code])
    assert {len(odds) for odds in table.values()} == {len(codes)}
    assert all(-1000 <= one <= 1000 for odds in table.values() for one in odds)
    assert len(table) > size
    assert all(re.fullmatch(f"-?[{letters}\u200c\u200d'’.-]+", kind) for kind in table)


@pytest.mark.parametrize("text", ["| राम | श्याम |", "Ubuntu = नमस्ते", "1 – राम a"])
def test_digits_and_signs_tell_nothing(text):
    assert next(one.code for one in detect(text) if one.script == "Deva") == "hin_Deva"


def test_latin_may_be_hindi():
    assert "hin_Latn" in [one.code for one in detect("Aaj mausam bahut achha hai.")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("मैंने WhatsApp पर message भेजा", "hin_Deva"),
        ("कल meeting है office में please जल्दी आना", "hin_Deva"),
        ("Please open the नरेंद्र मोदी अंतरराष्ट्रीय क्रिकेट स्टेडियम page", "eng_Latn"),
        ("My name is राम कुमार शर्मा and I live in भारत", "eng_Latn"),
        ("நான் WhatsApp message அனுப்பினேன்", "tam_Taml"),
        ("The word வணக்கம் is a greeting", "eng_Latn"),
        ("Kya aap Google pe search kar sakte ho?", "hin_Latn"),
        ("Aaj mausam bahut achha hai.", "hin_Latn"),
        ("NAHI, MUJHE KUCH NAHI CHAHIYE!", "hin_Latn"),
        ("The song Kal Ho Naa Ho was a success", "eng_Latn"),
        ("Ki and Ka is a film, and the film is good", "eng_Latn"),
        ("Rice, 5 kg", "eng_Latn"),
    ],
)
def test_small_words_tell_the_language_where_letters_mislead(text, code):
    assert detect(text)[0].code == code


@pytest.mark.parametrize(
    "text",
    [
        "mujhe 5 kg chawal chahiye",
        "khana kha lo",
        "paani piyo",
        "dawai din mein do baar lein",
        "dukan band hai",
        "bijli ka bill bhar do",
        "Kripya apna bill samay par bharein",
        "doctor ko bulao",
        "recharge kar do",
        "bus kab aayegi",
        "mausam kharab hai",
        "bachche so rahe hain",
        "Chalo!",
    ],
)
def test_short_romanized_hindi_is_recognized(text):
    assert detect(text)[0].code == "hin_Latn"


@pytest.mark.parametrize(
    "text",
    [
        "Log out",
        "New tab",
        "Beta version",
        "Ho Chi Minh City",
        "Mann Ki Baat",
        "Do so",
        "Sat in the sun",
        "A band plays at the Kya hotel",
        "Names of members present: Ravi Tum, Anil Rao, Sunita Devi, John Mathew, Peter Paul",
    ],
)
def test_english_with_a_word_that_looks_like_hindi_stays_english(text):
    assert detect(text)[0].code == "eng_Latn"


def test_no_small_word_is_of_both_languages_in_latin_letters():
    words = module._word_sets()

    assert not words["eng_Latn"] & words["hin_Latn"]


@pytest.mark.parametrize(
    "label", ["(क) ", "क) ", "(क)", "अ. ", "1. ", "(१) ", "(a) ", "iv) ", "1. (ख) "]
)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("आवेदक भारत का नागरिक हो;", "hin_Deva"),
        ("अर्जदार भारताचा नागरिक असावा.", "mar_Deva"),
        ("আপুনি কেনে আছে?", "asm_Beng"),
        ("paani piyo", "hin_Latn"),
        ("The applicant is a citizen.", "eng_Latn"),
    ],
)
def test_a_label_before_the_text_tells_nothing(label, text, code):
    assert detect(label + text) == detect(text)
    assert detect(text)[0].code == code


@pytest.mark.parametrize("text", ["(क)", "क.", "1. A", "iv)"])
def test_a_label_alone_is_text(text):
    assert detect(text)


def test_a_script_of_one_language_decides():
    assert detect(SENTENCES["pan_Guru"]) == [Candidate("pan_Guru", "Guru", 1.0)]


def test_the_script_of_most_letters_comes_first():
    text = "मैंने कल WhatsApp पर एक बहुत लंबा संदेश भेजा था"

    assert detect(text)[0].code == "hin_Deva"
    assert script_of(text) == "Deva"


def test_a_quoted_assamese_name_does_not_make_bengali_assamese():
    text = "লেখকের নাম ভূপেন হাজৰিকা, তিনি একজন বিখ্যাত গায়ক ছিলেন এবং বহু গান লিখেছেন"

    assert detect(text)[0].code == "ben_Beng"


@pytest.mark.parametrize(
    "text",
    ["", " \n", "1947, ३.५", "।॥ … 👍🏽 \u200d\ufe0f", "\ue000\uf8ff", "中文 русский", "\ud800"],
)
def test_text_without_known_letters_has_no_candidates(text):
    assert detect(text) == []
    assert script_of(text) is None


def test_letters_of_unknown_scripts_lower_the_score():
    (only,) = detect("ਪੰਜ" + "ж" * 3)

    assert only.score == pytest.approx(0.5)


@given(st.text() | st.sampled_from(sorted(SENTENCES.values())), st.integers(-1, 40))
def test_candidates_are_ranked_and_share_at_most_one(text, top):
    candidates = detect(text, top=top)

    scores = [one.score for one in candidates]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1 + 1e-9
    assert len(candidates) <= max(top, 0)
    assert len({one.code for one in candidates}) == len(candidates)


@given(st.lists(st.sampled_from(sorted(SENTENCES.values()))).map(" ".join))
def test_the_best_candidate_is_among_those_of_its_script(text):
    candidates = detect(text, top=100)

    assert all(one.script == one.code[-4:] for one in candidates)
    assert {one.script for one in candidates} >= {script_of(text)} - {None}


def test_every_candidate_is_a_known_language():
    codes = [code for priors in module._PRIORS.values() for code in priors]

    assert [language(code).code for code in codes] == codes


def test_priors_are_shares():
    for script, priors in module._PRIORS.items():
        assert sum(priors.values()) <= 1 + 1e-9, script
        assert list(priors.values()) == sorted(priors.values(), reverse=True)


def test_a_long_text_is_judged_by_its_beginning():
    text = SENTENCES["tam_Taml"] * 10_000 + SENTENCES["eng_Latn"] * 100_000

    assert detect(text)[0].code == "tam_Taml"
