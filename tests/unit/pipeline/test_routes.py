from __future__ import annotations

import pytest

from indictx.errors import UnsupportedPairError
from indictx.languages import Pair, language
from indictx.pipeline.routes import Router
from indictx.testing import echo_manifest
from indictx.text.protect import KeepRules

PAIRS = ("hin_Deva-eng_Latn", "eng_Latn-hin_Deva", "eng_Latn-tam_Taml", "mar_Deva-eng_Latn")
LANGUAGES = ("eng_Latn", "hin_Deva", "mar_Deva", "tam_Taml")


@pytest.fixture
def router():
    return Router(echo_manifest(languages=LANGUAGES, pairs=PAIRS))


def hint_of(error):
    return error.value.hint


def test_a_pair_of_the_model_is_its_own_way(router):
    assert router.route(Pair.of("hi", "en")) == (Pair.of("hi", "en"),)


def test_other_pairs_go_through_english(router):
    assert router.route(Pair.of("mr", "ta")) == (Pair.of("mr", "en"), Pair.of("en", "ta"))


def test_without_a_way_the_error_says_where_it_could_go(router):
    with pytest.raises(UnsupportedPairError) as error:
        router.route(Pair.of("mr", "bn"))

    assert hint_of(error) == "from mar_Deva it translates into eng_Latn"


def test_from_an_unknown_language_the_error_says_what_can_be_reached(router):
    with pytest.raises(UnsupportedPairError) as error:
        router.route(Pair.of("bn", "hi"))

    assert hint_of(error) == "it translates into eng_Latn, hin_Deva, tam_Taml"


def test_a_model_of_nothing_says_so():
    with pytest.raises(UnsupportedPairError) as error:
        Router(echo_manifest(languages=())).route(Pair.of("bn", "hi"))

    assert hint_of(error) == "it translates nothing"


def test_targets_are_what_can_be_reached(router):
    assert router.targets() == ["eng_Latn", "hin_Deva", "tam_Taml"]
    assert Router(echo_manifest(languages=LANGUAGES)).targets() == sorted(LANGUAGES)


def test_a_target_that_nothing_leads_to_is_refused(router):
    router.check_target(language("ta"))

    with pytest.raises(UnsupportedPairError, match="into mar_Deva"):
        router.check_target(language("mr"))


@pytest.mark.parametrize(
    ("text", "source", "flags"),
    [
        ("It rains", "eng_Latn", ()),
        ("बारिश", "hin_Deva", ()),
        ("பெய்கிறது", "tam_Taml", ()),
        ("12 …", None, ()),
        ("", None, ()),
        ("বৃষ্টি", "ben_Beng", ("untranslated",)),
        ("Ω", None, ("untranslated",)),
        ("Aaj bahut baarish hai", "hin_Latn", ()),
    ],
)
def test_a_text_says_its_language(router, text, source, flags):
    found, pair, found_flags = router.pair_of(text, None, language("ta"))

    assert (found.code if found else None) == source
    assert found_flags == flags
    assert (pair is None) is (source not in ("eng_Latn", "hin_Deva", "hin_Latn"))


def test_the_language_asked_for_is_not_questioned(router):
    found, pair, flags = router.pair_of("It rains", language("hi"), language("ta"))

    assert (found, pair, flags) == (language("hi"), Pair.of("hi", "ta"), ())


def test_words_that_are_kept_do_not_say_the_language():
    router = Router(echo_manifest(), keep=KeepRules(terms=("Bharat Sanchar Nigam Limited",)))

    found, _, _ = router.pair_of("Bharat Sanchar Nigam Limited का", None, language("en"))

    assert found.code == "hin_Deva"


def test_a_text_that_is_all_kept_has_no_language(router):
    text = "{नाम} {{variable_with_a_long_name}}"

    assert router.pair_of(text, None, language("ta")) == (None, None, ())


MARATHI = "माझा भाऊ बँकेत काम करतो आणि त्याला दोन मुलं आहेत."


def test_a_language_that_is_not_served_is_not_read_as_a_neighbor_of_the_target():
    manifest = echo_manifest(languages=("hin_Deva", "bho_Deva", "mai_Deva", "hne_Deva"))

    found, pair, flags = Router(manifest).pair_of(MARATHI, None, language("hi"))

    assert (found.code, pair, flags) == ("mar_Deva", None, ("untranslated",))


def test_a_language_that_is_not_served_is_read_as_the_most_written_of_its_script():
    manifest = echo_manifest(languages=("eng_Latn", "hin_Deva", "hne_Deva"))

    found, pair, flags = Router(manifest).pair_of(MARATHI, None, language("en"))

    assert (found.code, str(pair), flags) == ("hin_Deva", "hin_Deva-eng_Latn", ("language",))


def test_only_a_language_that_the_text_may_well_be_in_is_no_guess():
    manifest = echo_manifest(languages=("eng_Latn", "npi_Deva"))

    _, pair, flags = Router(manifest).pair_of("टीवी", None, language("en"))

    assert (str(pair), flags) == ("npi_Deva-eng_Latn", ("language",))
    assert Router(echo_manifest()).pair_of("टीवी", None, language("en"))[2] == ()


@pytest.mark.parametrize("text", ["घर", "वह घर पर नहीं है।", "आज मौसम अच्छा है।"])
def test_what_may_be_in_the_target_already_is_left_alone(text):
    manifest = echo_manifest(languages=("hin_Deva", "bho_Deva", "mai_Deva", "hne_Deva"))

    assert Router(manifest).pair_of(text, None, language("hi"))[1:] == (None, ())


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("नमस्ते, how are you and where do you live?", ("script",)),
        ("How are you and where do you live?", ()),
    ],
)
def test_a_text_in_the_target_with_words_in_another_script_is_flagged(text, flags):
    router = Router(echo_manifest(languages=LANGUAGES))

    assert router.pair_of(text, None, language("en"))[1:] == (None, flags)


def test_romanized_hindi_goes_the_way_of_hindi(router):
    assert router.route(Pair.of("hinglish", "en")) == (Pair.of("hi", "en"),)
    assert router.route(Pair.of("hinglish", "ta")) == (Pair.of("hi", "en"), Pair.of("en", "ta"))


def test_into_hindi_it_is_only_rewritten(router):
    assert router.route(Pair.of("hinglish", "hi")) == ()


def test_a_model_of_romanized_hindi_reads_it_itself():
    router = Router(echo_manifest(languages=("hin_Latn", "eng_Latn")))

    assert router.route(Pair.of("hinglish", "en")) == (Pair.of("hinglish", "en"),)


def test_a_model_without_hindi_does_not_know_it_romanized():
    router = Router(echo_manifest(languages=("eng_Latn", "tam_Taml")))

    with pytest.raises(UnsupportedPairError, match="hin_Latn-tam_Taml"):
        router.route(Pair.of("hinglish", "ta"))


def test_english_that_has_no_way_is_no_romanized_hindi():
    router = Router(echo_manifest(languages=("hin_Deva", "mar_Deva")))

    for text in ("The hotel is in Delhi.", "We will come.", "Le chat"):
        _, pair, flags = router.pair_of(text, None, language("mr"))
        assert (pair, flags) == (None, ("untranslated",))
