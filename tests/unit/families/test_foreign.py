"""Families of models that others made: tags, prefixes, ``</s>``, and what they do with text."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import SENTENCES

from indictx.errors import ModelError
from indictx.families import FAMILIES, load_family
from indictx.languages import Pair, language
from indictx.models import tags
from indictx.models.manifest import TextRules, load_manifest

EN_HI = Pair.of("eng_Latn", "hin_Deva")
HI_SAT = Pair.of("hin_Deva", "sat_Olck")
TABLES = {
    "indictrans2": tags.INDICTRANS2,
    "nllb": tags.NLLB,
    "m2m100": tags.M2M100,
    "madlad": tags.MADLAD,
}


@pytest.fixture(scope="module")
def manifest(tiny_folder):
    return load_manifest(tiny_folder)


def family(manifest, name, **rules):
    text = TextRules(
        source_spm=manifest.text.source_spm, target_spm=manifest.text.source_spm, **rules
    )
    return load_family(replace(manifest, family=name, text=text))


def encode(family, sentence="The rain", pair=EN_HI):
    (encoded,) = family.encode([sentence], pair)
    return list(encoded.pieces), list(encoded.prefix)


@pytest.mark.parametrize(
    ("name", "pair", "start", "end", "prefix"),
    [
        ("indictrans2", EN_HI, ["eng_Latn", "hin_Deva"], ["</s>"], []),
        ("indictrans2", HI_SAT, ["hin_Deva", "sat_Olck"], ["</s>"], []),
        ("nllb", EN_HI, ["eng_Latn"], ["</s>"], ["hin_Deva"]),
        ("nllb", HI_SAT, ["hin_Deva"], ["</s>"], ["sat_Beng"]),
        ("m2m100", EN_HI, ["__en__"], ["</s>"], ["__hi__"]),
        ("madlad", EN_HI, ["<2hi>"], ["</s>"], []),
        ("argos", EN_HI, [], ["</s>"], []),
        ("opus_mt", EN_HI, [], ["</s>"], []),
    ],
)
def test_tags_stand_where_the_models_expect_them(manifest, name, pair, start, end, prefix):
    bare, _ = encode(family(manifest, "argos", append_eos=False), "the")

    pieces, forced = encode(family(manifest, name), "the", pair)

    assert pieces == [*start, *bare, *end]
    assert forced == prefix


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_manifest_can_rename_a_tag(manifest, name):
    pieces, forced = encode(family(manifest, name, tags={"hin_Deva": "<<hindi>>"}))

    assert "<<hindi>>" in [*pieces, *forced]


@pytest.mark.parametrize("name", ["indictrans2", "nllb", "m2m100", "madlad", "argos"])
@pytest.mark.parametrize(
    ("config", "append_eos", "ends"),
    [
        ({"add_source_eos": True}, True, False),
        ({"add_source_eos": False}, True, True),
        ({"add_source_eos": False}, False, False),
        ({}, True, True),
        ({}, False, False),
        (None, True, True),
    ],
)
def test_the_end_is_appended_unless_the_runtime_does(
    manifest, tmp_path, name, config, append_eos, ends
):
    spm = manifest.text.source_spm
    (tmp_path / spm).write_bytes((manifest.folder / spm).read_bytes())
    if config is not None:
        (tmp_path / "config.json").write_text(json.dumps(config))

    pieces, _ = encode(family(replace(manifest, folder=tmp_path), name, append_eos=append_eos))

    assert (pieces[-1] == "</s>") is ends


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_name_languages_that_we_know_and_no_tag_twice(table):
    assert all(language(code).code == code for code in table)
    assert len(set(table.values())) == len(table)


def test_indictrans2_has_the_twenty_two_scheduled_languages():
    codes = {code.partition("_")[0] for code in tags.INDICTRANS2} - {"eng"}

    assert len(codes) == 22
    assert len(tags.INDICTRANS2) == 26


def test_groups_of_opus_mt_name_languages_that_we_know():
    codes = [code for group in tags.OPUS_GROUPS.values() for code in group]

    assert all(language(code).code == code for code in codes)


@pytest.mark.parametrize("name", ["nllb", "m2m100", "madlad", "argos", "opus_mt"])
def test_families_without_placeholders_leave_slots_to_the_pipeline(manifest, name):
    assert family(manifest, name).slot_count == 0


def test_indictrans2_has_placeholders_of_one_digit(manifest):
    assert family(manifest, "indictrans2").slot_count == 9


@pytest.mark.parametrize("name", sorted(FAMILIES))
@given(sentences=st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_encoded_one_for_one(manifest, name, sentences):
    encoded = family(manifest, name).encode(sentences, EN_HI)

    assert len(encoded) == len(sentences)
    assert encoded == [family(manifest, name).encode([one], EN_HI)[0] for one in sentences]


@pytest.mark.parametrize("name", sorted(FAMILIES))
@given(pieces=st.lists(st.sampled_from(["▁जल", "<unk>", "<0x0A>", "▁<", "ID", "1", ">", "."])))
def test_any_pieces_are_decoded_to_one_line(manifest, name, pieces):
    (text,) = family(manifest, name).decode([pieces], EN_HI)

    assert len(text.splitlines()) <= 1
    assert text == text.strip()
    assert "<unk>" not in text


@pytest.mark.parametrize("name", ["nllb", "m2m100", "madlad", "argos", "opus_mt"])
@pytest.mark.parametrize("sentence", SENTENCES[:4])
def test_an_echo_of_the_pieces_is_the_sentence(manifest, name, sentence):
    one = family(manifest, name, append_eos=False, source_prefix=("<s>",))
    pieces, _ = encode(one, sentence)

    assert one.decode([pieces[1:]], EN_HI) == [sentence]


def test_opus_mt_of_others_gets_the_punctuation_of_moses(manifest):
    english, _ = encode(family(manifest, "opus_mt"), "The “rain”…")
    hindi, _ = encode(family(manifest, "opus_mt"), "The “rain”…", HI_SAT)

    # In English alone, what follows a quotation goes into it.
    assert english == encode(family(manifest, "argos"), 'The "rain..."')[0]
    assert hindi == encode(family(manifest, "argos"), 'The "rain"...')[0]


def test_a_missing_sentencepiece_model_is_named(manifest, tmp_path):
    broken = family(replace(manifest, folder=tmp_path), "nllb")

    with pytest.raises(ModelError, match="cannot load"):
        broken.encode(["x"], EN_HI)
