from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.families.indictrans2 import SLOT_COUNT, finish, prepare
from indictx.models.tags import INDICTRANS2
from indictx.text.protect import slot_char

GOLDEN = Path(__file__).parents[2] / "golden" / "indictrans2"
SPANS = ("www.udaharan.in", "12/05/2024")
ROWS = [
    pytest.param(path.stem, *line.split("\t"), id=f"{path.stem}-{number}")
    for path in sorted(GOLDEN.glob("*.tsv"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


def codepoints(text: str) -> list[str]:
    return [f"U+{ord(char):04X} {unicodedata.name(char, '?')}" for char in text]


def slotted(text: str) -> str:
    """Write the spans of a golden source as slots, numbered in order of occurrence."""
    return text.replace("{0}", slot_char(0)).replace("{1}", slot_char(int("{0}" in text)))


def filled(text: str, source: str) -> str:
    spans = [f"{{{number}}}" for number in range(len(SPANS)) if f"{{{number}}}" in source]
    for number, span in enumerate(spans):
        text = text.replace(slot_char(number), span)
    return text


def test_every_language_has_ten_golden_sentences():
    counts = {path.stem: len(path.read_text("utf-8").splitlines()) for path in GOLDEN.glob("*.tsv")}

    assert set(counts) == set(INDICTRANS2)
    assert min(counts.values()) >= 10


@pytest.mark.parametrize(("code", "source", "prepared", "finished"), ROWS)
def test_sentences_are_prepared_as_the_engine_of_ai4bharat_does(code, source, prepared, finished):
    assert codepoints(prepare(slotted(source), code)) == codepoints(prepared)


@pytest.mark.parametrize(("code", "source", "prepared", "finished"), ROWS)
def test_output_is_finished_as_the_engine_of_ai4bharat_does(code, source, prepared, finished):
    assert codepoints(filled(finish(prepared, code), source)) == codepoints(finished)


@pytest.mark.parametrize(
    "written",
    [
        "<ID1>",
        "< ID1 >",
        "< ID 1 >",
        "[ID1]",
        "[ ID 1 ]",
        "<ID1]",
        "<id1>",
        "<आईडी1>",
        "< आईडी 1 >",
        "< आई . डी . 1 >",
        "<आय. डी. 1>",
        "< ऐटि 1 >",
        "<आइडि1>",
        "<ऐडि1>",
        "<आयडी1>",
        "< آئی ڈی 1 >",
        "<آی ڈی 1>",
        "<ꯑꯥꯏꯗꯤ1>",
        "< ᱟᱭᱰᱤ ᱾1 >",
        "<ᱟᱭᱰᱤ1>",
        "आईडी १>",
    ],
)
@pytest.mark.parametrize("code", ["hin_Deva", "ben_Beng", "tam_Taml", "eng_Latn", "urd_Arab"])
def test_a_mangled_placeholder_is_still_one(written, code):
    assert slot_char(0) in finish(f"क {written} ख", code)


@pytest.mark.parametrize("text", ["ID 1", "आईडी 1", "< ID >", "<ID0>", "<IDX1>"])
def test_what_only_looks_like_a_placeholder_stays(text):
    result = finish(f"क {text} ख", "hin_Deva")

    assert not any(slot_char(number) in result for number in range(SLOT_COUNT))


def test_placeholders_come_back_before_marks_are_joined():
    text = finish("Write to < ID1 > , not < ID2 > .", "eng_Latn")

    assert text == f"Write to {slot_char(0)}, not {slot_char(1)}."


@pytest.mark.parametrize(
    ("code", "output", "text"),
    [
        ("urd_Arab", "کیا حال ہے ؟ اچھا ہے ۔ ہاں ، جی", "کیا حال ہے؟ اچھا ہے۔ ہاں، جی"),
        ("kas_Arab", "\u066e\u06ea", "\u0620"),
        ("ory_Orya", "सम\u092f\u093c", "ସମ\u0b5f"),
        ("pan_Guru", "घो\u0921\u093cा", "ਘੋ\u0a5cਾ"),
        ("ben_Beng", "हठा\u094e", "হঠা\u09ce"),
        ("asm_Beng", "ৰङ", "ৰঙ"),
        ("tam_Taml", "गङ्गा", "கங்கா"),
        ("mal_Mlym", "अवൻ", "അവൻ"),
        ("sat_Olck", "ᱟᱢ ᱾", "ᱟᱢ ᱾"),
        ("mni_Mtei", "ꯑꯩ ꯫", "ꯑꯩ ꯫"),
        ("hin_Deva", '" हाँ " , उसने कहा ।', '"हाँ", उसने कहा।'),
        ("hin_Deva", "10 , 000 लोग", "10,000 लोग"),
    ],
)
def test_output_is_in_the_script_and_spelling_of_the_language(code, output, text):
    assert codepoints(finish(output, code)) == codepoints(text)


@pytest.mark.parametrize(
    ("code", "text", "prepared"),
    [
        ("tel_Telu", "౧౦౦ ఇళ్ళు", "100 इळ्ळु"),
        ("urd_Arab", "٢٠٢٤ میں", "2024 میں"),
        ("ory_Orya", "ଡ଼ାଳ ୟୁଗ", "ड\u093cाळ \u095fुग"),
        ("ben_Beng", "হঠাৎ", "हठा\u094e"),
        ("asm_Beng", "ৰং", "ৰं"),
        ("mal_Mlym", "അവൻ", "अवൻ"),
        ("urd_Arab", "1947ء میں", "1947ء میں"),
        ("urd_Arab", "20سال", "20 سال"),
        ("urd_Arab", "شیرِ پنجاب", "شیر پنجاب"),
        ("hin_Deva", "दु:ख | सुख", "दुःख । सुख"),
        ("hin_Deva", "1,000 और 10 , 000 लोग", "1 , 000 और 10,000 लोग"),
        ("eng_Latn", "Don’t — please!", "Don 't - please !"),
    ],
)
def test_input_is_what_the_models_were_trained_on(code, text, prepared):
    assert codepoints(prepare(unicodedata.normalize("NFC", text), code)) == codepoints(prepared)


CODES = st.sampled_from(sorted(INDICTRANS2))


@given(CODES, st.text(max_size=40))
def test_any_text_is_prepared_and_finished(code, text):
    assert isinstance(finish(prepare(text, code), code), str)


@given(CODES, st.lists(st.integers(0, SLOT_COUNT - 1), unique=True, max_size=SLOT_COUNT), st.data())
def test_slots_come_back_from_an_echo(code, numbers, data):
    words = [data.draw(st.sampled_from(["abc", "12", "(", "a-b", ","])) for _ in numbers]
    source = " ".join(f"{word} {slot_char(n)}" for word, n in zip(words, numbers, strict=True))

    result = finish(prepare(source, code), code)

    assert [char for char in result if char in set(map(slot_char, range(SLOT_COUNT)))] == [
        slot_char(number) for number in numbers
    ]
