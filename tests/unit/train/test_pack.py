from __future__ import annotations

import dataclasses
import gzip
import re
import shutil
import tomllib
from collections import Counter

import numpy as np
import pytest
from toy_corpus import RECIPE, write_corpus

from indictx.train.batches import TAGS, Batches, Position
from indictx.train.data import prepare
from indictx.train.pack import Pack, align_packs, load_pack, make_packs, piece_links
from indictx.train.recipe import parse_recipe
from indictx.train.restrict import by_count, by_script, of_script, own_pieces, read_vmap, write_vmap
from indictx.train.stages import read_mark
from indictx.train.vocab import EOS, UNKNOWN, lang_tag, load_pieces, slot_piece

PAIRS = ["eng_Latn-ben_Beng", "eng_Latn-hin_Deva"]


def recipe():
    return parse_recipe(tomllib.loads(RECIPE))


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write_corpus(folder / "corpus")
    prepare(recipe(), [folder / "corpus"], folder / "work")
    return folder / "work"


@pytest.fixture(scope="module")
def pieces(work):
    return load_pieces(work / "vocab")


def packs(work) -> list[Pack]:
    return [load_pack(work / "pack", work / "align", pair) for pair in PAIRS]


def batches(work, pieces, **changes) -> Batches:
    settings = {"budget": 300, "temperature": 1.0, "word_dropout": 0.0, "seed": 5} | changes
    return Batches(packs(work), pieces, **settings)


def taken(made: Batches, count: int, position=None):
    stream = made.iterate(position or Position())
    return [next(stream) for _ in range(count)]


def epoch(made: Batches, number: int = 0):
    found = []
    for batch in made.iterate(Position(number)):
        if batch.following.epoch > number:
            break
        found.append(batch)
    return found


def same(one, other) -> bool:
    return all(
        np.array_equal(getattr(one, key), getattr(other, key))
        for key in ("source", "target", "links")
    )


def test_reserved_pieces_have_one_id_each_and_the_order_of_opus_mt(pieces):
    assert (pieces.id_to_piece(EOS), pieces.id_to_piece(UNKNOWN)) == ("</s>", "<unk>")
    for piece in (lang_tag("hin_Deva"), "<general>", slot_piece(0), slot_piece(15)):
        assert pieces.encode(piece, out_type=str)[-1] == piece
        assert pieces.piece_to_id(piece) != UNKNOWN


def test_what_the_vocabulary_lacks_is_spelt_in_bytes(pieces):
    text = "ᱥᱟᱱᱛᱟᱲᱤ 😀"

    assert pieces.decode(pieces.encode(text)) == text


def test_a_pack_holds_what_the_pieces_spell(work, pieces):
    pack = packs(work)[1]
    start, other = pack.starts[0]
    first, second = pack.lengths[0]

    english = pieces.decode(pack.tokens[start : start + first].tolist())
    hindi = pieces.decode(pack.tokens[other : other + second].tolist())

    assert english.isascii()
    assert not hindi.isascii()


def test_a_pack_up_to_a_length_holds_the_short_examples_and_their_links(work):
    pack = packs(work)[1]
    limit = int(np.median(pack.lengths.max(axis=1)))

    short = pack.up_to(limit)

    kept = [row for row in range(len(pack)) if max(pack.lengths[row]) <= limit]
    assert 0 < len(short) == len(kept) < len(pack)
    for number, row in enumerate(kept):
        assert short.domains[number] == pack.domains[row]
        for side in (0, 1):
            there, here = pack.starts[row, side], short.starts[number, side]
            size = pack.lengths[row, side]
            for key in ("tokens", "partner"):
                one, other = getattr(short, key), getattr(pack, key)
                assert np.array_equal(one[here : here + size], other[there : there + size])
    assert pack.up_to(0) is pack
    assert len(pack.up_to(1)) == 0


def test_examples_with_too_many_pieces_are_counted_and_left_out(work, tmp_path):
    made = recipe()
    strict = dataclasses.replace(made, augment=dataclasses.replace(made.augment, max_pieces=7))

    pairs = make_packs(strict, work / "mix", work / "vocab", tmp_path)

    for pair in pairs:
        facts = read_mark(tmp_path, name=f"{pair}.json")
        pack = load_pack(tmp_path, None, pair)
        assert facts["too_long"] > 0
        assert facts["examples"] == len(pack)
        assert pack.lengths.max(initial=0) <= 7
        assert (pack.partner == -1).all()


