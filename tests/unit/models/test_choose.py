from __future__ import annotations

import pytest
from fake_models import write_model
from hypothesis import given
from hypothesis import strategies as st

from indictx.models import choose as choosing
from indictx.models import store
from indictx.models.choose import choose
from indictx.models.manifest import Terms

ALL = ("eng_Latn", "hin_Deva", "tam_Taml", "mar_Deva")


@pytest.fixture
def put(monkeypatch, tmp_path):
    """Install models; none is bundled."""
    monkeypatch.setattr(store, "bundled_folders", list)

    def call(name: str, **facts: object):
        return write_model(store.models_folder() / name, **{"languages": ALL, **facts})

    return call


def chosen(src_lang: str | None, *tgt_langs: str) -> str | None:
    names = choose(src_lang, tgt_langs).names
    return "+".join(names) or None


def test_without_models_nothing_is_chosen(put):
    assert chosen("eng_Latn", "hin_Deva") is None


def test_the_higher_rank_is_chosen(put):
    put("a", rank=1)
    put("b", rank=2)
    put("c", rank=0)

    assert chosen("eng_Latn", "hin_Deva") == "b"


def test_a_direct_way_is_better_than_a_higher_rank(put):
    put("pivot", rank=9, pairs=("tam_Taml-eng_Latn", "eng_Latn-hin_Deva"))
    put("direct", rank=1)

    assert chosen("tam_Taml", "hin_Deva") == "direct"
    assert chosen("eng_Latn", "hin_Deva") == "pivot"


def test_each_of_several_targets_gets_the_model_that_it_has_alone(put):
    put("one", rank=9, pairs=("eng_Latn-hin_Deva",))
    put("both", rank=1, pairs=("eng_Latn-hin_Deva", "eng_Latn-tam_Taml"))
    put("weak", rank=0, pairs=("eng_Latn-tam_Taml",))

    assert chosen("eng_Latn", "hin_Deva") == "one"
    assert chosen("eng_Latn", "tam_Taml") == "both"
    assert chosen("eng_Latn", "hin_Deva", "tam_Taml") == "one+both"


def test_of_models_of_one_rank_one_is_enough_for_several_targets(put):
    put("one", rank=1, pairs=("eng_Latn-hin_Deva",))
    put("both", rank=1, pairs=("eng_Latn-hin_Deva", "eng_Latn-tam_Taml"))

    assert chosen("eng_Latn", "hin_Deva", "tam_Taml") == "both"


def test_where_the_source_is_detected_each_language_gets_its_best(put):
    put("english", rank=9, pairs=("eng_Latn-hin_Deva",))
    put("many", rank=1)
    put("idle", rank=0)

    assert chosen(None, "hin_Deva") == "english+many"
    assert chosen("eng_Latn", "hin_Deva") == "english"


def test_a_non_commercial_model_is_named_and_not_chosen(put):
    put("nc", rank=9, terms=Terms(non_commercial=True))
    put("free", rank=1)

    choice = choose("eng_Latn", ["hin_Deva"])

    assert choice.names == ("free",)
    assert "nc 1: never chosen by itself, its licence is non-commercial" in choice.reason


def test_every_model_has_its_reason(put):
    put("a", rank=3)
    put("b", languages=("eng_Latn", "tam_Taml"))

    assert choose("eng_Latn", ["hin_Deva"]).reason == (
        "a 1: direct, rank 3",
        "b 1: cannot translate eng_Latn into hin_Deva",
    )


def test_a_broken_model_stops_nobody(put):
    put("a")
    (put("broken").folder / "manifest.toml").write_text("x", encoding="utf-8")

    assert chosen("eng_Latn", "hin_Deva") == "a"


PAIRS = [f"{one}-{other}" for one in ALL for other in ALL if one != other]


