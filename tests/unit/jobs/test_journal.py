from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.errors import IndictxError, UsageError
from indictx.jobs.journal import Journal
from indictx.jobs.records import Done, FileState, Near, Place, Use, text_key

TEXTS = st.text(max_size=12)
DONE = st.builds(
    Done,
    source=TEXTS,
    target=TEXTS,
    tgt_lang=st.sampled_from(["hin_Deva", "tam_Taml"]),
    src_lang=st.sampled_from([None, "eng_Latn"]),
    flags=st.sampled_from([(), ("loop", "script")]),
    score=st.none() | st.floats(-9, 0),
    repairs=st.sampled_from([(), ("pivot",)]),
    origin=st.sampled_from(["model", "memory", "import"]),
    near=st.none() | st.builds(Near, source=TEXTS, target=TEXTS, ratio=st.floats(0, 1)),
)


def key(done: Done) -> str:
    return text_key(done.source, done.tgt_lang)


def done(source: str, target: str = "ख") -> Done:
    return Done(source=source, target=target, tgt_lang="hin_Deva", src_lang="eng_Latn")


def state(name: str = "hin_Deva a.txt", **more) -> FileState:
    facts = {"task": name, "state": "writing", "source": "a", "output": "b", "tgt_lang": "hin_Deva"}
    return FileState(**{**facts, **more})


def begin(path, **more) -> Journal:
    return Journal.open(path, **{"fingerprint": "one", "resume": False, **more})


def resumed(path, **more) -> Journal:
    return begin(path, resume=True, **more)


@given(st.lists(st.lists(DONE, max_size=4), max_size=4))
def test_what_was_added_is_read_again(tmp_path_factory, rounds):
    path = tmp_path_factory.mktemp("journal") / "journal"
    first: dict[str, Done] = {}
    with begin(path) as journal:
        for texts in rounds:
            journal.add(texts)
            for text in texts:
                first.setdefault(key(text), text)
        before = {one: journal.text(one) for one in first}

    with resumed(path) as journal:
        after = {one: journal.text(one) for one in first}
        assert before == after == first
        assert len(journal) == len(first)
        assert journal.dropped == 0


@given(st.data())
def test_a_journal_cut_anywhere_keeps_every_whole_line_before_the_cut(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("journal") / "journal"
    ends = []
    with begin(path) as journal:
        for number in range(6):
            journal.add([done(f"source {number}")])
            ends.append(path.stat().st_size)
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.sampled_from([b"", b"\0" * 40, b"0 {}\n", b"\xff\n\n"]))
    path.write_bytes(whole[:cut] + noise)

    with resumed(path) as journal:
        kept = [
            number for number in range(6) if text_key(f"source {number}", "hin_Deva") in journal
        ]
        assert kept == [number for number, end in enumerate(ends) if end <= cut]
        journal.add(done(f"source {number}") for number in range(6))
        assert len(journal) == 6

    with resumed(path) as journal:
        assert len(journal) == 6


def test_a_damaged_line_in_the_middle_costs_that_line_only(tmp_path):
    path = tmp_path / "journal"
    with begin(path) as journal:
        journal.add([done("one"), done("two"), done("three")])
    path.write_bytes(path.read_bytes().replace(b'"two"', b'"tvo"'))

    with resumed(path) as journal:
        assert journal.dropped == 1
        assert journal.text(text_key("three", "hin_Deva")).source == "three"
        with pytest.raises(KeyError):
            journal.text(text_key("two", "hin_Deva"))


def test_a_text_is_recorded_once(tmp_path):
    with begin(tmp_path / "journal") as journal:
        journal.add([done("one", "first"), done("one", "second")])
        size = journal.path.stat().st_size
        journal.add([done("one", "third")])

        assert journal.path.stat().st_size == size
        assert journal.text(text_key("one", "hin_Deva")).target == "first"


