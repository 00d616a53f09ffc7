"""What holds for every text, every engine and every setting."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from misbehaving import MISBEHAVIORS, break_lines, echo, fake_translator

from indictx.engines.ct2 import Ct2Engine
from indictx.families import load_family
from indictx.models.manifest import load_manifest
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.translator import Translator
from indictx.pipeline.units import Cell, plan_line
from indictx.text._quantities import amount_and_unit
from indictx.text.normalize import has_other_digits
from indictx.text.protect import DEFAULT, Protected, Span, protect

WORDS = [
    "मी",
    "घरी",
    "जातो",
    "आणि",
    "तो",
    "पुस्तक",
    "वाचतो।",
    "नमस्ते!",
    "कल",
    "१९४७",
    "1,87,500",
    "₹5.50",
    "hello",
    "world",
    "Dr.",
    "e.g.",
    "ക്ഷ",
    "ন্ত",
    "۔",
    "؟",
    "॥",
    "…",
    "{name}",
    "{{x}}",
    "%s",
    "%1$s",
    "<b>",
    "</b>",
    "&amp;",
    "https://example.org/a?b=c",
    "a@b.in",
    "@user",
    "#टैग",
    "`code`",
    "🙂",
    "👩🏽\u200d🚀",
    "5वीं",
    "MP3",
    "(",
    ")",
    '"',
    "“",
    "”",
    "—",
    "-",
    "...",
    "\ue000",
    "\U000f0000",
    "�",
    "١٢",
    "|",
    ">",
    "»",
    "·",
    "<br>",
    "</li><li>",
    r"\n",
    r"\t",
    "🙂!",
    "***",
    "__क ख__",
]
SPACES = st.sampled_from(
    [" ", "  ", "\t", "\n", "\r", "\u00a0", "\u2028", "\x00", "\x1b", "\u200d", ""]
)
TEXTS = st.one_of(
    st.lists(st.tuples(st.sampled_from(WORDS), SPACES)).map(
        lambda parts: "".join(word + space for word, space in parts)
    ),
    st.text(),
    st.text(st.characters(max_codepoint=0x2FF, categories=None)),
)
LANGUAGES = {"src_lang": "mar_Deva", "tgt_lang": "hin_Deva"}


@pytest.fixture(scope="module")
def tiny(tiny_folder):
    """Translators over the tiny model by number of threads."""
    manifest = load_manifest(tiny_folder)
    engines = {
        threads: Ct2Engine(
            tiny_folder,
            max_source_pieces=manifest.max_source_pieces,
            compute_type="int8",
            threads=threads,
        )
        for threads in (1, 2)
    }
    family = load_family(manifest)

    def translator(options: TranslateOptions, threads: int = 1) -> Translator:
        return Translator(manifest, engine=engines[threads], family=family, options=options)

    yield translator
    for engine in engines.values():
        engine.close()


DEVANAGARI = "०१२३४५६७८९"


@given(TEXTS)
def test_the_plan_of_a_line_is_the_line(text):
    plan = plan_line(text, "hin_Deva", DEFAULT)

    joined = ""
    for part in plan.parts:
        if isinstance(part, str):
            joined += part
            continue
        inside = "".join(
            unit if isinstance(unit, str) else unit.globalize(unit.text) for unit in part.parts
        )
        joined += part.protected.restore(inside)
    assert joined == text


def same_digits(text: str) -> str:
    """Return a text with 0-9 for all digits: those of a third script do not stay."""
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)


def same(text: str) -> str:
    """Return a text without what is the target's own: digits, words for units, ends of sentences."""
    protected = protect(text)
    amounts = [
        Span(amount_and_unit(span.text)[0], "number") if span.kind == "quantity" else span
        for span in protected.spans
    ]
    # A full stop behind what is kept is that of the target; elsewhere the model writes it.
    ended = re.sub("[.।۔᱾꯫]", "।", protected.text)
    bare = Protected(protected.text, tuple(amounts)).restore_lenient(ended)
    return same_digits(bare).replace("؟", "?")


@given(TEXTS)
@example("__क ख__\u200dDr. ")
@example("MP3.")
@example("º〸.")
@example("١٢https://example.org/a?b=c")
def test_an_echo_gives_the_text_back(text):
    translator = fake_translator(echo, TranslateOptions(retry=False))

    (result,) = translator.translate([text], **LANGUAGES)

    assert same(result.target) == same(text)
    assert result.target == text or has_other_digits(text, DEVANAGARI) or same(text) != text
    assert "slots" not in result.flags


