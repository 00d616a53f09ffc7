from __future__ import annotations

import pytest
from misbehaving import (
    answer_in_latin,
    drop_slots,
    echo,
    fake_translator,
    invent_numbers,
    invent_slots,
    loop,
    recording,
    repeat_slots,
    say_blanks,
    stay_silent,
    until_wide,
)

from indictx.engines.base import Hypothesis
from indictx.errors import (
    SegmentTooLongError,
    UnknownLanguageError,
    UnsupportedPairError,
    UsageError,
)
from indictx.families.base import Encoded
from indictx.languages import language
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.units import plan_line
from indictx.testing import EchoFamily, echo_translator
from indictx.text.protect import KeepRules, is_slot

# Echoes are right translations only between languages of one script.
MARATHI_TO_HINDI = {"src_lang": "mar_Deva", "tgt_lang": "hin_Deva"}


def one(translator, text, **languages):
    (result,) = translator.translate([text], **(languages or MARATHI_TO_HINDI))
    return result


def sources(translator):
    return [source for _, batch in translator._engine.requests for source in batch]


def slotless(text):
    return "".join("_" if is_slot(char) else char for char in text)


# Requests


def test_a_single_string_is_refused_before_anything_is_asked_of_it():
    with pytest.raises(UsageError, match="put it into a list"):
        echo_translator().translate("नमस्ते", tgt_lang="hi")


def test_what_is_no_string_is_refused_when_it_is_reached():
    with pytest.raises(UsageError, match="a text is None"):
        list(echo_translator().translate(["नमस्ते", None], src_lang="hi", tgt_lang="en"))


@pytest.mark.parametrize("code", [None, 7, b"hi"])
def test_what_is_no_language_is_refused_at_the_call(code):
    with pytest.raises(UsageError, match="a language is a code or a name"):
        echo_translator().translate([], tgt_lang=code)


def test_an_unknown_language_is_refused_at_the_call():
    with pytest.raises(UnknownLanguageError):
        echo_translator().translate([], tgt_lang="klingonish")


@pytest.mark.parametrize("src_lang", ["ta", None], ids=["from Tamil", "detected"])
def test_a_direction_that_the_model_lacks_is_refused_at_the_call(src_lang):
    with pytest.raises(UnsupportedPairError):
        echo_translator().translate([], tgt_lang="kn", src_lang=src_lang)


def test_a_language_is_not_translated_into_itself_through_a_pivot():
    translator = fake_translator(echo)

    with pytest.raises(UnsupportedPairError) as caught:
        translator.translate([], src_lang="hi", tgt_lang="hin_Deva")

    assert "same" in caught.value.hint


def test_any_alias_names_a_language():
    result = one(echo_translator(), "रेल", src_lang="Hindi", tgt_lang="English")

    assert (result.src_lang, result.tgt_lang) == ("hin_Deva", "eng_Latn")
    assert result == one(echo_translator(), "रेल", src_lang=language("hi"), tgt_lang=language("en"))


def test_no_texts_give_no_translations():
    assert list(echo_translator().translate([], tgt_lang="hi")) == []


def test_the_engine_is_closed_with_the_translator():
    with fake_translator(echo) as translator:
        assert not translator._engine.closed

    assert translator._engine.closed


# What a translation says


def test_a_translation_carries_its_facts():
    result = one(fake_translator(echo, TranslateOptions(scores=True)), "मी घरी जातो.")

    assert result.source == "मी घरी जातो."
    assert result.target == "मी घरी जातो."
    assert (result.src_lang, result.tgt_lang) == ("mar_Deva", "hin_Deva")
    assert (result.flags, result.repairs, result.alternatives) == ((), (), ())
    assert result.score == 0.0
    assert result.model == "echo"


@pytest.mark.parametrize(
    "text", ["", "  \t ", "1,87,500", "— … !!", "🙂👩🏽\u200d🚀", "https://example.org"]
)
def test_a_text_without_words_never_reaches_the_engine(text):
    translator = fake_translator(echo)

    result = one(translator, text, src_lang="mr", tgt_lang="hi")

    assert result.target == text
    assert result.score is None
    assert translator._engine.requests == []


