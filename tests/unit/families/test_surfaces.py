from __future__ import annotations

import pytest
import sentencepiece
from hypothesis import given
from hypothesis import strategies as st

from indictx.families._spm import UNKNOWN, Surfaces
from indictx.families.opus_mt import OpusMtFamily
from indictx.languages import Pair
from indictx.models.manifest import load_manifest

EN_HI = Pair.of("en", "hi")


@pytest.fixture(scope="module")
def manifest(tiny_folder):
    return load_manifest(tiny_folder)


@pytest.fixture(scope="module")
def processor(manifest):
    return sentencepiece.SentencePieceProcessor(
        model_file=str(manifest.folder / manifest.text.source_spm)
    )


@pytest.fixture(scope="module")
def vocabulary(processor):
    return [processor.id_to_piece(index) for index in range(processor.get_piece_size())]


def test_each_piece_alone_is_written_as_sentencepiece_writes_it(processor, vocabulary):
    surfaces = Surfaces(processor)
    plain = [piece for piece in vocabulary if not processor.is_byte(processor.piece_to_id(piece))]

    for piece in set(plain) - {UNKNOWN}:
        assert surfaces[piece].lstrip(" ") == processor.decode_pieces([piece])


def test_pieces_that_depend_on_their_neighbors_are_refused(processor):
    surfaces = Surfaces(processor)

    for piece in ("<0xE0>", "not in the vocabulary"):
        with pytest.raises(KeyError):
            surfaces[piece]


@given(data=st.data())
def test_a_family_decodes_as_sentencepiece_does(manifest, processor, vocabulary, data):
    family = OpusMtFamily(manifest)
    pieces = data.draw(st.lists(st.sampled_from(vocabulary), max_size=12))
    kept = [piece for piece in pieces if piece != UNKNOWN]

    # Blanks at the beginning mean nothing: every family takes them off.
    assert family._joined(pieces).lstrip(" ") == processor.decode_pieces(kept).lstrip(" ")


def test_models_of_others_are_decoded_by_sentencepiece_itself(manifest, monkeypatch):
    family = OpusMtFamily(manifest)
    monkeypatch.setattr(family, "_is_ours", False)
    monkeypatch.setattr(OpusMtFamily, "_surfaces", property(lambda _: pytest.fail("joined")))

    assert family.decode([["\u2581rain"]], EN_HI)
