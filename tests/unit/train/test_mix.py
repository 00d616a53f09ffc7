from __future__ import annotations

import json
import random
import tomllib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_corpus import RECIPE, sentences, write_corpus

from indictx.train.clean import REASONS, fold
from indictx.train.corpus import clean_parts
from indictx.train.mix import mix_parts, mixed_pairs, read_mix
from indictx.train.recipe import parse_recipe
from indictx.train.report import write_report

HINDI = "eng_Latn-hin_Deva"


def recipe(*changes: tuple[str, str]):
    text = RECIPE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse_recipe(tomllib.loads(text))


def mixed(folder, *changes: tuple[str, str], name="work"):
    """Clean and mix the toy corpus; return the folder of the mix."""
    made, work = recipe(*changes), folder / name
    parts = clean_parts(made, [folder / "corpus"], work / "clean")
    mix_parts(made, parts, work / "clean", work / "mix")
    write_report(parts, work / "clean", work / "mix", work)
    return work / "mix"


@pytest.fixture
def home(tmp_path):
    write_corpus(tmp_path / "corpus")
    return tmp_path


def rows(mix, pair=HINDI):
    return list(read_mix(mix, pair))


def test_a_mix_has_a_file_for_each_pair_of_languages(home):
    mix = mixed(home)

    assert mixed_pairs(mix) == ["eng_Latn-ben_Beng", HINDI]


def test_the_same_seed_gives_the_same_bytes(home):
    first, second = mixed(home, name="one"), mixed(home, name="two")

    for path in first.glob("*.tsv.gz"):
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_another_seed_gives_another_order_of_the_same_pairs(home):
    first = rows(mixed(home, ("weight = 1.5", "weight = 1"), name="one"))
    second = rows(mixed(home, ("weight = 1.5", "weight = 1"), ("seed = 7", "seed = 8"), name="two"))
    general = [[one.row for one in each if one.domain == "general"] for each in (first, second)]

    assert general[0] != general[1]
    assert set(general[0]) == set(general[1])


def test_the_order_does_not_depend_on_the_order_of_the_files(home):
    before = rows(mixed(home, name="one"))
    path = home / "corpus" / "strings" / "eng_Latn-hin_Deva.tsv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    path.write_text("".join(lines), encoding="utf-8")

    after = rows(mixed(home, name="two"))

    assert [one for one in before if one.domain == "general"] == [
        one for one in after if one.domain == "general"
    ]


def test_of_duplicates_the_first_sources_stays(home):
    mix = mixed(home)
    counts = json.loads((mix / f"{HINDI}.json").read_text())["counts"]

    # All that "joined" has is in "stories" too.
    assert counts["joined"]["duplicate"] == 39 - 1
    assert Counter(fold(one.row.first) for one in rows(mix)).most_common(1)[0][1] == 1


def test_a_weight_is_met_on_average(home):
    copies = [one.copies for one in rows(mixed(home)) if one.domain == "general"]

    assert set(copies) == {1, 2}
    assert sum(copies) / len(copies) == pytest.approx(1.5, abs=0.15)


def test_a_weight_below_one_leaves_pairs_out_and_counts_them(home):
    mix = mixed(home, ("weight = 1.5", "weight = 0.25"))
    counts = json.loads((mix / f"{HINDI}.json").read_text())["counts"]["stories"]

    assert counts["weight"] > counts["used"] > 0
    assert counts["examples"] == counts["used"]


def test_a_cap_takes_so_many_and_the_same_ones_each_time(home):
    few = rows(mixed(home, ("weight = 1.5", "weight = 1\ncap = 20"), name="few"))
    more = rows(mixed(home, ("weight = 1.5", "weight = 1\ncap = 50"), name="more"))
    texts = [{one.row.first for one in each if one.domain == "general"} for each in (few, more)]

    # What "stories" has over its cap, "joined" does not bring back: it was a duplicate.
    assert len(texts[0]) in (20, 21)
    assert texts[0] < texts[1]


def test_the_report_accounts_for_every_pair(home):
    mix = mixed(home)
    table = json.loads((mix.parent / "report.json").read_text(encoding="utf-8"))

    for part in table["parts"]:
        assert part["read"] == part["used"] + sum(part["dropped"].values()), part
        assert set(part["dropped"]) <= set(REASONS)
    assert table["sources"]["stories"]["licence"] == "CC-BY-4.0"
    text = (mix.parent / "report.md").read_text(encoding="utf-8")
    assert "| strings | eng_Latn-hin_Deva | 51 |" in text
    assert "`markup`: markup or placeholders differ" in text


def test_only_a_pair_whose_input_changed_is_mixed_again(home):
    mix = mixed(home)
    before = (mix / "eng_Latn-ben_Beng.tsv.gz").stat().st_mtime_ns
    with (home / "corpus/strings/eng_Latn-hin_Deva.tsv").open("a", encoding="utf-8") as stream:
        stream.write("Close the door now\tअब दरवाज़ा बंद करें\n")

    mixed(home)

    assert (mix / "eng_Latn-ben_Beng.tsv.gz").stat().st_mtime_ns == before
    assert any(one.row.first == "Close the door now" for one in rows(mix))


def test_a_pair_that_is_not_used_any_more_disappears(home):
    mix = mixed(home)

    mixed(home, ("slot_share = 0.8", f'slot_share = 0.8\npairs = ["{HINDI}"]'))

    assert mixed_pairs(mix) == [HINDI]
    assert not list(mix.glob("eng_Latn-ben_Beng.*"))


def test_sentences_with_many_translations_keep_a_few(home):
    path = home / "corpus" / "strings" / "eng_Latn-hin_Deva.tsv"
    lines = [f"Save it now\tइसे अब {word} सहेजें\n" for word in ["क", "ख", "ग", "घ", "च", "छ", "ज"]]
    path.write_text("".join(lines), encoding="utf-8")

    mix = mixed(home, ("weight = 0.5", "weight = 1"))

    kept = [one for one in rows(mix) if one.domain == "ui"]
    assert len(kept) == 4


@pytest.mark.slow
def test_pairs_that_do_not_belong_together_are_found(home):
    wrong = [row[:2] for row in sentences()]
    random.Random(2).shuffle(wrong)
    pairs = [(a[0], b[1]) for a, b in zip(wrong[:12], wrong[12:24], strict=True)]
    good = [row[:2] for row in sentences()]
    path = home / "corpus" / "strings" / "eng_Latn-hin_Deva.tsv"
    path.write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")

    mix = mixed(
        home,
        ("[domains.ui]", "[filter]\nmisaligned_from = 100\nvariants = 9\n\n[domains.ui]"),
        ("weight = 0.5", "weight = 1"),
    )

    counts = json.loads((mix / f"{HINDI}.json").read_text())["counts"]
    assert counts["strings"]["misaligned"] >= 8
    assert counts["stories"].get("misaligned", 0) <= 0.1 * len(good)


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.integers(1, 200))
def test_any_seed_and_cap_account_for_every_pair(tmp_path_factory, seed, cap):
    folder = tmp_path_factory.mktemp("mix")
    write_corpus(folder / "corpus")

    mix = mixed(folder, ("seed = 7", f"seed = {seed}"), ("cap = 40", f"cap = {cap}"))

    table = json.loads((mix.parent / "report.json").read_text(encoding="utf-8"))
    for part in table["parts"]:
        assert part["read"] == part["used"] + sum(part["dropped"].values())