def test_two_sentences_score_their_mean():
    def first(pieces, options):
        return pieces

    translator = fake_translator(first, TranslateOptions(scores=True, alternatives=2))

    result = one(translator, "एक वाक्य। दूसरा वाक्य।")

    assert result.score == 0.0


# Sentences


def test_each_sentence_is_translated_by_itself():
    translator = fake_translator(echo)

    result = one(translator, "  एक वाक्य।  दूसरा वाक्य है? ")

    assert sorted(sources(translator)) == ["एक वाक्य।", "दूसरा वाक्य है?"]
    assert result.target == "  एक वाक्य।  दूसरा वाक्य है? "


@pytest.mark.parametrize(
    "separator",
    ["\t", "\x00", "\x1b", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\r", "\n"],
    ids=lambda char: f"U+{ord(char):04X}",
)
def test_control_characters_stay_where_they_are(separator):
    translator = fake_translator(echo)

    result = one(translator, f"पहला{separator}दूसरा")

    assert result.target == f"पहला{separator}दूसरा"
    assert sorted(sources(translator)) == ["दूसरा", "पहला"]


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u200f", "\u2067", "\u00ad"], ids=ascii)
def test_invisible_marks_around_a_sentence_are_not_the_model_s_business(mark):
    translator = fake_translator(echo)

    result = one(translator, f"{mark}नमस्ते{mark}")

    assert sources(translator) == ["नमस्ते"]
    assert result.target == f"{mark}नमस्ते{mark}"


def test_decoration_at_the_ends_is_kept_from_the_model():
    translator = fake_translator(echo)

    result = one(translator, "🙂 <b>नमस्ते दुनिया</b> 🙏")

    assert sources(translator) == ["नमस्ते दुनिया"]
    assert result.target == "🙂 <b>नमस्ते दुनिया</b> 🙏"


def test_the_model_reads_in_full_what_is_written_short():
    translator = fake_translator(echo)

    result = one(translator, "घर क्र. 12 कुठे आहे?")

    assert [slotless(source) for source in sources(translator)] == ["घर नंबर _ कुठे आहे?"]
    assert result.source == "घर क्र. 12 कुठे आहे?"


def test_a_number_written_out_is_not_invented():
    result = one(echo_translator(), "She is in Class XII.", src_lang="en", tgt_lang="hi")

    assert result.target == "She is in class 12."
    assert "numbers" not in result.flags


def test_the_same_sentence_is_decoded_once_a_window():
    translator = fake_translator(echo)

    results = list(translator.translate(["नमस्ते 5", "नमस्ते 7", "नमस्ते 5"], **MARATHI_TO_HINDI))

    assert len(sources(translator)) == 1
    assert [result.target for result in results] == ["नमस्ते 5", "नमस्ते 7", "नमस्ते 5"]


def test_a_sentence_of_nothing_visible_is_copied():
    class Blank(EchoFamily):
        def encode(self, sentences, pair):
            return [Encoded((), ()) for _ in sentences]

    translator = fake_translator(echo, family=Blank())

    result = one(translator, "ـ {name} ـ")

    assert result.target == "ـ {name} ـ"
    assert translator._engine.requests == []


# Long sentences


def test_a_long_sentence_is_cut_at_clauses_and_nothing_is_dropped():
    translator = fake_translator(echo, max_source_pieces=40)
    text = ", ".join(f"शब्द{chr(0x915 + n)} और बात" for n in range(30))

    result = one(translator, text)

    assert result.target == text
    assert len(sources(translator)) > 10
    assert max(map(len, sources(translator))) <= 40
    assert "clauses" in result.repairs


def test_clauses_of_a_long_sentence_are_one_sentence_again():
    def as_sentence(pieces, options):
        return list(f"The {''.join(pieces).rstrip(',।')}.")

    translator = fake_translator(as_sentence, max_source_pieces=24)
    (result,) = translator.translate(
        ["बात और गाय और घर, बात और गाय और घर, बात और गाय।"], src_lang="hi", tgt_lang="en"
    )

    assert result.target == "The बात और गाय और घर, the बात और गाय और घर, the बात और गाय."


def test_no_clause_begins_with_a_comma_that_its_source_has_not():
    def with_comma(pieces, options):
        return list(f", {''.join(pieces)}")

    translator = fake_translator(with_comma, max_source_pieces=24)

    assert one(translator, "बात और गाय और घर, बात और गाय और घर").target.count(",") == 1


def test_a_sentence_that_loses_slots_is_cut_at_a_clause_before_it_is_cut_at_slots():
    def forget_the_third(pieces, options):
        slots = [piece for piece in pieces if is_slot(piece)]
        return [piece for piece in pieces if len(slots) < 3 or piece != slots[-1]]

    translator = fake_translator(forget_the_third)
    clauses = one(translator, "सुबह 5 बजे 2 गोली लो, लेकिन रात 8 बजे 3 गोली लो।")
    apart = one(translator, "सुबह 5 बजे 2 गोली 7 बार और लो।")

    assert clauses.target == "सुबह 5 बजे 2 गोली लो, लेकिन रात 8 बजे 3 गोली लो।"
    assert set(clauses.repairs) == {"clauses"}
    assert "slots_apart" in apart.repairs
    assert not clauses.flags
    assert not apart.flags


def test_a_word_longer_than_the_model_takes_is_cut_too():
    result = one(fake_translator(echo, max_source_pieces=7), "क" * 100)

    assert result.target == "क" * 100


def test_a_model_too_small_for_one_letter_is_an_error_and_not_an_endless_loop():
    class Wordy(EchoFamily):
        def encode(self, sentences, pair):
            return [Encoded("x" * 9, ()) for _ in sentences]

    translator = fake_translator(echo, family=Wordy(), max_source_pieces=8)

    with pytest.raises(SegmentTooLongError):
        one(translator, "नमस्ते")


# Slots


def test_more_slots_than_the_model_knows_are_taken_apart():
    translator = fake_translator(echo, slot_count=4)
    text = "देखो " + " और ".join(f"{{नाम{n}}}" for n in range(9)) + " ठीक है"

    result = one(translator, text)

    assert result.target == text
    assert result.flags == ()
    assert result.repairs == ("slots_apart",)


def test_300_slots_in_a_line_come_out_in_order():
    text = "कुल " + " या ".join(f"{{n{n}}}" for n in range(300)) + " हैं"

    result = one(fake_translator(drop_slots), text)

    assert result.target == text
    assert "slots" not in result.flags


def test_slots_may_change_places():
    def swap(pieces, options):
        first, second = (index for index, piece in enumerate(pieces) if ord(piece) >= 0xE000)
        pieces[first], pieces[second] = pieces[second], pieces[first]
        return pieces

    result = one(fake_translator(swap), "पहले {a} फिर {b} आए")

    assert result.target == "पहले {b} फिर {a} आए"
    assert result.flags == ()


@pytest.mark.parametrize("change", [drop_slots, repeat_slots])
def test_a_wider_search_repairs_slots(change):
    result = one(fake_translator(until_wide(change)), "वह {name} के साथ 5 बजे आया")

    assert result.target == "वह {name} के साथ 5 बजे आया"
    assert result.flags == ()
    assert result.repairs == ("wider_beam",)


@pytest.mark.parametrize("change", [drop_slots, repeat_slots])
def test_stretches_between_slots_are_translated_where_nothing_else_helps(change):
    translator = fake_translator(change)

    result = one(translator, "वह {name} के साथ 5 बजे आया")

    assert result.target == "वह {name} के साथ 5 बजे आया"
    assert result.flags == ()
    assert result.repairs == ("slots_apart",)


def test_invented_slots_are_removed_where_nothing_else_helps():
    result = one(fake_translator(invent_slots), "वह आया {name} कल")

    assert result.target == "वह आया {name} कल"


def test_lost_slots_are_flagged_where_repairs_are_not_wanted():
    translator = fake_translator(drop_slots, TranslateOptions(retry=False))

    result = one(translator, "वह {name} आया")

    assert result.flags == ("slots",)
    assert result.repairs == ()


def test_repeated_slots_are_shown_and_flagged_where_repairs_are_not_wanted():
    translator = fake_translator(repeat_slots, TranslateOptions(retry=False))

    result = one(translator, "वह {name} आया")

    assert result.target == "वह {name}{name} आया"
    assert result.flags == ("slots",)


# Ends of sentences


def without_marks(pieces, options):
    return [piece for piece in pieces if piece not in "।.?!"]


@pytest.mark.parametrize(
    "text",
    ["वजन 5 kg आहे. ती येते.", "ओटीपी 482913. कुणाला देऊ नका.", "खरं का?! आता सांगा!!!", "ती आली?"],
)
def test_sentences_do_not_run_together(text):
    result = one(fake_translator(without_marks), text)

    assert result.target == text.replace(".", "।").replace("5 kg", "5 किलोग्राम")


def test_an_abbreviation_alone_in_its_cell_gets_no_full_stop():
    translator = fake_translator(without_marks, TranslateOptions(retry=False))

    result = one(translator, "पु. नं.\tती येते.", src_lang="mr", tgt_lang="hi")

    assert result.target == "पु नं\tती येते।"


# Bad translations


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        (loop, "loop"),
        (stay_silent, "empty"),
        (say_blanks, "empty"),
        (answer_in_latin, "script"),
        (invent_numbers, "numbers"),
    ],
)
def test_a_bad_translation_is_searched_again(change, flag):
    text = "कल सुबह सब लोग मेले में जाएँगे"

    repaired = one(fake_translator(until_wide(change)), text)
    hopeless = one(fake_translator(change), text)

    assert (repaired.target, repaired.flags, repaired.repairs) == (text, (), ("wider_beam",))
    assert flag in hopeless.flags


