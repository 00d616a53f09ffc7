from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx import testing
from indictx.errors import ModelIntegrityError
from indictx.languages import Pair
from indictx.models.manifest import TextRules, load_manifest
from indictx.models.verify import check_model
from indictx.pipeline.options import TranslateOptions
from indictx.testing import EchoFamily, echo_manifest, echo_translator, write_manifest

PAIR = Pair.of("eng_Latn", "hin_Deva")


@pytest.mark.parametrize("pieces", ["character", "word"])
@given(st.lists(st.text()))
def test_the_echo_family_decodes_what_it_encoded(pieces, sentences):
    family = EchoFamily(pieces)

    encoded = family.encode(sentences, PAIR)

    assert family.decode([one.pieces for one in encoded], PAIR) == sentences


def test_words_keep_the_white_space_before_them():
    (encoded,) = EchoFamily("word").encode(["यह  एक वाक्य "], PAIR)

    assert encoded.pieces == ["यह", "  एक", " वाक्य", " "]


def test_an_echo_translator_returns_its_input():
    texts = ["Good morning, {name}!", "", "  कल मिलेंगे। "]

    with echo_translator(TranslateOptions(window=2)) as translator:
        results = list(translator.translate(texts, src_lang="en", tgt_lang="hi"))

    assert [result.target for result in results] == texts


def test_an_echo_manifest_serves_every_pair_unless_told():
    assert echo_manifest().serves("eng_Latn-hin_Deva")
    assert not echo_manifest(pairs=["hin_Deva-eng_Latn"]).serves("eng_Latn-hin_Deva")


def test_a_manifest_written_is_the_one_read(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"123")
    rules = TextRules(
        source_spm="source.spm",
        target_spm="target.spm",
        source_prefix=(">>{target}<<",),
        target_prefix=("<{source}>",),
        append_eos=False,
        unify_script=True,
        openings_apart=True,
        slot="<s{index}>",
        slot_count=4,
        tags={"hin_Deva": "हिन्दी"},
    )

    manifest = write_manifest(
        tmp_path,
        name="small",
        languages=["hin_Deva", "eng_Latn"],
        pairs=["eng_Latn-hin_Deva"],
        max_source_pieces=30,
        beam_size=2,
        rules=rules,
    )

    assert manifest == load_manifest(tmp_path)
    assert manifest.text == rules
    assert (manifest.name, manifest.max_source_pieces, manifest.decode.beam_size) == (
        "small",
        30,
        2,
    )
    assert [(file.path, file.size_bytes) for file in manifest.files] == [("model.bin", 3)]


def test_a_manifest_written_knows_its_files(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"123")
    manifest = write_manifest(tmp_path)
    check_model(manifest)

    (tmp_path / "model.bin").write_bytes(b"1234")

    with pytest.raises(ModelIntegrityError):
        check_model(manifest)


def test_the_how_to_runs():
    page = Path(__file__).parents[2] / "docs" / "how-to" / "test-your-program.md"
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)

    assert len(blocks) == 2
    for block in blocks:
        exec(compile(block, page.name, "exec"), {})


def test_the_example_of_the_module_runs():
    failures, examples = doctest.testmod(testing)

    assert (failures, examples) == (0, 3)