@pytest.mark.parametrize("is_apart", [True, False])
def test_opening_marks_stand_apart_from_their_words_if_the_recipe_says_so(
    work, pieces, tmp_path, is_apart
):
    mix = tmp_path / "mix"
    shutil.copytree(work / "mix", mix)
    path = mix / "eng_Latn-hin_Deva.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        marked = re.sub(r"\bRam\b", '"Ram"', stream.read()).replace("राम", "(राम)")
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write(marked)
    made = recipe()
    vocabulary = dataclasses.replace(made.vocabulary, openings_apart=is_apart)

    make_packs(dataclasses.replace(made, vocabulary=vocabulary), mix, work / "vocab", tmp_path)

    pack = load_pack(tmp_path, None, "eng_Latn-hin_Deva")
    text = pieces.decode(pack.tokens.tolist())
    assert ('" Ram"' in text, "( राम)" in text) == (is_apart, is_apart)
    assert ('"Ram"' in text, "(राम)" in text) == (not is_apart, not is_apart)


def test_a_pair_without_examples_is_aligned_to_nothing(work, tmp_path):
    made = recipe()
    none = dataclasses.replace(made, augment=dataclasses.replace(made.augment, max_pieces=1))
    told: list[str] = []

    pairs = make_packs(none, work / "mix", work / "vocab", tmp_path / "pack")
    align_packs(tmp_path / "pack", tmp_path / "align", pairs, report=told.append)

    assert [len(column) for column in piece_links(tmp_path / "align", pairs)] == [0, 0, 0]
    assert told == [f"align {pair}: 0% of the pieces are linked" for pair in pairs]


def test_a_second_time_nothing_is_made_again(work, tmp_path):
    lines: list[str] = []
    before = {path: path.stat().st_mtime_ns for path in work.rglob("*.npz")}

    prepare(recipe(), [work.parent / "corpus"], work, report=lines.append)

    assert {path: path.stat().st_mtime_ns for path in work.rglob("*.npz")} == before
    assert [line for line in lines if not line.startswith("vocab")] == []


def test_the_whole_data_is_the_same_each_time(work, tmp_path):
    prepare(recipe(), [work.parent / "corpus"], tmp_path / "again")

    for path in [*sorted(work.rglob("*.npz")), work / "vocab" / "sentencepiece.model"]:
        again = tmp_path / "again" / path.relative_to(work)
        if path.suffix == ".npz":
            with np.load(path) as one, np.load(again) as other:
                assert all(np.array_equal(one[key], other[key]) for key in one.files)
        else:
            assert path.read_bytes() == again.read_bytes()


def test_batches_go_on_from_any_position_as_if_never_stopped(work, pieces):
    made = batches(work, pieces, word_dropout=0.2)
    whole = taken(made, 200)

    for cut in (1, 7, 120, 199):
        rest = taken(batches(work, pieces, word_dropout=0.2), 200 - cut, whole[cut - 1].following)
        assert all(same(one, other) for one, other in zip(whole[cut:], rest, strict=True))
    assert whole[-1].following.epoch >= 1


def test_an_epoch_has_every_example_in_both_directions_once(work, pieces):
    made = packs(work)
    total = 2 * sum(map(len, made))

    found = epoch(batches(work, pieces))

    rows = [tuple(row[row != pieces.get_piece_size()]) for b in found for row in b.source]
    assert len(rows) == total
    directions = {row[:2] for row in rows}
    ids = {code: pieces.piece_to_id(lang_tag(code)) for code in recipe().data.languages}
    assert directions == {
        (ids[a], ids[b])
        for a, b in [
            ("eng_Latn", "hin_Deva"),
            ("hin_Deva", "eng_Latn"),
            ("eng_Latn", "ben_Beng"),
            ("ben_Beng", "eng_Latn"),
        ]
    }


def test_no_batch_of_several_examples_is_over_its_budget(work, pieces):
    found = epoch(batches(work, pieces, budget=200))

    assert all(
        len(batch.source) == 1 or batch.source.size + batch.target.size <= 200 for batch in found
    )
    assert sum(len(batch.source) for batch in found) / len(found) > 2


def test_a_batch_has_tags_text_and_end_and_padding_after_it(work, pieces):
    padding = pieces.get_piece_size()

    for batch in taken(batches(work, pieces), 20):
        for row in batch.source:
            text = row[row != padding]
            assert text[-1] == EOS
            assert (row[len(text) :] == padding).all()
            names = [pieces.id_to_piece(int(number)) for number in text[:TAGS]]
            assert names[0].startswith(">>")
            assert names[1].startswith(">>")
            assert names[2] in ("<general>", "<ui>")