@given(
    st.lists(st.tuples(st.sets(st.sampled_from(PAIRS), min_size=1), st.integers(0, 9)), max_size=4),
    st.sampled_from(ALL),
    st.sampled_from(ALL),
)
def test_what_is_chosen_has_a_way_and_nothing_better_was_left(offers, source, target):
    from fake_models import fake_manifest

    models = [
        fake_manifest(f"m{n}", languages=ALL, pairs=tuple(sorted(pairs)), rank=rank)
        for n, (pairs, rank) in enumerate(offers)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing.store, "installed", lambda: models)
        found = choose(source, [target]).manifests

    able = [model for model in models if source == target or model.serves(f"{source}-{target}")]
    if able:
        assert len(found) == 1
        assert found[0].rank == max(model.rank for model in able)
        assert found[0] in able
    else:
        served = {pair for model in found for pair in model.pairs}
        legs = {f"{source}-eng_Latn", f"eng_Latn-{target}"}
        assert legs <= served if found else not legs <= {p for m in models for p in m.pairs}


def test_two_models_have_a_way_together_where_none_has_one(put):
    put("into-weak", rank=1, pairs=("hin_Deva-eng_Latn",))
    put("into", rank=2, pairs=("hin_Deva-eng_Latn", "tam_Taml-eng_Latn"))
    put("out", rank=3, pairs=("eng_Latn-tam_Taml", "eng_Latn-mar_Deva"))

    choice = choose("hin_Deva", ["tam_Taml", "eng_Latn"])

    assert choice.names == ("out", "into")
    assert choice.reason[-1] == "out and into: together through eng_Latn"


def test_targets_of_two_models_take_both(put):
    put("one", rank=1, pairs=("eng_Latn-hin_Deva",))
    put("two", rank=2, pairs=("eng_Latn-tam_Taml", "eng_Latn-mar_Deva"))
    put("idle", rank=0)

    assert chosen("eng_Latn", "tam_Taml", "mar_Deva") == "two"
    assert chosen("eng_Latn", "hin_Deva") == "one"
    assert chosen("eng_Latn", "hin_Deva", "tam_Taml") == "two+one"


def test_where_the_source_is_detected_all_that_add_a_language_are_taken(put):
    put("north", rank=2, pairs=("hin_Deva-eng_Latn", "mar_Deva-eng_Latn"))
    put("south", rank=1, pairs=("tam_Taml-eng_Latn", "mar_Deva-eng_Latn", "eng_Latn-tam_Taml"))

    assert chosen(None, "eng_Latn") == "north+south"
    assert chosen(None, "tam_Taml") == "north+south"
    assert chosen("mar_Deva", "eng_Latn") == "north"
    assert choose(None, ["eng_Latn"]).reason[-1] == "north and south: together take 3 languages"


def test_one_model_through_english_is_better_than_two(put):
    put("into", rank=9, pairs=("hin_Deva-eng_Latn",))
    put("both", rank=1, pairs=("hin_Deva-eng_Latn", "eng_Latn-tam_Taml"))

    assert choose("hin_Deva", ["tam_Taml"]).names == ("both",)


@pytest.mark.parametrize("source", ["hin_Deva", None])
def test_half_a_way_is_none(put, source):
    put("into", pairs=("hin_Deva-eng_Latn",))

    assert choose(source, ["tam_Taml"]).names == ()


def test_a_non_commercial_model_is_no_part_of_a_chain(put):
    put("into", pairs=("hin_Deva-eng_Latn",), terms=Terms(non_commercial=True))
    put("out", pairs=("eng_Latn-tam_Taml",))

    assert choose("hin_Deva", ["tam_Taml"]).names == ()


def test_romanized_hindi_is_for_models_of_hindi(put):
    put("hindi", rank=1, pairs=("hin_Deva-eng_Latn",))
    put("south", rank=9, pairs=("tam_Taml-eng_Latn", "eng_Latn-tam_Taml"))

    assert chosen("hin_Latn", "eng_Latn") == "hindi"
    assert chosen("hin_Latn", "tam_Taml") == "south+hindi"
    assert chosen("hin_Latn", "mar_Deva") is None


def test_a_model_that_knows_romanized_hindi_itself_comes_first(put):
    put("hindi", rank=9, pairs=("hin_Deva-eng_Latn", "hin_Deva-mar_Deva"))
    put("typed", rank=1, languages=(*ALL, "hin_Latn"), pairs=("hin_Latn-eng_Latn",))

    assert chosen("hin_Latn", "eng_Latn") == "typed"
    assert chosen("hin_Latn", "mar_Deva") == "hindi"