def test_a_wider_search_that_is_no_better_changes_nothing():
    result = one(fake_translator(answer_in_latin), "कल सुबह सब लोग मेले में जाएँगे")

    assert result.target == "I do not know"
    assert result.repairs == ()


def test_a_wider_search_has_more_beams_and_forbids_repetition():
    translator = fake_translator(loop, TranslateOptions(beam_size=2))

    one(translator, "कल सुबह सब लोग मेले में जाएँगे")

    first, second = (options for options, _ in translator._engine.requests)
    assert (first.beam_size, first.no_repeat_ngram_size) == (2, 0)
    assert second.beam_size > 2
    assert second.no_repeat_ngram_size > 0


def test_every_translation_of_a_repeated_bad_sentence_is_repaired():
    translator = fake_translator(until_wide(loop))
    texts = ["कल सुबह सब लोग मेले में जाएँगे"] * 3

    results = list(translator.translate(texts, **MARATHI_TO_HINDI))

    assert [result.target for result in results] == texts
    assert all(result.flags == () for result in results)


def test_markup_that_lost_its_words_is_translated_apart():
    def take_words_out(pieces, options):
        slots = [piece for piece in pieces if is_slot(piece)]
        return [*slots, *(piece for piece in pieces if not is_slot(piece))] if slots else pieces

    result = one(fake_translator(take_words_out), "ती <b>घरी</b> जाते")

    assert (result.target, result.flags) == ("ती <b>घरी</b> जाते", ())
    assert "slots_apart" in result.repairs