def test_the_segments_of_a_file_come_back_in_order(tmp_path):
    use = Use(term="rain", expected="बारिश", outcome="variant", found="बारिशें")
    places = [
        Place(key=f"line {number}", text="00" * 16, flags=("loop",), uses=(use,))
        for number in range(2500)
    ]
    with begin(tmp_path / "journal") as journal:
        journal.write_file(state(), places)
        journal.write_file(state(state="done"))

    with resumed(tmp_path / "journal") as journal:
        assert list(journal.places("hin_Deva a.txt")) == places
        assert list(journal.places("hin_Deva b.txt")) == []
        assert journal.files == {"hin_Deva a.txt": state(state="done")}


def test_a_file_written_twice_has_the_segments_of_the_last_time(tmp_path):
    with begin(tmp_path / "journal") as journal:
        for name in ("first", "second"):
            journal.write_file(state(), [Place(key=name, text="00" * 16)])

        assert [place.key for place in journal.places("hin_Deva a.txt")] == ["second"]


def test_an_unfinished_batch_is_not_begun_anew_by_accident(tmp_path):
    with begin(tmp_path / "journal") as journal:
        journal.add([done("one")])

    with pytest.raises(UsageError, match="an unfinished batch is in") as caught:
        begin(tmp_path / "journal")

    assert "--resume" in str(caught.value.hint)


def test_a_batch_that_did_nothing_stands_in_nobodys_way(tmp_path):
    begin(tmp_path / "journal").close()

    with begin(tmp_path / "journal") as journal:
        journal.add([done("one")])

        assert len(journal) == 1


def test_force_begins_anew(tmp_path):
    with begin(tmp_path / "journal") as journal:
        journal.add([done("one")])

    with begin(tmp_path / "journal", force=True) as journal:
        assert len(journal) == 0


def test_after_a_finished_batch_another_can_begin(tmp_path):
    with begin(tmp_path / "journal") as journal:
        journal.add([done("one")])
        journal.finish()

    with begin(tmp_path / "journal") as journal:
        assert len(journal) == 0


def test_other_settings_cannot_resume(tmp_path):
    begin(tmp_path / "journal").close()

    with pytest.raises(UsageError, match="was begun with other settings"):
        resumed(tmp_path / "journal", fingerprint="two")


@pytest.mark.parametrize("content", [None, b"", b"not a journal\n"], ids=["none", "empty", "other"])
def test_resuming_nothing_begins(tmp_path, content):
    path = tmp_path / "folder" / "journal"
    if content is not None:
        path.parent.mkdir()
        path.write_bytes(content)

    with resumed(path) as journal:
        journal.add([done("one")])

    with resumed(path) as journal:
        assert len(journal) == 1


def test_a_full_disk_is_an_error_that_keeps_what_was_before(tmp_path, monkeypatch):
    path = tmp_path / "journal"
    with begin(path) as journal:
        journal.add([done("one")])

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("indictx.jobs.journal.os.fsync", full)
        with pytest.raises(IndictxError, match="No space left on device") as caught:
            journal.add([done("two")])
        assert "--resume" in str(caught.value.hint)
        monkeypatch.undo()

    with resumed(path) as journal:
        assert text_key("one", "hin_Deva") in journal


def test_a_journal_in_a_place_that_is_no_folder_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(IndictxError, match="cannot write"):
        begin(tmp_path / "file" / "journal")


def test_somebody_elses_change_is_noticed(tmp_path):
    path = tmp_path / "journal"
    with begin(path) as journal:
        journal.add([done("one")])
        path.write_bytes(path.read_bytes()[:-5] + b"xxxx\n")

        with pytest.raises(IndictxError, match="was changed by somebody else"):
            journal.text(text_key("one", "hin_Deva"))


@given(DONE, DONE)
def test_keys_differ_where_source_or_language_do(one, other):
    is_same = (one.source, one.tgt_lang) == (other.source, other.tgt_lang)

    assert (key(one) == key(other)) is is_same
    assert key(one) == key(replace(one, target="x"))