def test_links_point_at_source_pieces_and_end_at_end(work, pieces):
    padding = pieces.get_piece_size()
    linked = total = 0

    for batch in taken(batches(work, pieces), 40):
        for source, target, links in zip(batch.source, batch.target, batch.links, strict=True):
            last = int((target == EOS).argmax())
            assert source[links[last]] == EOS
            assert (links[target == padding] == -1).all()
            inside = links[:last]
            assert ((inside == -1) | (inside >= TAGS)).all()
            assert (source[inside[inside >= 0]] != padding).all()
            linked, total = linked + int((inside >= 0).sum()), total + len(inside)
    assert linked > 0.3 * total


def test_slots_count_from_zero_in_the_source_of_either_direction(pieces):
    slot = [pieces.piece_to_id(slot_piece(number)) for number in range(16)]
    tokens = np.array([slot[4], 300, slot[2], slot[2], 301, slot[4]], np.uint16)
    pack = Pack(
        "eng_Latn-hin_Deva",
        domains=np.array([pieces.piece_to_id("<general>")]),
        lengths=np.array([[3, 3]]),
        tokens=tokens,
        partner=np.full(6, -1, np.int16),
    )

    made = Batches([pack], pieces, budget=50, temperature=1.0, word_dropout=0.0, seed=1)

    for batch in taken(made, 1):
        for source, target in zip(batch.source, batch.target, strict=True):
            assert [n for n in source if n in slot] == [slot[0], slot[1]]
            assert [n for n in target if n in slot] == [slot[1], slot[0]]


def test_dropped_words_leave_tags_slots_and_ends_alone(work, pieces):
    plain = taken(batches(work, pieces), 60)
    dropped = taken(batches(work, pieces, word_dropout=0.5), 60)

    reserved = {pieces.piece_to_id(slot_piece(n)) for n in range(16)} | {
        EOS,
        pieces.get_piece_size(),
    }
    changed = total = 0
    for one, other in zip(plain, dropped, strict=True):
        assert np.array_equal(one.target, other.target)
        assert np.array_equal(one.source[:, :TAGS], other.source[:, :TAGS])
        differ = one.source != other.source
        assert (other.source[differ] == UNKNOWN).all()
        assert not reserved & set(one.source[differ].tolist())
        changed, total = changed + int(differ.sum()), total + int((one.source[:, TAGS:] > 20).sum())
    assert changed / total == pytest.approx(0.5, abs=0.15)


def test_a_high_temperature_draws_directions_evenly(work, pieces):
    made = packs(work)
    small = Pack(
        PAIRS[0], *(getattr(made[0], key) for key in ("domains", "lengths", "tokens", "partner"))
    )
    few = Pack(
        small.pair,
        small.domains[:10],
        small.lengths[:10],
        small.tokens[: small.lengths[:10].sum()],
        small.partner[: small.lengths[:10].sum()],
    )
    settings = {"budget": 300, "word_dropout": 0.0, "seed": 1}

    def share(temperature: float) -> float:
        mixed = Batches([few, made[1]], pieces, temperature=temperature, **settings)
        bengali = pieces.piece_to_id(lang_tag("ben_Beng"))
        rows = [row for batch in epoch(mixed) for row in batch.source]
        return sum(bengali in row[:2] for row in rows) / len(rows)

    assert share(1.0) == pytest.approx(10 / (10 + len(made[1])), abs=0.02)
    assert share(100.0) == pytest.approx(0.5, abs=0.03)


def test_across_epochs_no_example_is_drawn_twice_before_all_are_drawn_once(work, pieces):
    made = batches(work, pieces, temperature=3.0)
    size = int(made._sizes[0])

    drawn = np.concatenate([made._drawn(0, start, 7) for start in range(0, 10 * size, 7)])

    for turn in range(9):
        assert sorted(drawn[turn * size : (turn + 1) * size]) == list(range(size))


def test_a_vocabulary_map_has_each_languages_pieces_and_all_slots(work, pieces, tmp_path):
    directions = ("eng_Latn-hin_Deva", "hin_Deva-eng_Latn")
    write_vmap(tmp_path / "vmap.txt", directions, by_count(packs(work), pieces, 400))

    lines = dict(
        line.split("\t")
        for line in (tmp_path / "vmap.txt").read_text(encoding="utf-8").splitlines()
    )
    # The target's tag comes first, as in a source.
    tags = [lang_tag(code) for code in ("eng_Latn", "hin_Deva")]
    assert set(lines) == {" ".join(tags), " ".join(reversed(tags))}
    english, hindi = (set(lines[key].split(" ")) for key in (" ".join(tags), " ".join(tags[::-1])))
    slots = {slot_piece(number) for number in range(16)}
    assert slots <= english & hindi
    assert "▁आम" in hindi - english
    assert "▁bo" in english - hindi