def test_a_sentence_in_a_script_that_the_source_does_not_use_is_copied_and_flagged():
    translator = fake_translator(echo)

    result = one(translator, "मी जातो. Привет, мир! ती येते.")

    assert result.target == "मी जातो. Привет, мир! ती येते."
    assert result.flags == ("untranslated",)
    assert sorted(sources(translator)) == ["ती येते.", "मी जातो."]


# Detection


def test_the_language_is_detected_text_by_text():
    translator = fake_translator(echo, TranslateOptions(retry=False))

    results = list(translator.translate(["Rain", "बारिश", "12", ""], tgt_lang="hi"))

    assert [result.src_lang for result in results] == ["eng_Latn", "hin_Deva", None, None]
    assert sources(translator) == ["Rain"]


def test_text_in_the_target_language_stays_as_it_is():
    result = one(echo_translator(), "बारिश हो रही है।", tgt_lang="hi")

    assert (result.target, result.flags, result.score) == ("बारिश हो रही है।", (), None)


@pytest.mark.parametrize("text", ["மழை பெய்கிறது", "Идёт дождь", "下雨了"], ids=["ta", "ru", "zh"])
def test_text_in_a_language_that_the_model_lacks_is_copied_and_flagged(text):
    result = one(echo_translator(), text, tgt_lang="hi")

    assert result.target == text
    assert result.flags == ("untranslated",)


