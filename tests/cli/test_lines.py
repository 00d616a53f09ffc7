from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.cli import _lines
from indictx.cli._lines import Line, read_lines, write_line
from indictx.errors import InputError


class Terminal:
    """A stand-in for sys.stdin or sys.stdout with nothing but its bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)
        self.flushed_at: list[int] = []

    def flush(self) -> None:
        self.flushed_at.append(self.buffer.tell())


def lines_of(data: bytes, **options) -> list[Line]:
    stdin = sys.stdin
    sys.stdin = Terminal(data)
    try:
        return list(read_lines(None, **options))
    finally:
        sys.stdin = stdin


def written(*lines: Line) -> bytes:
    stdout = sys.stdout
    sys.stdout = terminal = Terminal()
    try:
        for line in lines:
            write_line(line.text, line.ending)
    finally:
        sys.stdout = stdout
    return terminal.buffer.getvalue()


def test_lines_keep_what_ended_them():
    assert lines_of("क\nख\r\n\r\nग".encode()) == [
        Line("क", "\n"),
        Line("ख", "\r\n"),
        Line("", "\r\n"),
        Line("ग", ""),
    ]


def test_empty_input_has_no_lines():
    assert lines_of(b"") == []


def test_a_blank_line_is_a_line():
    assert lines_of(b"\n") == [Line("", "\n")]


@pytest.mark.parametrize(
    "separator",
    ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00"],
    ids=lambda separator: f"U+{ord(separator):04X}",
)
def test_only_a_line_feed_ends_a_line(separator):
    assert lines_of(f"क{separator}ख\n".encode()) == [Line(f"क{separator}ख", "\n")]


def test_a_byte_order_mark_is_dropped_at_the_beginning_only():
    assert lines_of(b"\xef\xbb\xbfa\n\xef\xbb\xbfb") == [Line("a", "\n"), Line("\ufeffb", "")]


def test_a_file_of_nothing_but_a_byte_order_mark_has_no_lines():
    assert lines_of(b"\xef\xbb\xbf") == []


def test_a_byte_order_mark_on_a_blank_line_leaves_the_line():
    assert lines_of(b"\xef\xbb\xbf\nb") == [Line("", "\n"), Line("b", "")]


@given(st.binary())
def test_escaped_input_comes_out_byte_for_byte(data):
    expected = data.removeprefix(b"\xef\xbb\xbf")

    assert written(*lines_of(data, errors="surrogateescape")) == expected


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"))))
def test_as_many_lines_come_out_as_went_in(texts):
    data = "".join(text + "\n" for text in texts).encode()

    assert len(lines_of(data)) == len(texts)


@given(st.binary(max_size=40), st.integers(1, 9))
def test_the_size_of_a_chunk_changes_nothing(data, size):
    whole = lines_of(data, errors="replace")

    chunk_bytes = _lines._CHUNK_BYTES
    _lines._CHUNK_BYTES = size
    try:
        assert lines_of(data, errors="replace") == whole
    finally:
        _lines._CHUNK_BYTES = chunk_bytes


def test_a_line_of_a_megabyte_is_one_line():
    text = "नमस्ते " * 60_000

    assert lines_of(text.encode() + b"\nend") == [Line(text, "\n"), Line("end", "")]


def test_invalid_bytes_are_reported_with_line_and_byte():
    with pytest.raises(InputError, match=r"standard input, line 2, byte 4: 0xff is not UTF-8"):
        lines_of("a\nक".encode() + b"\xff\n")


def test_the_byte_order_mark_counts_as_three_bytes():
    with pytest.raises(InputError, match=r"line 1, byte 4: 0xff"):
        lines_of(b"\xef\xbb\xbf\xff")


def test_lines_before_the_invalid_one_are_delivered():
    stdin = sys.stdin
    sys.stdin = Terminal(b"good\n\xff\n")
    try:
        lines = read_lines(None)
        assert next(lines) == Line("good", "\n")
        with pytest.raises(InputError):
            next(lines)
    finally:
        sys.stdin = stdin


def test_an_encoded_surrogate_is_not_utf8():
    with pytest.raises(InputError, match="byte 1: 0xed"):
        lines_of(b"\xed\xa0\x80")


def test_utf16_is_recognized():
    with pytest.raises(InputError) as caught:
        lines_of("नमस्ते".encode("utf-16"))

    assert "UTF-16" in caught.value.hint


def test_invalid_bytes_can_be_replaced():
    assert lines_of(b"a\xffb", errors="replace") == [Line("a\ufffdb", "")]


def test_a_file_is_read_like_standard_input(tmp_path):
    path = tmp_path / "greeting.txt"
    path.write_bytes("नमस्ते\r\n".encode())

    assert list(read_lines(path)) == [Line("नमस्ते", "\r\n")]


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal(b"a"))

    assert list(read_lines(Path("-"))) == [Line("a", "")]


def test_invalid_bytes_in_a_file_name_the_file(tmp_path):
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\xff")

    with pytest.raises(InputError, match=r"bad\.txt, line 1, byte 1"):
        list(read_lines(path))


@pytest.mark.parametrize("name", ["missing.txt", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path, name):
    with pytest.raises(InputError, match="cannot read"):
        list(read_lines(tmp_path / name))


def test_an_input_that_fails_while_it_is_read_is_an_input_error(monkeypatch):
    class Broken(io.BytesIO):
        def read1(self, size=-1):
            raise OSError(5, "Input/output error")

    terminal = Terminal()
    terminal.buffer = Broken()
    monkeypatch.setattr(sys, "stdin", terminal)

    with pytest.raises(InputError, match="cannot read 'standard input': Input/output error"):
        list(read_lines(None))


def test_a_lone_surrogate_is_written_as_a_replacement_character():
    assert written(Line("a\ud800b", "\n")) == "a\ufffdb\n".encode()


def test_output_is_flushed_before_waiting_for_more(monkeypatch):
    stdout = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(b"one\ntwo\n"))
    monkeypatch.setattr(sys, "stdout", stdout)

    for line in read_lines(None):
        write_line(line.text, line.ending)

    assert stdout.flushed_at == [0, len(b"one\ntwo\n")]


def test_a_slow_pipe_is_answered_line_by_line():
    program = (
        "from indictx.cli._lines import read_lines, write_line\n"
        "for line in read_lines(None): write_line(line.text, line.ending)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as process:
        process.stdin.write("पहला\n".encode())
        first = os.read(process.stdout.fileno(), 1000)
        process.stdin.write("दूसरा".encode())
        process.stdin.close()
        second = process.stdout.read()

    assert [first.decode(), second.decode()] == ["पहला\n", "दूसरा"]
