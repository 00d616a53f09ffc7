from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from batches import Recorder, outputs, run_batch
from hypothesis import given, settings
from hypothesis import strategies as st

from indictx.errors import EngineError, IndictxError, InputError, UsageError
from indictx.glossary import Glossary, Term
from indictx.jobs import documents, local
from indictx.jobs.journal import Journal
from indictx.memory import IMPORTED, Entry, Memory

LINES = st.lists(st.sampled_from(["rain", "sun", "wind", "the sea", "", "  snow "]), max_size=8)


@pytest.fixture
def inputs(tmp_path):
    def write(**files: str):
        (tmp_path / "in").mkdir(exist_ok=True)
        for name, text in files.items():
            (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
        return tmp_path

    return write


class Kill(BaseException):
    """Stands for a kill: nothing after it is done."""

    @classmethod
    def now(cls, *_: object, **__: object) -> None:
        raise cls


def stopping(after: int) -> Recorder:
    """Return a recorder that stops at the text of this number."""
    recorder = Recorder()

    def change(source: str) -> str:
        if len(recorder.texts) > after:
            raise Kill
        return f"«{source}»"

    recorder.change = change
    return recorder


def test_every_file_is_translated(inputs):
    folder = inputs(a="rain\n\nsun\n", b="wind")

    counts = run_batch(folder, recorder=Recorder())

    assert outputs(folder) == {"a.txt": "«rain»\n\n«sun»\n", "b.txt": "«wind»"}
    assert (counts.files, counts.segments, counts.words) == (2, 3, 3)


def test_texts_that_come_back_are_translated_once(inputs):
    folder = inputs(a="rain\nrain\nsun\n", b="sun\nrain\nwind\n", c="rain\n")
    recorder = Recorder()

    counts = run_batch(folder, recorder=recorder)

    assert sorted(recorder.texts) == ["rain", "sun", "wind"]
    assert (counts.translated, counts.segments) == (3, 7)
    assert outputs(folder)["b.txt"] == "«sun»\n«rain»\n«wind»\n"


def test_segments_of_several_files_share_a_window(inputs):
    recorder = Recorder()

    run_batch(inputs(a="rain", b="sun", c="wind"), recorder=recorder)

    assert recorder.windows == [["rain", "sun", "wind"]]


def test_a_file_is_written_as_soon_as_its_texts_are_there(inputs):
    folder = inputs(a="1 a\n2 b\n3 c\n", b="4 d\n5 e\n6 f\n", c="7 g\n8 h\n9 i\n")
    seen = []

    run_batch(folder, recorder=Recorder(), watch=lambda counts: seen.append(len(outputs(folder))))

    assert sorted(seen) == seen
    assert {1, 2, 3} <= set(seen)


def test_no_more_is_read_than_what_is_translated_next(inputs, monkeypatch):
    folder = inputs(**{f"f{number:02}": f"text {number} x\n" * 3 for number in range(30)})
    opened = []
    monkeypatch.setattr(
        documents,
        "open_file",
        lambda *args, real=documents.open_file: opened.append(1) or real(*args),
    )
    recorder = Recorder()
    lead = []
    recorder.change = lambda source: lead.append(len(opened) - len(outputs(folder))) or source

    run_batch(folder, recorder=recorder, window=4)

    assert max(lead) <= 6


def test_files_that_only_wait_do_not_pile_up(inputs, monkeypatch):
    monkeypatch.setattr(local, "_MOST_OPEN_FILES", 5)
    folder = inputs(**{f"f{number:02}": "rain\n" for number in range(40)})
    recorder = Recorder()

    counts = run_batch(folder, recorder=recorder, window=1000)

    assert recorder.texts == ["rain"]
    assert counts.files == 40


def test_several_languages_are_translated_one_after_the_other(inputs):
    folder = inputs(a="rain\n")
    recorder = Recorder()

    run_batch(folder, recorder=recorder, to=("hin_Deva", "tam_Taml"))

    assert recorder.texts == ["rain", "rain"]
    assert recorder.made == recorder.closed == 1
    assert set(outputs(folder)) == {"hi/a.txt", "ta/a.txt"}


def test_nothing_to_translate_needs_no_model(inputs):
    folder = inputs(a="...\n\n")
    recorder = Recorder()

    run_batch(folder, recorder=recorder)

    assert recorder.made == 0
    assert outputs(folder) == {"a.txt": "...\n\n"}


@given(st.lists(LINES, min_size=1, max_size=5), st.integers(0, 12), st.integers(1, 4))
def test_interrupted_and_resumed_is_uninterrupted(tmp_path_factory, files, after, window):
    folders = [tmp_path_factory.mktemp("batch") for _ in range(2)]
    for folder in folders:
        (folder / "in").mkdir()
        for number, lines in enumerate(files):
            (folder / "in" / f"{number}.txt").write_text("\n".join(lines))
    whole, second = Recorder(), Recorder()
    run_batch(folders[0], recorder=whole, window=window)
    first = stopping(after)

    with contextlib.suppress(Kill):
        run_batch(folders[1], recorder=first, window=window)
    kept = first.texts[: window * (len(first.windows) - 1)]
    run_batch(folders[1], recorder=second, window=window, resume=True)

    assert outputs(folders[1]) == outputs(folders[0])
    assert not set(second.texts) & set(kept)
    assert len(second.texts) == len(set(second.texts))
    with Journal.open(
        folders[1] / "out/.indictx/journal", fingerprint="one", resume=True
    ) as journal:
        assert len(journal) == len(set(whole.texts))


def test_resuming_does_only_what_is_new_or_changed(inputs):
    folder = inputs(a="rain\n", b="sun\n")
    run_batch(folder, recorder=Recorder())
    inputs(b="wind\n", c="rain\nsnow\n")
    recorder = Recorder()

    counts = run_batch(folder, recorder=recorder, resume=True)

    assert sorted(recorder.texts) == ["snow", "wind"]
    assert (counts.files, counts.skipped) == (2, 1)
    assert outputs(folder) == {
        "a.txt": "«rain»\n",
        "b.txt": "«wind»\n",
        "c.txt": "«rain»\n«snow»\n",
    }


def test_resuming_writes_outputs_again_that_were_removed_and_keeps_edited_ones(inputs):
    folder = inputs(a="rain\n", b="sun\n")
    run_batch(folder, recorder=Recorder())
    (folder / "out/a.txt").unlink()
    (folder / "out/b.txt").write_text("edited")
    recorder = Recorder()

    run_batch(folder, recorder=recorder, resume=True)

    assert recorder.texts == []
    assert outputs(folder) == {"a.txt": "«rain»\n", "b.txt": "edited"}


def test_a_file_that_fails_stops_the_batch_after_what_was_on_its_way(inputs):
    folder = inputs(a="rain\n", c="wind\n")
    (folder / "in/b.txt").write_bytes(b"\xff\xfe\xfd")

    with pytest.raises(InputError, match=r"b\.txt"):
        run_batch(folder, recorder=Recorder())

    assert outputs(folder) == {"a.txt": "«rain»\n"}


def test_the_other_files_are_translated_when_asked_to_keep_going(inputs):
    folder = inputs(a="rain\n", c="wind\n")
    (folder / "in/b.txt").write_bytes(b"\xff\xfe\xfd")

    counts = run_batch(folder, recorder=Recorder(), keep_going=True)

    assert set(outputs(folder)) == {"a.txt", "c.txt"}
    assert list(counts.failed) == ["hin_Deva b.txt"]


def test_a_fault_of_a_format_costs_one_file(inputs, monkeypatch):
    folder = inputs(a="rain\n", b="sun\n")

    def finish(file, *args, real=documents.finish):
        if file.task.source.name == "a.txt":
            raise ZeroDivisionError("oh")
        return real(file, *args)

    monkeypatch.setattr(documents, "finish", finish)

    counts = run_batch(folder, recorder=Recorder(), keep_going=True)

    assert "unexpected ZeroDivisionError: oh" in counts.failed["hin_Deva a.txt"]
    assert set(outputs(folder)) == {"b.txt"}


def test_an_input_that_vanishes_is_the_failure_of_that_file(inputs):
    folder = inputs(a="rain\n", b="sun\n")
    recorder = Recorder()

    def change(source: str) -> str:
        (folder / "in/a.txt").unlink(missing_ok=True)
        return source

    recorder.change = change

    counts = run_batch(folder, recorder=recorder, keep_going=True)

    assert "vanished" in counts.failed["hin_Deva a.txt"]
    assert set(outputs(folder)) == {"b.txt"}


def test_an_input_that_changes_is_not_overtaken_by_its_old_translation(inputs):
    folder = inputs(a="rain\n")
    recorder = Recorder()
    recorder.change = lambda source: inputs(a="storm\n") and source

    counts = run_batch(folder, recorder=recorder, keep_going=True)
    again = Recorder()
    run_batch(folder, recorder=again, resume=True)

    assert "was changed" in counts.failed["hin_Deva a.txt"]
    assert (again.texts, outputs(folder)) == (["storm"], {"a.txt": "«storm»\n"})


def test_an_input_that_was_only_touched_has_not_changed(inputs):
    folder = inputs(a="rain\n")
    recorder = Recorder()
    recorder.change = lambda source: os.utime(folder / "in/a.txt", ns=(1, 1)) or source

    assert run_batch(folder, recorder=recorder).files == 1


def refuse_writing(monkeypatch, code: int, name: str) -> None:
    def write(path, chunks, *, like=None, real=documents.write_whole):
        if path.name == name:
            raise OSError(code, os.strerror(code))
        real(path, chunks, like=like)

    monkeypatch.setattr(documents, "write_whole", write)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_full_or_read_only_disk_stops_the_batch_and_leaves_no_half_files(
    inputs, monkeypatch, code
):
    folder = inputs(a="rain\n", b="sun\n")
    with monkeypatch.context() as patched:
        refuse_writing(patched, code, "b.txt")
        with pytest.raises(IndictxError, match=os.strerror(code)) as caught:
            run_batch(folder, recorder=Recorder(), keep_going=True)
    assert "--resume" in str(caught.value.hint)
    assert set(outputs(folder)) == {"a.txt"}
    recorder = Recorder()

    run_batch(folder, recorder=recorder, resume=True)

    assert recorder.texts == []
    assert set(outputs(folder)) == {"a.txt", "b.txt"}


def test_an_output_that_may_not_be_written_is_the_failure_of_that_file(inputs, monkeypatch):
    refuse_writing(monkeypatch, errno.EACCES, "a.txt")

    counts = run_batch(inputs(a="rain\n", b="sun\n"), recorder=Recorder(), keep_going=True)

    assert list(counts.failed) == ["hin_Deva a.txt"]


def test_a_write_that_fails_half_way_leaves_the_old_file(inputs, monkeypatch):
    folder = inputs(a="rain\n")
    run_batch(folder, recorder=Recorder())

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("indictx.jobs.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        documents.write_whole(folder / "out/a.txt", [b"new"])

    assert outputs(folder) == {"a.txt": "«rain»\n"}


def test_an_engine_that_fails_stops_the_batch_and_is_closed(inputs):
    recorder = Recorder()

    def change(source: str) -> str:
        raise EngineError("out of memory")

    recorder.change = change

    with pytest.raises(EngineError):
        run_batch(inputs(a="rain\n"), recorder=recorder, keep_going=True)

    assert recorder.closed == 1


def test_in_place_the_original_is_kept(inputs):
    folder = inputs(a="rain\n")
    (folder / "in/a.txt").chmod(0o640)

    run_batch(folder, recorder=Recorder(), in_place=True)

    assert (folder / "in/a.txt").read_text() == "«rain»\n"
    assert (folder / "in/a.txt.orig").read_text() == "rain\n"
    assert (folder / "in/a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [Kill, ZeroDivisionError])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_in_place_no_file_is_translated_twice(inputs, monkeypatch, moment, error):
    folder = inputs(a="rain\n", b="sun\n")

    def write(path, chunks, *, like=None, real=documents.write_whole):
        if moment == "after":
            real(path, chunks, like=like)
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(documents, "write_whole", write)
        with pytest.raises((Kill, IndictxError)):
            run_batch(folder, recorder=Recorder(), in_place=True)
    recorder = Recorder()

    run_batch(folder, recorder=recorder, in_place=True, resume=True)
    run_batch(folder, recorder=recorder, in_place=True, resume=True)

    assert (folder / "in/a.txt").read_text() == "«rain»\n"
    assert (folder / "in/a.txt.orig").read_text() == "rain\n"
    assert recorder.texts == []


def test_in_place_a_translation_that_was_edited_is_left_alone(inputs):
    folder = inputs(a="rain\n")
    run_batch(folder, recorder=Recorder(), in_place=True)
    inputs(a="edited\n")
    recorder = Recorder()

    run_batch(folder, recorder=recorder, in_place=True, resume=True)

    assert (folder / "in/a.txt").read_text() == "edited\n"
    assert recorder.texts == []


@pytest.mark.parametrize("is_stopped", [False, True])
def test_in_place_a_batch_that_begins_anew_translates_the_originals(
    inputs, monkeypatch, is_stopped
):
    folder = inputs(a="rain\n", b="sun\n")
    run_batch(folder, recorder=Recorder(), in_place=True)
    recorder = Recorder(lambda source: f"<{source}>")
    if is_stopped:
        with monkeypatch.context() as patched:
            patched.setattr(documents, "write_whole", Kill.now)
            with pytest.raises(Kill):
                run_batch(folder, recorder=Recorder(), in_place=True, force=True)

    run_batch(folder, recorder=recorder, in_place=True, force=not is_stopped, resume=is_stopped)

    change = "«{}»\n" if is_stopped else "<{}>\n"  # translated before it was stopped
    assert (folder / "in/a.txt").read_text() == change.format("rain")
    assert (folder / "in/b.txt").read_text() == change.format("sun")
    assert (folder / "in/a.txt.orig").read_text() == "rain\n"
    assert (folder / "in/b.txt.orig").read_text() == "sun\n"


def test_in_place_a_translation_that_was_edited_is_never_replaced(inputs):
    folder = inputs(a="rain\n", b="sun\n")
    run_batch(folder, recorder=Recorder(), in_place=True)
    (folder / "in/a.txt").write_text("edited\n")
    recorder = Recorder()

    with pytest.raises(UsageError, match=r"file was edited: '[^']*a\.txt'$") as error:
        run_batch(folder, recorder=recorder, in_place=True, force=True)

    assert "move its backup back" in error.value.hint
    assert (folder / "in/a.txt").read_text() == "edited\n"
    assert (folder / "in/b.txt").read_text() == "«sun»\n"
    assert recorder.made == 0


@pytest.mark.parametrize("more", [{"resume": True}, {"force": True}])
def test_in_place_an_original_that_is_moved_back_is_translated_again(inputs, more):
    folder = inputs(a="rain\n")
    run_batch(folder, recorder=Recorder(), in_place=True)
    inputs(a="edited\n")
    (folder / "in/a.txt.orig").replace(folder / "in/a.txt")

    run_batch(folder, recorder=Recorder(), in_place=True, **more)

    assert (folder / "in/a.txt").read_text() == "«rain»\n"
    assert (folder / "in/a.txt.orig").read_text() == "rain\n"


def test_in_place_a_batch_that_was_stopped_twice_may_begin_anew(inputs, monkeypatch):
    folder = inputs(a="rain\n", b="sun\n")
    run_batch(folder, recorder=Recorder(), in_place=True)
    with monkeypatch.context() as patched:
        patched.setattr(documents, "write_whole", Kill.now)
        for mark in "12":
            recorder = Recorder(f"{{}}{mark}".format)
            with pytest.raises(Kill):
                run_batch(folder, recorder=recorder, in_place=True, force=True)

    run_batch(folder, recorder=Recorder("{}3".format), in_place=True, force=True)

    assert (folder / "in/a.txt").read_text() == "rain3\n"
    assert (folder / "in/b.txt").read_text() == "sun3\n"


def test_in_place_a_translation_without_its_original_is_not_translated(inputs):
    folder = inputs(a="rain\n")
    run_batch(folder, recorder=Recorder(), in_place=True)
    with pytest.raises(Kill):
        run_batch(folder, recorder=stopping(0), in_place=True, force=True)
    (folder / "in/a.txt.orig").unlink()

    run_batch(folder, recorder=Recorder(), in_place=True, resume=True)

    assert (folder / "in/a.txt").read_text() == "«rain»\n"


def stopped_write(moment: str):
    """Return a function to write files that stops before or after it has written one."""

    def write(path, chunks, *, like=None, real=documents.write_whole):
        if moment == "after":
            real(path, chunks, like=like)
        raise Kill

    return write


STEPS = st.lists(
    st.sampled_from(["edit", "resume", "force", "resume before", "force before", "force after"]),
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(STEPS, st.sampled_from(["", "before", "after"]))
def test_in_place_no_text_that_somebody_wrote_is_ever_lost(steps, first):
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patched:
        file = Path(name, "in/a.txt")
        file.parent.mkdir()
        file.write_text("rain\n")
        written = ["rain\n"]
        for number, step in enumerate([f"begin {first}".strip(), *steps]):
            kind, _, moment = step.partition(" ")
            if kind == "edit":
                written = [text for text in written if text != file.read_text()]
                written.append(f"edit {number}\n")
                file.write_text(written[-1])
                continue
            options = {kind: True} if kind != "begin" else {}
            recorder = Recorder(f"{{}} {number}".format)
            with patched.context() as stopped, contextlib.suppress(Kill, UsageError):
                if moment:
                    stopped.setattr(documents, "write_whole", stopped_write(moment))
                run_batch(Path(name), recorder=recorder, in_place=True, **options)
            kept = [path.read_text() for path in file.parent.iterdir() if path.is_file()]
            assert set(written) <= set(kept)


def test_an_edited_output_is_left_alone_even_when_its_input_changes(inputs):
    folder = inputs(a="rain\n", b="sun\n")
    run_batch(folder, recorder=Recorder())
    (folder / "out/a.txt").write_text("edited\n")
    inputs(a="wind\n", b="moon\n")

    run_batch(folder, recorder=Recorder(), resume=True)

    assert outputs(folder) == {"a.txt": "edited\n", "b.txt": "«moon»\n"}


def test_an_output_that_no_earlier_run_wrote_is_never_replaced_by_resuming(inputs):
    folder = inputs(a="rain\n")
    run_batch(folder, recorder=Recorder())
    inputs(b="sun\n")
    (folder / "out/b.txt").write_text("mine\n")

    with pytest.raises(UsageError, match="not from this batch"):
        run_batch(folder, recorder=Recorder(), resume=True)

    assert outputs(folder)["b.txt"] == "mine\n"


def test_a_batch_that_may_replace_outputs_may_do_so_when_resumed(inputs, monkeypatch):
    folder = inputs(a="rain\n", b="sun\n")
    (folder / "out").mkdir()
    (folder / "out/b.txt").write_text("mine\n")
    with monkeypatch.context() as patched:
        patched.setattr(documents, "write_whole", Kill.now)
        with pytest.raises(Kill):
            run_batch(folder, recorder=Recorder(), force=True)

    run_batch(folder, recorder=Recorder(), resume=True)

    assert outputs(folder) == {"a.txt": "«rain»\n", "b.txt": "«sun»\n"}


def test_what_the_memory_knows_is_not_translated(inputs, tmp_path):
    folder = inputs(a="rain\nsun\n")
    with Memory(tmp_path / "m") as memory:
        run_batch(folder, recorder=Recorder(), memory=memory)
        inputs(b="sun\nwind\n")
        recorder = Recorder()

        counts = run_batch(folder, recorder=recorder, memory=memory, force=True)

    assert recorder.texts == ["wind"]
    assert (counts.remembered, counts.translated) == (2, 1)
    assert outputs(folder)["b.txt"] == "«sun»\n«wind»\n"


def test_the_memory_of_other_settings_is_not_used(inputs, tmp_path):
    folder = inputs(a="rain\n")
    recorder = Recorder()
    with Memory(tmp_path / "m") as memory:
        run_batch(folder, recorder=recorder, memory=memory)
        run_batch(folder, recorder=recorder, memory=memory, force=True, fingerprint="two")

    assert recorder.texts == ["rain", "rain"]


def test_what_people_made_comes_first(inputs, tmp_path):
    folder = inputs(a="rain\n")
    made = {"source": "rain", "src_lang": "eng_Latn", "tgt_lang": "hin_Deva"}
    with Memory(tmp_path / "m") as memory:
        memory.put([Entry(**made, target="बरखा", fingerprint="one")])
        memory.put([Entry(**made, target="बारिश", fingerprint=IMPORTED)])

        run_batch(folder, recorder=Recorder(), memory=memory)

    assert outputs(folder) == {"a.txt": "बारिश\n"}


def test_a_memory_that_fails_is_done_without(inputs, tmp_path, monkeypatch):
    said = []
    with Memory(tmp_path / "m") as memory:

        def fail(*_: object, **__: object) -> None:
            raise IndictxError("the disk is gone")

        monkeypatch.setattr(Memory, "get", fail)

        run_batch(
            inputs(a="rain\n", b="sun\n"), recorder=Recorder(), memory=memory, say=said.append
        )

    assert said == ["the disk is gone; going on without it"]
    assert set(outputs(tmp_path)) == {"a.txt", "b.txt"}


def test_flags_are_of_the_translator_the_checks_and_the_glossary(inputs):
    folder = inputs(a="loop here\n12 crops\nseed\n")
    glossary = Glossary((Term(source="seed", targets=("बीज",)),))

    counts = run_batch(folder, recorder=Recorder(str.upper), glossary=glossary, checks=True)

    with Journal.open(folder / "out/.indictx/journal", fingerprint="one", resume=True) as journal:
        flags = {place.key: place.flags for place in journal.places("hin_Deva a.txt")}
    assert "loop" in flags["line 1"]
    assert "script" in flags["line 2"]
    assert "term" in flags["line 3"]
    assert counts.flagged == 3


def test_similar_texts_of_the_memory_are_suggested(inputs, tmp_path):
    folder = inputs(a="Sow the wheat in early December.\n")
    known = Entry(
        source="Sow the wheat in early November.",
        target="नवंबर में",
        src_lang="eng_Latn",
        tgt_lang="hin_Deva",
    )
    with Memory(tmp_path / "m") as memory:
        memory.put([known])

        run_batch(folder, recorder=Recorder(), memory=memory, fuzzy=0.8)

    with Journal.open(folder / "out/.indictx/journal", fingerprint="one", resume=True) as journal:
        (place,) = journal.places("hin_Deva a.txt")
        near = journal.text(place.text).near
    assert near is not None
    assert (near.source, near.target) == (known.source, known.target)
    assert near.ratio >= 0.8