def test_foreign_text_is_not_taken_for_the_language_of_a_word_in_it():
    result = one(echo_translator(), "மழை பெய்கிறது என்று WhatsApp இல் சொன்னார்", tgt_lang="hi")

    assert result.flags == ("untranslated",)


def test_of_languages_in_one_script_one_that_the_model_knows_is_taken():
    translator = fake_translator(echo, languages=("eng_Latn", "mar_Deva"))

    result = one(translator, "पाऊस पडत आहे", tgt_lang="en")

    assert result.src_lang == "mar_Deva"


@pytest.mark.parametrize(
    "text",
    [
        "देखिए https://www.example.org/a/very/long/path/to/some/page.html",
        "<span class='a-very-long-class-name-indeed'>नमस्ते</span>",
        "{{ a_long_placeholder_name }} नमस्ते",
    ],
    ids=["URL", "markup", "placeholder"],
)
def test_what_is_kept_does_not_decide_the_language(text):
    result = one(echo_translator(), text, tgt_lang="en")

    assert result.src_lang == "hin_Deva"
    assert result.score is not None


# Pivot


def through_english(change=echo, options=None):
    return fake_translator(
        change,
        options,
        languages=("eng_Latn", "hin_Deva", "mar_Deva"),
        pairs=("mar_Deva-eng_Latn", "eng_Latn-hin_Deva"),
    )


def test_a_pair_that_is_not_direct_goes_through_english():
    translator = through_english()

    result = one(translator, "  {name}, मी घरी जातो!  ")

    assert result.target == "  {name}, मी घरी जातो!  "
    assert result.source == "  {name}, मी घरी जातो!  "
    assert "pivot" in result.repairs
    assert (result.src_lang, result.tgt_lang) == ("mar_Deva", "hin_Deva")


def test_what_is_wrong_with_the_first_leg_is_said():
    result = one(through_english(), "मी घरी जातो आणि पुस्तक वाचतो")

    assert "script" in result.flags  # the echo is no English


def test_a_pivot_keeps_terms_in_both_legs():
    options = TranslateOptions(keep=KeepRules(terms=("घरी",)))

    result = one(through_english(drop_slots, options), "मी घरी जातो")

    assert result.target == "मी घरी जातो"


def test_latin_words_pass_the_way_through_english_as_they_are():
    translator = through_english(drop_slots)

    result = one(translator, "मी WhatsApp वर लिहितो")

    assert "WhatsApp" in result.target
    assert not any("WhatsApp" in "".join(source) for source in sources(translator)[:1])


# Words that the model cannot read


@pytest.mark.parametrize("word", ["李明", "α", "தமிழ்"])
def test_a_word_in_another_script_is_not_shown_to_the_model(word):
    translator = fake_translator(echo)

    result = one(translator, f"मी {word} घरी जातो")

    assert word in result.target
    assert not any(word in "".join(source) for source in sources(translator))


@pytest.mark.parametrize("text", ["你好吗。", "- добрый день!", "你好你好你好你好 ती"])
def test_a_text_that_nobody_could_read_is_copied_and_flagged(text):
    result = one(fake_translator(echo), text)

    assert (result.target, result.flags) == (text, ("untranslated",))


def test_a_sentence_that_nobody_could_read_does_not_hide_its_neighbor():
    result = one(fake_translator(echo), "你好吗你好吗。 मी घरी जातो।")

    assert result.target == "你好吗你好吗。 मी घरी जातो।"
    assert "untranslated" in result.flags


# Several targets and windows


def test_each_target_has_its_own_translation():
    translator = fake_translator(echo)

    (window,) = translator.translate_windows([["मी", "ती"]], src_lang="mr", tgt_langs=["hi", "ne"])

    assert [[each.tgt_lang for each in row] for row in window] == [["hin_Deva", "npi_Deva"]] * 2


