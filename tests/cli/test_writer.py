from __future__ import annotations

import io
import os
import sys

import pytest

from indictx.cli import _writer
from indictx.cli._lines import Line
from indictx.cli._writer import Progress, Writer
from indictx.errors import IndictxError
from indictx.pipeline.translator import Alternative, Translation


def translation(target="बारिश", **changes):
    facts = {
        "source": "Rain",
        "target": target,
        "src_lang": "eng_Latn",
        "tgt_lang": "hin_Deva",
        "score": -0.25,
        "flags": (),
        "repairs": (),
        "alternatives": (),
        "model": "tiny",
        **changes,
    }
    return Translation(**facts)


def written(*translations, ending="\n", **options):
    stream = io.BytesIO()
    writer = Writer(stream, targets=["hin_Deva"] * len(translations), **options)
    writer.write(Line("Rain", ending), translations)
    return stream.getvalue().decode()


def opened(path, **changes):
    options = {
        "targets": ["hin_Deva"],
        "alternatives": 1,
        "as_json": False,
        "scores": False,
        "quiet": True,
        "progress": None,
        **changes,
    }
    return Writer.open(path, **options)


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""], ids=ascii)
def test_a_line_ends_as_it_did(ending):
    assert written(translation(), ending=ending) == f"बारिश{ending}"


def test_a_score_is_a_column_of_four_decimals():
    assert written(translation(), scores=True) == "बारिश\t-0.2500\n"
    assert written(translation(score=None), scores=True) == "बारिश\t\n"


def test_missing_alternatives_are_empty_columns():
    one = translation(alternatives=(Alternative("वर्षा", -0.5),))

    assert written(one, alternatives=3) == "बारिश\tवर्षा\t\n"


def test_columns_of_several_targets_stand_side_by_side():
    assert (
        written(translation("एक"), translation("दो"), scores=True) == "एक\t-0.2500\tदो\t-0.2500\n"
    )


def test_json_lines_end_in_a_line_feed_whatever_the_input():
    assert written(translation(), ending="", as_json=True).endswith("}\n")


def test_flagged_lines_are_counted_once_whatever_the_targets():
    writer = Writer(io.BytesIO(), targets=["hin_Deva", "tam_Taml"])

    writer.write(Line("a", "\n"), [translation(flags=("loop",)), translation(flags=("slots",))])
    writer.write(Line("b", "\n"), [translation(), translation()])

    assert (writer.flagged, writer.lines) == (1, 2)


def test_a_file_appears_when_all_went_well(tmp_path):
    path = tmp_path / "out.txt"

    with opened(path) as writer:
        writer.write(Line("a", "\n"), [translation()])
        assert not path.exists()

    assert path.read_text(encoding="utf-8") == "बारिश\n"


def test_no_file_appears_after_an_exception(tmp_path):
    with pytest.raises(KeyboardInterrupt), opened(tmp_path / "out.txt"):
        raise KeyboardInterrupt

    assert list(tmp_path.iterdir()) == []


def test_a_reader_who_has_seen_enough_is_no_error_of_the_file(tmp_path):
    with pytest.raises(BrokenPipeError), opened(tmp_path / "out.txt"):
        raise BrokenPipeError


def test_what_cannot_be_written_is_named(tmp_path):
    with pytest.raises(IndictxError, match="cannot write"), opened(tmp_path):
        pass


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("total", [0, 100], ids=["unknown size", "known size"])
def test_progress_is_drawn_on_stderr(monkeypatch, capsys, total):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(_writer, "_PROGRESS_AFTER_S", 0)
    monkeypatch.setattr(_writer, "_PROGRESS_EVERY_S", 0)
    monkeypatch.setenv("TERM", "xterm")
    progress = Progress(total)

    for _ in range(3):
        progress.advance(10)
    progress.close()

    assert "3 lines" in terminal.getvalue()
    assert capsys.readouterr().out == ""


def test_short_work_shows_no_progress(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(_writer, "_PROGRESS_AFTER_S", 1e9)
    progress = Progress(10)

    progress.advance(10)
    progress.close()

    assert sys.stderr.getvalue() == ""


def test_progress_that_was_never_drawn_closes_quietly(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())

    Progress(10).close()

    assert sys.stderr.getvalue() == ""


def test_a_writer_advances_its_progress(monkeypatch):
    seen = []
    monkeypatch.setattr(_writer.Progress, "advance", lambda self, count: seen.append(count))

    with opened("-", progress=0) as writer:
        writer.write(Line("क", "\r\n"), [translation()])

    assert seen == [5]


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes of this kind there")
def test_a_named_pipe_is_written_to_at_once(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    with opened(path) as writer:
        writer.write(Line("a", "\n"), [translation("क")])
    data = os.read(reader, 100)
    os.close(reader)

    assert data == "क\n".encode()
    assert path.is_fifo()


def test_a_closed_standard_output_is_said(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)

    with pytest.raises(IndictxError, match="standard output: it is closed"), opened(None):
        pass


def test_a_full_disk_behind_standard_output_is_said(monkeypatch, tmp_path):
    class Full(io.RawIOBase):
        def write(self, data):
            raise OSError(28, "No space left on device")

        def writable(self):
            return True

    full = io.TextIOWrapper(io.BufferedWriter(Full()))
    monkeypatch.setattr(sys, "stdout", full)

    with (
        pytest.raises(IndictxError, match="standard output: No space left"),
        opened(None) as writer,
    ):
        writer.header()

    monkeypatch.setattr(Full, "write", lambda self, data: len(data))  # let it be closed


def doubts(*flags: tuple[str, ...]) -> list[str]:
    writer = Writer(io.BytesIO(), targets=["hin_Deva"])
    for one in flags:
        writer.write(Line("a", "\n"), [translation(flags=one)])
    return list(writer.notes())


def test_doubts_are_told_with_their_lines_and_apart_from_other_flags():
    assert doubts((), ()) == []
    assert doubts(("doubtful",)) == ["the translation is doubtful, more likely wrong than right"]
    assert doubts((), ("doubtful", "slots"), ("loop",), ("doubtful",)) == [
        "2 of 4 lines are doubtful, more likely wrong than right: 2, 4",
        "2 of 4 lines are flagged; --json shows why",
    ]


def test_a_long_list_of_doubts_is_cut():
    (note,) = doubts(*[("doubtful",)] * 500)

    assert note.endswith(": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...")


def test_who_types_is_told_at_once(tmp_path, capsys):
    with opened(tmp_path / "out.txt", quiet=False, at_once=True) as writer:
        for flags in ((), ("doubtful",), ()):
            writer.write(Line("a", "\n"), [translation(flags=flags)])
            writer.flush()
        told = capsys.readouterr().err

    assert told == "note: line 2 is doubtful, more likely wrong than right\n"
    assert capsys.readouterr().err == ""