@given(TEXTS, st.integers(8, 30), st.integers(0, 5))
@example("मी १९४७ ... ", 8, 0)
def test_an_echo_gives_the_text_back_however_small_the_model(text, limit, slot_count):
    translator = fake_translator(echo, max_source_pieces=limit, slot_count=slot_count)

    (result,) = translator.translate([text], **LANGUAGES)

    assert same(result.target) == same(text)


@given(st.lists(TEXTS, max_size=8), st.integers(1, 9), st.sampled_from([1, 8, 64, 4096]))
def test_as_many_translations_come_out_in_order(texts, window, batch_pieces):
    options = TranslateOptions(window=window, batch_pieces=batch_pieces)

    results = list(fake_translator(echo, options).translate(texts, **LANGUAGES))

    assert [result.source for result in results] == texts
    assert [same(result.target) for result in results] == list(map(same, texts))


@pytest.mark.parametrize("change", MISBEHAVIORS, ids=lambda change: change.__name__)
@given(texts=st.lists(TEXTS, max_size=4), retry=st.booleans())
@example(texts=["A:0l"], retry=False)
@settings(max_examples=25)
def test_every_slot_is_intact_or_the_line_is_flagged(change, texts, retry):
    translator = fake_translator(change, TranslateOptions(retry=retry), slot_count=3)

    results = list(translator.translate(texts, **LANGUAGES))

    assert len(results) == len(texts)
    for text, result in zip(texts, results, strict=True):
        if "slots" not in result.flags:
            cells = [
                part
                for part in plan_line(text, "mar_Deva", DEFAULT).parts
                if isinstance(part, Cell)
            ]
            spans = [span for cell in cells for span in cell.protected.spans]
            # The unit of a quantity is written as the target writes it.
            hidden = [
                amount_and_unit(span.text)[0] if span.kind == "quantity" else span.text
                for span in spans
            ]
            target = same_digits(result.target)
            assert all(same_digits(span) in target for span in hidden)
        assert not result.target or text


@pytest.mark.parametrize("change", [*MISBEHAVIORS, break_lines], ids=lambda change: change.__name__)
@given(st.text(" \t\n\r\x00\x1c\x85\u2028\u00a0\u3000"))
def test_blank_stays_blank(change, text):
    (result,) = fake_translator(change).translate([text], **LANGUAGES)

    assert result.target == text
    assert (result.flags, result.score) == ((), None)


@given(
    st.text(" \u00a0\u3000\u200f"), st.text(" \u00a0\u3000\u200f"), st.sampled_from(MISBEHAVIORS)
)
def test_white_space_around_a_text_never_changes(before, after, change):
    (result,) = fake_translator(change).translate([f"{before}मी जातो{after}"], **LANGUAGES)

    assert result.target.startswith(before)
    assert result.target.endswith(after)


@given(st.lists(st.sampled_from(["मी", "घर 5", "", " ", "{x} ये"]), min_size=1, max_size=6))
def test_tabs_divide_the_same_cells_before_and_after(cells):
    text = "\t".join(cells)

    for change in MISBEHAVIORS:
        (result,) = fake_translator(change).translate([text], **LANGUAGES)
        assert result.target.count("\t") == text.count("\t")


@given(st.lists(st.sampled_from(["मी", "घर 5", "ये.", "{x} ये"]), min_size=1, max_size=6))
@pytest.mark.parametrize("border", [" | ", "<br>", "</td><td>", r"\n", r"\t", " • "])
def test_borders_divide_the_same_cells_before_and_after(border, cells):
    text = border.join(cells)

    for change in MISBEHAVIORS:
        (result,) = fake_translator(change).translate([text], **LANGUAGES)
        assert result.target.count(border) == text.count(border)
        apart = [
            next(fake_translator(change).translate([cell], **LANGUAGES)).target for cell in cells
        ]
        # A model's own white space beside a tag is taken away.
        assert "".join(result.target.split()) == "".join(border.join(apart).split())