def test_a_window_of_nothing_is_answered_by_nothing():
    translator = echo_translator()

    assert list(translator.translate_windows([[]], tgt_langs=["hi"])) == [[]]


def test_none_asks_for_everything_that_waits():
    pulled = []
    windows = recording([["एक"], None, ["दो"], None], pulled)
    results = echo_translator().translate_windows(windows, src_lang="hi", tgt_langs=["en"])

    next(results)

    assert pulled == [["एक"], None]


@pytest.mark.parametrize("ahead", [1, 2, 3, 4])
def test_no_more_windows_are_in_memory_than_asked(ahead):
    pulled = []
    windows = recording([["एक"]] * 9, pulled)
    translator = echo_translator()
    results = translator.translate_windows(windows, src_lang="hi", tgt_langs=["en"], ahead=ahead)

    for done, _ in enumerate(results):
        assert len(pulled) <= done + ahead


@pytest.mark.parametrize(("window", "ahead"), [(1, 1), (2, 8), (3, 12)])
def test_no_more_than_four_windows_are_read_ahead(window, ahead):
    pulled = []
    texts = recording([f"Line {n}." for n in range(20)], pulled)
    translator = echo_translator(TranslateOptions(window=window))

    next(translator.translate(texts, tgt_lang="hi"))

    assert len(pulled) == ahead


def test_reading_stays_as_far_ahead_to_the_end():
    pulled = []
    texts = recording([f"Line {n}." for n in range(50)], pulled)
    translator = echo_translator(TranslateOptions(window=5))

    for done, _ in enumerate(translator.translate(texts, tgt_lang="hi")):
        assert len(pulled) <= done + 20


# Digits


@pytest.mark.parametrize(
    ("text", "tgt_lang", "expected"),
    [
        ("५ बजे", "en", "5 बजे"),
        ("५ बजे", "hi", "५ बजे"),
        ("5 बजे", "hi", "5 बजे"),
        ("৫ बजे", "hi", "5 बजे"),
        ("MP३ बजे", "en", "MP3 बजे"),
    ],
)
def test_digits_stay_if_readers_of_the_target_know_them(text, tgt_lang, expected):
    source = "en" if tgt_lang == "hi" else "hi"

    assert one(echo_translator(), text, src_lang=source, tgt_lang=tgt_lang).target == expected


# Alternatives


def test_alternatives_are_best_first_without_the_target_and_without_doubles():
    answers = iter(["एक", "दो", "दो", "तीन"])
    translator = fake_translator(
        lambda pieces, options: list(next(answers)), TranslateOptions(alternatives=4)
    )

    result = one(translator, "शब्द")

    assert result.target == "एक"
    assert [other.target for other in result.alternatives] == ["दो", "तीन"]
    assert [other.score for other in result.alternatives] == [-1.0, -3.0]


def test_fewer_alternatives_than_asked_are_no_error():
    class Short:
        max_source_pieces = 99

        def submit(self, sources, prefixes, options):
            return lambda: [[Hypothesis(source, 0.0)] for source in sources]

    translator = fake_translator(echo, TranslateOptions(alternatives=3))
    translator._engine = Short()

    assert one(translator, "शब्द").alternatives == ()


def test_alternatives_widen_the_beam():
    translator = fake_translator(echo, TranslateOptions(alternatives=3, beam_size=1))

    one(translator, "शब्द")

    (options, _) = translator._engine.requests[0]
    assert (options.beam_size, options.num_hypotheses) == (3, 3)


# Digits


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("कुल 1,87,500 लोग", "कुल १,८७,५०० लोग"),
        ("1,87,500", "१,८७,५००"),
        ("पाँच\t2024\tसात", "पाँच\t२०२४\tसात"),
        ("देखो https://a.in/2024 5 बार", "देखो https://a.in/2024 ५ बार"),
        ("MP3 गाना और 5वीं कक्षा", "MP3 गाना और ५वीं कक्षा"),
        ("फ़ोन +91 98765 43210 है", "फ़ोन +91 98765 43210 है"),
        ("{0} और {1}", "{0} और {1}"),
    ],
    ids=[
        "in a sentence",
        "alone",
        "in a cell",
        "not in a URL",
        "not in a Latin word",
        "phone",
        "slots",
    ],
)
def test_native_digits_are_written_in_the_output_only(text, target):
    translator = fake_translator(echo, TranslateOptions(native_digits=True))

    result = one(translator, text)

    assert result.target == target
    assert result.source == text


