from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from indictx.errors import ParseError, UnsupportedFormatError
from indictx.formats import FORMATS, detect_format, format_by_name, parse_document


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.TXT", b"", "txt"),
        ("values.xml", b"<?xml version='1.0'?><resources/>", "android"),
        ("my-strings.xml", b"", "android"),
        ("a.xml", b"<!-- c --><xliff version='1.2'/>", "xliff"),
        ("a.xml", b"\xef\xbb\xbf<tmx/>", "tmx"),
        ("page", b"<!DOCTYPE HTML><p>", "html"),
        ("captions", b"\xef\xbb\xbfWEBVTT\n", "vtt"),
        ("a.bin", b"%PDF-1.7", "pdf"),
        ("catalog", b'# c\nmsgid ""\nmsgstr ""', "po"),
        ("book.tar.md", b"", "md"),
    ],
)
def test_files_are_recognized(name, data, found):
    assert detect_format(Path(name), data).name == found


@pytest.mark.parametrize(("name", "data"), [("a.xyz", b"text"), ("a.xml", b"<a/>"), ("a", b"")])
def test_unknown_files_are_refused(name, data):
    with pytest.raises(UnsupportedFormatError) as caught:
        detect_format(Path(name), data)

    assert caught.value.exit_code == 5
    assert "txt" in caught.value.known


def test_a_file_is_read_only_if_its_name_does_not_decide(tmp_path):
    assert detect_format(tmp_path / "missing.txt").name == "txt"
    with pytest.raises(OSError, match="missing"):
        detect_format(tmp_path / "missing.xyz")


@pytest.mark.parametrize(("query", "name"), [("SRT", "srt"), ("markdown", "md"), (".xlf", "xliff")])
def test_formats_have_names_and_endings(query, name):
    assert format_by_name(query).name == name


def test_an_unknown_name_lists_all():
    with pytest.raises(UnsupportedFormatError, match="unknown format: 'doc'"):
        format_by_name("doc")


def test_errors_name_the_file(tmp_path):
    path = tmp_path / "कथा.txt"
    path.write_bytes(b"\xff")

    with pytest.raises(ParseError) as caught:
        parse_document(path)

    assert caught.value.path == path
    assert str(caught.value) == f"{path}, line 1: byte 0xff is not utf-8: invalid start byte"


def test_endings_are_not_shared():
    endings = [ending for entry in FORMATS.values() for ending in entry.extensions]

    assert len(endings) == len(set(endings))


def test_the_table_loads_no_format():
    code = (
        "import sys, indictx.formats; "
        "print([m for m in sys.modules if m.startswith('indictx.formats.') "
        "and m.split('.')[-1] not in ('base', 'registry')])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