@given(
    st.lists(st.sampled_from(["मी", "घर 5", "ये {x} मी"]), min_size=2, max_size=4),
    st.sampled_from(["()", "[]", '""', "“”", "''", ("**", "**"), ("<b>", "</b>")]),
    st.sampled_from([" → ", " -> ", " | ", " • "]),
)
@settings(max_examples=25)
def test_pairs_around_borders_stay_whole(cells, pair, border):
    inside = f"{pair[0]}{border.join(cells)}{pair[1]}"

    for change in MISBEHAVIORS:
        texts = [f"मी {inside} जातो.", *cells]
        whole, *apart = fake_translator(change).translate(texts, **LANGUAGES)
        shown = f"{pair[0]}{border.join(result.target for result in apart)}{pair[1]}"
        # As above.
        is_whole = "".join(shown.split()) in "".join(whole.target.split())
        assert is_whole or "slots" in whole.flags


def test_sentences_that_differ_in_their_emoji_keep_them():
    texts = ["मी जातो 😊!", "मी जातो 🎉!", "मी जातो 😊🎉!", "मी जातो!", "1 मी जातो 😊!"]

    results = fake_translator(echo).translate(texts, **LANGUAGES)

    assert [result.target for result in results] == texts


def test_a_line_of_a_megabyte_comes_out_whole():
    sentence = "मी घरी जातो, आणि 5 वाजता {name} येतो "
    text = sentence * (1_000_000 // len(sentence.encode()))
    options = TranslateOptions(retry=False)

    (result,) = fake_translator(echo, options).translate([text], **LANGUAGES)

    assert result.target == text


def test_a_word_of_100_kilobytes_comes_out_whole():
    text = "क" * 100_000

    (result,) = fake_translator(echo, TranslateOptions(retry=False)).translate([text], **LANGUAGES)

    assert result.target == text


SENTENCES = [
    "The train to the old city leaves at 7.",
    "Where did you put the {name} of the house? It has been raining since 1947.",
    "",
    "  Please send the letter.\tTurn left.  ",
    "My sister cooks rice and lentils on the small stove, and then we walked along the river "
    "until it was dark, and farmers are waiting for the rain, and children play in the street.",
    "Rain.",
    "The train to the old city leaves at 7.",
    "<b>She</b> reads %s and %d and {x} and {y} and {z} under the mango tree.",
    "I do not know.",
]


@pytest.mark.parametrize("batch_pieces", [64, 2048])
@pytest.mark.parametrize("window", [1, 2, 7, 2048])
@pytest.mark.parametrize("threads", [1, 2])
def test_window_batch_and_threads_change_no_translation(tiny, window, batch_pieces, threads):
    wanted = [
        next(tiny(TranslateOptions(window=1, scores=True)).translate([text], tgt_lang="hi"))
        for text in SENTENCES
    ]
    options = TranslateOptions(window=window, batch_pieces=batch_pieces, scores=True)

    got = list(tiny(options, threads).translate(SENTENCES, tgt_lang="hi"))

    assert got == wanted


@given(st.permutations(SENTENCES), st.integers(1, 9))
@settings(max_examples=10)
def test_neighbors_change_no_translation(tiny, texts, window):
    wanted = {
        result.source: result
        for result in tiny(TranslateOptions()).translate(SENTENCES, tgt_lang="ta", src_lang="en")
    }

    results = tiny(TranslateOptions(window=window)).translate(texts, tgt_lang="ta", src_lang="en")

    assert {result.source: result for result in results} == wanted


@given(TEXTS)
@settings(max_examples=30)
def test_a_real_engine_answers_any_text(tiny, text):
    (result,) = tiny(TranslateOptions(beam_size=1)).translate([text], src_lang="en", tgt_lang="bn")

    assert result.source == text
    assert result.target.count("\t") == text.count("\t")
    assert result.target.count("\n") == text.count("\n")


def test_a_pivot_changes_with_its_neighbors_no_more_than_anything_else(tiny):
    texts = ["मी घरी जातो. {name}", "", "मुले खेळत आहेत.", "मी घरी जातो. {name}"]
    options = {"src_lang": "mr", "tgt_lang": "ta"}

    together = list(tiny(TranslateOptions()).translate(texts, **options))
    apart = [next(tiny(TranslateOptions(window=1)).translate([text], **options)) for text in texts]

    assert together == apart