def test_native_digits_are_plain_where_the_script_has_none():
    translator = fake_translator(echo, TranslateOptions(native_digits=True))

    assert one(translator, "कुल 12, १,५०० और ۳", src_lang="hi", tgt_lang="en").target == (
        "कुल 12, 1,500 और 3"
    )


def test_a_text_that_is_not_translated_keeps_its_digits():
    translator = echo_translator(TranslateOptions(native_digits=True))

    assert one(translator, "மழை 12", tgt_lang="hi").target == "மழை 12"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("500 g", "500 ग्राम"),
        ("Rice\t2 kg", "Rice\t2 किलोग्राम"),
        ("| Rice | 2 kg |", "| Rice | 2 किलोग्राम |"),
        ("2.5 million\t\t$5 million", "25 लाख\t\t$50 लाख"),
        ("We saw 2.5 million people.", "We saw 25 लाख people."),
    ],
)
@pytest.mark.parametrize("src_lang", ["en", None])
def test_quantities_are_the_target_languages_where_there_are_no_words_too(text, target, src_lang):
    result = one(fake_translator(echo), text, src_lang=src_lang, tgt_lang="hi")

    assert result.target.replace("।", ".") == target


def test_a_text_in_the_target_language_keeps_its_units():
    text = "मेरे पास 5 kg चावल और 2 million रुपये हैं और यह बहुत अच्छा है।"

    assert one(fake_translator(echo), text, src_lang=None, tgt_lang="hi").target == text


# Terms


def test_terms_and_matches_are_kept_from_the_model():
    options = TranslateOptions(keep=KeepRules(terms=("घर",), regexes=(r"क\w+ल",)))
    translator = fake_translator(drop_slots, options)

    result = one(translator, "मेरा घर कमल के पास है")

    assert result.target == "मेरा घर कमल के पास है"
    assert all("घर" not in source and "कमल" not in source for source in sources(translator))


# Options


@pytest.mark.parametrize("name", ["beam_size", "alternatives", "window", "batch_pieces"])
def test_options_below_one_are_refused(name):
    with pytest.raises(UsageError, match=name):
        TranslateOptions(**{name: 0})


# Several directions

NORTHERN = ["mar_Deva", "hin_Deva", "npi_Deva"]


def mixed(translator, *requests):
    return [(one.target, one.src_lang, one.tgt_lang) for one in translator.translate_each(requests)]


def test_each_text_goes_its_own_way_and_the_order_stays():
    translator = echo_translator(TranslateOptions(window=2), languages=NORTHERN)

    got = mixed(
        translator,
        ("दो आम", "mar_Deva", "hin_Deva"),
        ("", "hi", "ne"),
        ("तीन आम", "hi", "mr"),
        ("दो आम", "mr", "hi"),
    )

    assert got == [
        ("दो आम", "mar_Deva", "hin_Deva"),
        ("", "hin_Deva", "npi_Deva"),
        ("तीन आम", "hin_Deva", "mar_Deva"),
        ("दो आम", "mar_Deva", "hin_Deva"),
    ]


def test_directions_share_batches_unless_the_engine_forbids():
    requests = [("दो आम", "mr", "hi"), ("दो आम", "hi", "mr"), ("दस आम", "mr", "hi")]
    shared, apart = (echo_translator(languages=NORTHERN) for _ in range(2))
    apart._decoder.restriction = lambda pieces: str("दस" in "".join(pieces))

    assert mixed(shared, *requests) == mixed(apart, *requests)
    assert list(map(len, shared._engine.batches)) == [3]
    assert sorted(map(len, apart._engine.batches)) == [1, 2]