def test_what_a_target_may_have_stays_allowed_in_all_directions(pieces, tmp_path):
    earlier, new = tmp_path / "earlier.txt", tmp_path / "vmap.txt"
    line = " ".join([lang_tag("hin_Deva"), lang_tag("ben_Beng")])
    earlier.write_text(f"{line}\t▁आम ▁bo ▁nowhere\n", encoding="utf-8")

    kept = read_vmap(earlier, pieces)
    write_vmap(new, ["eng_Latn-hin_Deva"], lambda _: ["<s0>"], kept)

    # Neither what the vocabulary lacks nor letters of another script.
    assert kept == {"hin_Deva": ["▁आम"]}
    tags = " ".join([lang_tag("hin_Deva"), lang_tag("eng_Latn")])
    assert new.read_text(encoding="utf-8") == f"{tags}\t<s0> ▁आम\n"
    assert read_vmap(tmp_path / "none.txt", pieces) == {}
    earlier.write_bytes(b"\xff\n")
    assert read_vmap(earlier, pieces) == {}


def test_a_vocabulary_map_keeps_the_most_frequent_pieces(work, pieces, tmp_path):
    write_vmap(tmp_path / "vmap.txt", ["eng_Latn-hin_Deva"], by_count(packs(work), pieces, 5))

    for line in (tmp_path / "vmap.txt").read_text(encoding="utf-8").splitlines():
        assert len(line.split("\t")[1].split(" ")) in range(16, 22)


def test_letters_of_another_script_can_be_forbidden(pieces):
    allowed = by_script(pieces)
    english, hindi = (set(allowed(code)) for code in ("eng_Latn", "hin_Deva"))

    names = {pieces.id_to_piece(number) for number in range(pieces.get_piece_size())}
    assert english | hindi == names
    assert "▁आम" in hindi - english
    assert "▁bo" in english - hindi
    assert {"</s>", slot_piece(0), lang_tag("hin_Deva"), "<0x41>"} & names <= english & hindi
    assert not any("ा" in name for name in english)


def test_of_its_script_a_language_can_be_left_what_its_training_text_has(work, pieces):
    counts = Counter(
        pieces.id_to_piece(number)
        for pack in packs(work)
        if pack.pair == "eng_Latn-hin_Deva"
        for number in pack.side(1).tolist()
    )
    every, often = by_script(pieces)("hin_Deva"), counts["▁आम"]

    def allowed(least):
        return set(own_pieces(packs(work), pieces, least)("hin_Deva"))

    assert {name for name in every if name in counts} <= allowed(1) <= set(every)
    assert "▁आम" in allowed(often) > allowed(often + 1)
    # Whatever is rare, any word can be spelled, tagged and have slots.
    needed = {name for name in every if len(name.removeprefix("▁")) == 1 or name.startswith("<")}
    assert needed
    assert needed <= allowed(10**9)


def test_scripts_that_are_not_unified_are_told_apart():
    names = ["</s>", "<s0>", ">>urd_Arab<<", "▁आम", "▁bo", "▁گھر", "1", "।", "۔", "▁क٫"]
    shared = ["</s>", "<s0>", ">>urd_Arab<<", "1", "।", "۔"]

    assert of_script(names, "Deva") == [*shared[:3], "▁आम", *shared[3:], "▁क٫"]
    assert of_script(names, "Arab") == [*shared[:3], "▁گھر", *shared[3:]]
    assert of_script(names, "Latn") == [*shared[:3], "▁bo", *shared[3:]]


@pytest.mark.parametrize(
    ("code", "piece"), [("asm_Beng", "▁आम"), ("tam_Taml", "▁आम"), ("eng_Latn", "▁bo")]
)
def test_a_unified_script_has_the_pieces_of_devanagari(pieces, code, piece):
    allowed = by_script(pieces)(code)

    assert ("▁आम" in allowed, "▁bo" in allowed) == (piece == "▁आम", piece == "▁bo")


def test_only_named_directions_are_drawn_and_only_their_targets_can_be_written(work, pieces):
    both = batches(work, pieces)
    made = batches(work, pieces, directions=(PAIRS[0],))

    source, target = (pieces.piece_to_id(lang_tag(code)) for code in PAIRS[0].split("-"))
    rows = [row for batch in epoch(made) for row in batch.source]
    assert rows
    assert all((row[0], row[1]) == (target, source) for row in rows)
    assert len(rows) == len(packs(work)[0])
    written = {piece for batch in epoch(made) for row in batch.target for piece in row}
    assert written - {pieces.get_piece_size()} <= set(made.choices.tolist())
    assert len(made.choices) < len(both.choices)
