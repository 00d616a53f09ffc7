"""Files as they lie about in real folders: their names, their encodings, and what is in them."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from batches import Recorder, run_batch

TEXT = "One day.\n\n  Two days.\n"
WANTED = "«One day.»\n\n  «Two days.»\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(tmp_path, mark, encoding, newline):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(mark + TEXT.replace("\n", newline).encode(encoding))

    run_batch(tmp_path, recorder=Recorder())

    got = (tmp_path / "out/a.txt").read_bytes()
    assert got == mark + WANTED.replace("\n", newline).encode(encoding)


NAMES = [
    *("a b c.txt", "पत्र.txt", "خط.txt", "it's.txt", "-dash.txt", "{stem}.txt", "%d.txt"),
    *("'--out'.txt", "e\u0301te\u0301.txt", "x.hi.txt", "no‌join.txt"),
    *(() if os.name == "nt" else ('"quoted".txt', "[x]*?.txt", "new\nline.txt", "back\\slash.txt")),
]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_stay_whatever_they_are(tmp_path, name):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(TEXT, encoding="utf-8")

    counts = run_batch(tmp_path, recorder=Recorder())
    again = run_batch(tmp_path, recorder=Recorder(), resume=True)

    assert (tmp_path / "out" / name).read_text(encoding="utf-8") == WANTED
    assert (counts.files, again.files, again.skipped) == (1, 0, 1)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"12\n--\n", codecs.BOM_UTF8, b"  \t"])
def test_a_file_with_nothing_to_translate_comes_out_as_it_is(tmp_path, content):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(content)
    recorder = Recorder()

    counts = run_batch(tmp_path, recorder=recorder)

    assert (tmp_path / "out/a.txt").read_bytes() == content
    assert (counts.files, recorder.texts) == (1, [])


def test_a_link_and_its_file_are_translated_once_and_both_are_there(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/real.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/a link.txt").symlink_to("real.txt")
    recorder = Recorder()

    run_batch(tmp_path, recorder=recorder)

    assert sorted(recorder.texts) == ["One day.", "Two days."]
    for name in ("real.txt", "a link.txt"):
        path = Path(tmp_path / "out" / name)
        assert path.read_text(encoding="utf-8") == WANTED
        assert not path.is_symlink()


def test_in_place_a_link_stays_a_link(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/real.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/a link.txt").symlink_to("real.txt")

    run_batch(tmp_path, recorder=Recorder(), in_place=True)

    assert (tmp_path / "in/a link.txt").is_symlink()
    assert (tmp_path / "in/a link.txt").read_text(encoding="utf-8") == WANTED
    assert (tmp_path / "in/real.txt.orig").read_text(encoding="utf-8") == TEXT
