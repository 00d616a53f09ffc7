from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.memory import IMPORTED, Entry, Memory


@pytest.fixture
def memory(monkeypatch, tmp_path, capfd):
    """Run ``indictx memory`` in this process and folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(lambda: app(["memory", *arguments], prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out, err

    return call


def entry(source: str, target: str, **more) -> Entry:
    facts = {"src_lang": "eng_Latn", "tgt_lang": "hin_Deva", "fingerprint": "one", **more}
    return Entry(source=source, target=target, **facts)


@pytest.fixture
def filled(memory):
    with Memory() as opened:
        opened.put(
            [
                entry("rain", "बारिश"),
                entry("a\tb\nc", "क\tख\nग", fingerprint=IMPORTED),
                entry("rain", "மழை", tgt_lang="tam_Taml"),
            ]
        )


def stored() -> list[Entry]:
    with Memory() as opened:
        return list(opened.entries())


def test_statistics_have_a_line_for_each_direction(memory, filled):
    code, out, err = memory("stats")

    assert (code, err) == (0, "")
    assert [line.split("\t")[:5] for line in out.splitlines()] == [
        ["eng_Latn", "hin_Deva", "2", "1", "1"],
        ["eng_Latn", "tam_Taml", "1", "0", "1"],
    ]


def test_statistics_as_json(memory, filled):
    _, out, _ = memory("stats", "--json")

    first = json.loads(out.splitlines()[0])
    assert (first["entries"], first["imported"], first["settings"]) == (2, 1, 1)


def test_an_empty_memory_has_no_statistics(memory):
    assert memory("stats") == (0, "", "")


@pytest.mark.parametrize("name", ["all.tmx", "all.tsv"])
def test_what_is_exported_can_be_imported(memory, filled, name):
    before = stored()

    assert memory("export", name) == (0, "", "")
    assert memory("clear", "--yes")[0] == 0
    code, _, err = memory("import", name)

    assert code == 0
    assert err == f"note: {name}: 3 entries\n"
    assert stored() == before


def test_some_languages_can_be_exported(memory, filled):
    memory("export", "ta.tsv", "--to", "ta")

    assert len(Path("ta.tsv").read_text(encoding="utf-8").splitlines()) == 2


def test_a_file_is_not_overwritten_by_accident(memory, filled):
    Path("all.tsv").write_text("mine")

    assert memory("export", "all.tsv")[0] == 2
    assert Path("all.tsv").read_text() == "mine"
    assert memory("export", "all.tsv", "--force")[0] == 0


def test_a_file_of_another_kind_is_refused(memory):
    assert memory("export", "all.csv")[0] == 2
    assert memory("import", "all.csv")[0] == 5


def test_a_broken_file_is_named_with_its_line(memory):
    Path("x.tmx").write_text("<tmx>\n<body>")

    code, _, err = memory("import", "x.tmx")

    assert code == 5
    assert "x.tmx, line 2" in err


def test_what_is_left_out_is_counted(memory):
    with Memory() as opened:
        opened.put([entry("a\x01", "ख")])

    _, _, err = memory("export", "x.tmx")

    assert err == "note: x.tmx; left out: 1 with characters that XML cannot hold\n"


def test_clearing_can_keep_what_people_made(memory, filled):
    code, _, err = memory("clear", "--to", "hi", "--keep-imported", "--yes")

    assert (code, err) == (0, "note: 1 entries removed\n")
    assert [one.target for one in stored()] == ["क\tख\nग", "மழை"]


def test_clearing_asks_and_refuses_where_nobody_can_answer(memory, filled, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    code, _, err = memory("clear")

    assert code == 2
    assert "--yes" in err
    assert len(stored()) == 3
