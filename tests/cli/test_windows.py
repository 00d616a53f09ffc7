from __future__ import annotations

import io
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.cli import _windows
from indictx.cli._lines import Line
from indictx.cli._windows import read_windows
from indictx.errors import InputError


def windows_of(data: bytes, size: int, *, ready=True):
    """Return the windows of a file that is (not) ready to be read on."""
    stdin, is_ready = sys.stdin, _windows._is_ready
    sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    _windows._is_ready = lambda stream: ready
    try:
        return list(read_windows(None, size=size))
    finally:
        sys.stdin, _windows._is_ready = stdin, is_ready


def texts(windows):
    return [[line.text for line in window] for window in windows if window is not None]


@given(st.lists(st.text("ab", max_size=3)), st.integers(1, 5), st.booleans())
def test_windows_hold_every_line_once_and_in_order(lines, size, ready):
    data = "".join(f"{line}\n" for line in lines).encode()

    windows = windows_of(data, size, ready=ready)

    assert [text for window in texts(windows) for text in window] == lines
    assert all(0 < len(window) <= size for window in texts(windows))


def test_a_file_fills_its_windows():
    assert texts(windows_of(b"1\n2\n3\n4\n5\n", 2)) == [["1", "2"], ["3", "4"], ["5"]]
    assert None not in windows_of(b"1\n2\n3\n", 2)


def test_none_follows_when_no_more_is_ready():
    assert windows_of(b"1\n2\n3\n", 2, ready=False) == [
        [Line("1", "\n"), Line("2", "\n")],
        [Line("3", "\n")],
        None,
    ]


class Chunks:
    """A stand-in for standard input that gives one chunk for each read."""

    def __init__(self, *chunks: bytes) -> None:
        self.buffer = self
        self.left = list(chunks)

    def read1(self, size: int) -> bytes:
        return self.left.pop(0) if self.left else b""


def test_a_half_written_line_holds_nothing_up(monkeypatch):
    stdin = Chunks(b"1\n", b"2", b"\n")
    ready = iter([True, False, True])  # the half line is ready, and the rest of it is not
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(_windows, "_is_ready", lambda stream: next(ready))
    windows = read_windows(None, size=9)

    answered = [next(windows), next(windows)]

    assert answered == [[Line("1", "\n")], None]
    assert stdin.left == [b"\n"]
    assert list(windows) == [[Line("2", "\n")]]


def test_lines_before_an_invalid_one_come_first(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Chunks(b"1\n2\n\xff\n3\n"))
    monkeypatch.setattr(_windows, "_is_ready", lambda stream: True)
    windows = read_windows(None, size=9)

    answered = [next(windows), next(windows)]

    assert answered[0] == [Line("1", "\n"), Line("2", "\n")]
    assert answered[1] is None
    with pytest.raises(InputError, match="line 3"):
        list(windows)


def test_an_invalid_first_line_leaves_nothing_to_wait_for(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Chunks(b"\xff\n"))
    windows = read_windows(None, size=9)

    assert next(windows) is None
    with pytest.raises(InputError, match="line 1"):
        next(windows)


@pytest.mark.skipif(sys.platform == "win32", reason="select() knows only sockets there")
def test_a_pipe_is_ready_when_something_is_in_it_or_it_has_ended():
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        before = _windows._is_ready(stream)
        os.write(writing, b"x")
        filled = _windows._is_ready(stream)
        stream.read1(9)
        os.close(writing)
        ended = _windows._is_ready(stream)

    assert (before, filled, ended) == (False, True, True)


def test_a_stream_without_a_file_is_never_ready():
    assert not _windows._is_ready(io.BytesIO(b"x"))


def test_nothing_is_ready_where_pipes_cannot_be_asked(monkeypatch):
    monkeypatch.setattr(_windows.sys, "platform", "win32")

    assert not _windows._is_ready(io.BytesIO(b"x"))
