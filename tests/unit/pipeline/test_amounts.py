"""Small numbers in words: which side says one, and which may."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import fake_translator

from indictx.evaluate.fidelity import check_line, summarize
from indictx.pipeline._amount_words import AMOUNTS, ENGLISH_SAYS, VALUES
from indictx.pipeline.amounts import NUMBERS, differ
from indictx.pipeline.checks import check

ENGLISH = "eng_Latn"
# "Take half a tablet twice a day for five days.", and the same with "a tablet" and "for six days".
SOURCE = "Take half a tablet twice a day for five days."
TRANSLATIONS = {
    "hin_Deva": (
        "पाँच दिन तक दिन में दो बार आधी गोली लें।",
        "पाँच दिन तक दिन में दो बार गोली लें।",
        "छह दिन तक दिन में दो बार आधी गोली लें।",
    ),
    "ben_Beng": (
        "পাঁচ দিন ধরে দিনে দুবার অর্ধেক বড়ি খান।",
        "পাঁচ দিন ধরে দিনে দুবার বড়ি খান।",
        "ছয় দিন ধরে দিনে দুবার অর্ধেক বড়ি খান।",
    ),
    "guj_Gujr": (
        "પાંચ દિવસ સુધી દિવસમાં બે વાર અડધી ગોળી લો.",
        "પાંચ દિવસ સુધી દિવસમાં બે વાર ગોળી લો.",
        "છ દિવસ સુધી દિવસમાં બે વાર અડધી ગોળી લો.",
    ),
    "mar_Deva": (
        "पाच दिवस दिवसातून दोनदा अर्धी गोळी घ्या.",
        "पाच दिवस दिवसातून दोनदा गोळी घ्या.",
        "सहा दिवस दिवसातून दोनदा अर्धी गोळी घ्या.",
    ),
    "npi_Deva": (
        "पाँच दिनसम्म दिनको दुई पटक आधा चक्की खानुहोस्।",
        "पाँच दिनसम्म दिनको दुई पटक चक्की खानुहोस्।",
        "छ दिनसम्म दिनको दुई पटक आधा चक्की खानुहोस्।",
    ),
    "ory_Orya": (
        "ପାଞ୍ଚ ଦିନ ପର୍ଯ୍ୟନ୍ତ ଦିନକୁ ଦୁଇଥର ଅଧା ବଟିକା ଖାଆନ୍ତୁ।",
        "ପାଞ୍ଚ ଦିନ ପର୍ଯ୍ୟନ୍ତ ଦିନକୁ ଦୁଇଥର ବଟିକା ଖାଆନ୍ତୁ।",
        "ଛଅ ଦିନ ପର୍ଯ୍ୟନ୍ତ ଦିନକୁ ଦୁଇଥର ଅଧା ବଟିକା ଖାଆନ୍ତୁ।",
    ),
    "pan_Guru": (
        "ਪੰਜ ਦਿਨ ਦਿਨ ਵਿੱਚ ਦੋ ਵਾਰ ਅੱਧੀ ਗੋਲੀ ਲਓ।",
        "ਪੰਜ ਦਿਨ ਦਿਨ ਵਿੱਚ ਦੋ ਵਾਰ ਗੋਲੀ ਲਓ।",
        "ਛੇ ਦਿਨ ਦਿਨ ਵਿੱਚ ਦੋ ਵਾਰ ਅੱਧੀ ਗੋਲੀ ਲਓ।",
    ),
    "asm_Beng": (
        "পাঁচ দিনলৈ দিনে দুবাৰ আধা বড়ি খাওক।",
        "পাঁচ দিনলৈ দিনে দুবাৰ বড়ি খাওক।",
        "ছয় দিনলৈ দিনে দুবাৰ আধা বড়ি খাওক।",
    ),
    "urd_Arab": (
        "پانچ دن تک دن میں دو بار آدھی گولی لیں۔",
        "پانچ دن تک دن میں دو بار گولی لیں۔",
        "چھ دن تک دن میں دو بار آدھی گولی لیں۔",
    ),
    "tam_Taml": (
        "ஐந்து நாட்களுக்கு தினமும் இரண்டு முறை அரை மாத்திரை சாப்பிடுங்கள்.",
        "ஐந்து நாட்களுக்கு தினமும் இரண்டு முறை மாத்திரை சாப்பிடுங்கள்.",
        "ஆறு நாட்களுக்கு தினமும் இரண்டு முறை அரை மாத்திரை சாப்பிடுங்கள்.",
    ),
    "tel_Telu": (
        "ఐదు రోజుల పాటు రోజుకు రెండుసార్లు సగం మాత్ర వేసుకోండి.",
        "ఐదు రోజుల పాటు రోజుకు రెండుసార్లు మాత్ర వేసుకోండి.",
        "ఆరు రోజుల పాటు రోజుకు రెండుసార్లు సగం మాత్ర వేసుకోండి.",
    ),
    "kan_Knda": (
        "ಐದು ದಿನಗಳ ಕಾಲ ದಿನಕ್ಕೆ ಎರಡು ಬಾರಿ ಅರ್ಧ ಮಾತ್ರೆ ತೆಗೆದುಕೊಳ್ಳಿ.",
        "ಐದು ದಿನಗಳ ಕಾಲ ದಿನಕ್ಕೆ ಎರಡು ಬಾರಿ ಮಾತ್ರೆ ತೆಗೆದುಕೊಳ್ಳಿ.",
        "ಆರು ದಿನಗಳ ಕಾಲ ದಿನಕ್ಕೆ ಎರಡು ಬಾರಿ ಅರ್ಧ ಮಾತ್ರೆ ತೆಗೆದುಕೊಳ್ಳಿ.",
    ),
    "mal_Mlym": (
        "അഞ്ച് ദിവസം ദിവസവും രണ്ട് നേരം അര ഗുളിക കഴിക്കുക.",
        "അഞ്ച് ദിവസം ദിവസവും രണ്ട് നേരം ഗുളിക കഴിക്കുക.",
        "ആറ് ദിവസം ദിവസവും രണ്ട് നേരം അര ഗുളിക കഴിക്കുക.",
    ),
}


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_half_that_is_lost_and_a_number_that_is_changed_are_seen(lang):
    right, lost, changed = TRANSLATIONS[lang]
    assert not differ(SOURCE, right, ENGLISH, lang)
    assert not differ(right, SOURCE, lang, ENGLISH)
    assert differ(SOURCE, lost, ENGLISH, lang)
    assert differ(SOURCE, changed, ENGLISH, lang)
    # "Half" cannot be told where the language's own word for it is not sure.
    assert differ(changed, SOURCE, lang, ENGLISH) or lang in {"npi_Deva", "tam_Taml"}


def test_every_language_has_its_sentences():
    assert set(TRANSLATIONS) == set(AMOUNTS)


@pytest.mark.parametrize("lang", AMOUNTS)
def test_what_surely_says_a_number_may_say_it(lang):
    fields = AMOUNTS[lang][0].split(" | ")
    assert len(fields) == len(VALUES) == len(ENGLISH_SAYS)
    for number, field in enumerate(fields):
        for word in field.split():
            bare = word.partition("(")[0]
            assert NUMBERS.possible(lang)[number].search(f"{bare} "), bare


@pytest.mark.parametrize(
    "source",
    [
        "Two million people live here.",
        "Two or three hundred people came.",
        "He is twenty-two.",
        "He scored in the second half.",
        "The flag is at half-mast.",
        "Come at half past.",
        "The Six Flags park is closed.",
        "Someone is often weightless.",
    ],
)
def test_larger_numbers_halves_of_another_kind_and_names_are_left_alone(source):
    assert not differ(source, "हाँ।", ENGLISH, "hin_Deva")


@pytest.mark.parametrize(
    ("source", "target", "lang"),
    [
        ("Both were ill.", "दो लोग बीमार थे।", "hin_Deva"),
        ("A million people came.", "दस लाख लोग आए।", "hin_Deva"),
        ("Tell him to go.", "उसे कह दो कि जाए।", "hin_Deva"),
        ("Do you know?", "थोड़ा बता दो।", "hin_Deva"),
        ("I have to go.", "मुझे तीन-चार काम हैं, जाना है।", "hin_Deva"),
        ("Two balconies.", "2 बालकनी।", "hin_Deva"),
        ("Two balconies.", "२ बालकनी।", "hin_Deva"),
        ("Half an hour.", "30 मिनट।", "hin_Deva"),
        ("Wait two and a half hours.", "ढाई घंटे रुकिए।", "hin_Deva"),
        ("He drew the second one.", "اس نے دوسرا بنایا۔", "urd_Arab"),
        ("Give me two more days.", "ಇನ್ನೆರಡು ದಿನ ಕೊಡಿ.", "kan_Knda"),
        ("A fortnight has passed.", "இரண்டு வாரங்கள் கடந்துவிட்டன.", "tam_Taml"),
    ],
)
def test_what_may_say_a_number_excuses_it(source, target, lang):
    assert not differ(source, target, ENGLISH, lang)


def test_words_that_are_not_seen_as_they_are_written():
    # A soft hyphen, a joiner, and a letter of two characters.
    assert not differ("Two days.", "दो\u200d दि\u00adन।", ENGLISH, "hin_Deva")
    assert differ("দুই বড়ি।", "Pills.", "ben_Beng", ENGLISH)
    assert not differ("নয\u09bcটি দিন।", "Nine days.", "ben_Beng", ENGLISH)
    assert not differ(
        "ন\u09dfটি দিন।".replace("\u09df", "\u09af\u09bc"), "Nine.", "ben_Beng", ENGLISH
    )


@pytest.mark.parametrize("lang", sorted(NUMBERS.languages - set(AMOUNTS)))
def test_of_the_neighbors_of_hindi_only_english_is_sure(lang):
    assert differ("Wait for five minutes.", "तनी रुकीं।", ENGLISH, lang)
    assert not differ("Wait for five minutes.", "पाँच मिनट रुकीं।", ENGLISH, lang)
    assert not differ("Wait.", "पाँच मिनट रुकीं।", ENGLISH, lang)


@pytest.mark.parametrize(
    "pair", [("hin_Deva", "ben_Beng"), (ENGLISH, "sat_Olck"), (ENGLISH, ENGLISH)]
)
def test_other_directions_are_not_looked_at(pair):
    assert not differ("Two days.", "-", *pair)


@given(
    st.sampled_from([ENGLISH, *AMOUNTS]), st.text(max_size=30), st.integers(0, 9), st.integers(0, 9)
)
def test_a_number_is_found_whatever_is_around_it(lang, around, place, number):
    words = ENGLISH_SAYS if lang == ENGLISH else AMOUNTS[lang][0].split(" | ")
    word = re.split(r"[ |]", words[number])[0].partition("(")[0]
    other = "hin_Deva" if lang == ENGLISH else ENGLISH
    text = f"{around[:place]} {word} {around[place:]}"
    if NUMBERS.sure(lang)[number].is_in(text):
        assert NUMBERS.possible(lang)[number].search(text)
        assert differ(text, "", lang, other)
    assert not differ(text, text, lang, other)


def test_a_translation_that_lost_one_is_searched_again():
    def forgetful(pieces, options):
        return list("आधी गोली लें।" if options.num_hypotheses > 1 else "गोली लें।")

    with fake_translator(forgetful) as translator:
        (result,) = translator.translate(["Take half a pill."], src_lang="en", tgt_lang="hi")
    assert (result.target, result.flags) == ("आधी गोली लें।", ())
    assert result.repairs == ("wider_beam",)


def test_what_no_search_mends_is_flagged():
    with fake_translator(lambda *_: list("गोली लें।")) as translator:
        (result,) = translator.translate(["Take half a pill."], src_lang="en", tgt_lang="hi")
    assert result.flags == ("numbers",)


def test_translations_by_others_are_checked_and_counted():
    facts = {"tgt_lang": "hin_Deva", "src_lang": ENGLISH}
    assert check("Take two pills.", "गोलियाँ लें।", **facts) == ("numbers",)
    assert check("Take two pills.", "दो गोलियाँ लें।", **facts) == ()
    assert check("Take two pills.", "गोलियाँ लें।", tgt_lang="hin_Deva") == ()
    lost, kept = (
        check_line("Take two pills.", target, **facts) for target in ("गोलियाँ लें।", "दो गोलियाँ लें।")
    )
    assert (lost.problems, kept.problems) == (("amounts",), ())
    assert summarize([lost, kept]).amounts == 0.5