def test_all_targets_of_a_window_share_batches():
    translator = echo_translator(languages=NORTHERN)

    list(translator.translate_windows([["दो आम"]], tgt_langs=["mr", "ne"], src_lang="hi"))

    assert list(map(len, translator._engine.batches)) == [2]


def test_a_request_that_the_model_cannot_serve_is_refused_when_it_is_read():
    results = echo_translator(TranslateOptions(window=1), languages=NORTHERN).translate_each(
        [("दो आम", "mr", "hi"), ("दो आम", "mr", "ta")]
    )

    with pytest.raises(UnsupportedPairError):
        list(results)


def romanized(text, tgt_lang="mar_Deva", **options):
    translator = echo_translator(TranslateOptions(**options), languages=NORTHERN)
    return one(translator, text, src_lang="hin_Latn", tgt_lang=tgt_lang)


def test_romanized_hindi_is_read_as_hindi():
    result = romanized("mujhe bukhar hai")

    assert (result.source, result.target) == ("mujhe bukhar hai", "मुझे बुखार है")
    assert (result.src_lang, result.repairs) == ("hin_Latn", ("romanized",))


def test_romanized_hindi_into_hindi_needs_no_model():
    result = romanized("  mujhe 2 din se bukhar hai, {name}", "hin_Deva")

    assert result.target == "  मुझे 2 दिन से बुखार है, {name}"
    assert (result.score, result.flags, result.repairs) == (None, (), ("romanized",))


@pytest.mark.parametrize(
    "kept", ["{main}", "https://ghar.in/main", "<b>", "%(din)s", "`ghar`", "a@ghar.in"]
)
def test_what_must_not_change_in_romanized_text_does_not(kept):
    assert romanized(f"mera {kept} ghar", "hin_Deva").target == f"मेरा {kept} घर"


def test_terms_of_the_user_are_not_read():
    keep = KeepRules(terms=("ghar",))

    assert romanized("mera ghar", "hin_Deva", keep=keep).target == "मेरा ghar"


def test_the_language_of_romanized_text_is_found():
    translator = echo_translator(languages=NORTHERN)

    assert one(translator, "mujhe bukhar hai", tgt_lang="mr").target == "मुझे बुखार है"


def test_cells_and_escape_sequences_of_romanized_text_stay():
    assert romanized("mera\tghar", "hin_Deva").target == "मेरा\tघर"
    assert romanized("\x1b[31mmera ghar\x1b[0m", "hin_Deva").target == "\x1b[31mमेरा घर\x1b[0m"


def test_batches_go_out_while_a_window_is_still_being_cut(monkeypatch):
    translator = echo_translator(languages=NORTHERN)
    sent = []

    def plan(*arguments):
        sent.append(len(translator._engine.batches))
        return plan_line(*arguments)

    monkeypatch.setattr("indictx.pipeline.lines.plan_line", plan)
    letters = "कखगघचछजझटठडढतथदधनपफबभमयरलवशसह"
    texts = [f"आम {one}{other}" for one in letters for other in letters]
    list(translator.translate(texts, **MARATHI_TO_HINDI))

    assert sent[0] == 0 < sent[-1]


def test_romanized_text_goes_through_english_with_alternatives():
    pairs = ("hin_Deva-eng_Latn", "eng_Latn-mar_Deva")
    options = TranslateOptions(alternatives=2)
    translator = echo_translator(
        options, languages=("hin_Deva", "eng_Latn", "mar_Deva"), pairs=pairs
    )

    result = one(translator, "ghar", src_lang="hin_Latn", tgt_lang="mar_Deva")

    assert result.repairs[:2] == ("romanized", "pivot")
    assert result.src_lang == "hin_Latn"


def test_a_line_in_a_language_that_nobody_translates_is_flagged_and_read_as_a_neighbor():
    translator = fake_translator(lambda pieces, _: pieces, languages=("eng_Latn", "hin_Deva"))

    found, other = translator.translate(
        ["माझा भाऊ बँकेत काम करतो.", "मेरा भाई बैंक में है।"], tgt_lang="en"
    )

    assert (found.src_lang, "language" in found.flags) == ("hin_Deva", True)
    assert "language" not in other.flags
