from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from indictx import settings
from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.memory import IMPORTED, Entry, Memory
from indictx.pipeline.translator import Translator

LINES = "The soil is dry.\nIt rains.\nThe soil is dry.\n"


@pytest.fixture
def translate(monkeypatch, tmp_path, capfd, tiny_folder):
    """Translate from English with the tiny model; return code, lines, errors, decoded texts."""
    monkeypatch.chdir(tmp_path)
    decoded: list[str] = []
    original = Translator.translate_windows

    def recorded(self, windows, **rest):
        def seen():
            for window in windows:
                decoded.extend(window or [])
                yield window

        return original(self, seen(), **rest)

    monkeypatch.setattr(Translator, "translate_windows", recorded)

    def call(*arguments: str, stdin: str = LINES) -> tuple[int, list[str], str, list[str]]:
        decoded.clear()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        words = ["translate", "--from", "en", "--model", str(tiny_folder), *arguments]
        code = run(lambda: app(words, prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out.splitlines(), err, list(decoded)

    return call


def test_lines_leave_no_trace_unless_that_is_asked_for(translate):
    translate("--to", "hi")

    assert not (settings.home() / "memory.sqlite3").exists()


def test_the_memory_serves_the_next_run_with_the_same_lines(translate):
    _, without, _, _ = translate("--to", "hi")
    _, first, _, _ = translate("--to", "hi", "--memory")
    code, second, _, decoded = translate("--to", "hi", "--memory")

    assert code == 0
    assert first == second == without
    assert decoded == []


def test_a_line_that_occurs_twice_is_translated_once(translate):
    _, lines, _, decoded = translate("--to", "hi", "--memory")

    assert decoded == ["The soil is dry.", "It rains."]
    assert lines[0] == lines[2]


def test_a_line_that_lacks_in_one_language_is_translated_into_all(translate):
    translate("--to", "hi", "--memory")
    _, lines, _, decoded = translate("--to", "hi,ta", "--memory", stdin="It rains.\n")

    assert decoded == ["It rains."]
    assert len(lines[0].split("\t")) == 2


def test_other_settings_do_not_use_it(translate):
    translate("--to", "hi", "--memory")
    _, _, _, decoded = translate("--to", "hi", "--memory", "--beam", "2")

    assert decoded == ["The soil is dry.", "It rains."]


def test_what_people_made_is_preferred(translate):
    with Memory() as memory:
        memory.put(
            [
                Entry(
                    source="It rains.",
                    target="वर्षा हो रही है।",
                    src_lang="eng_Latn",
                    tgt_lang="hin_Deva",
                    fingerprint=IMPORTED,
                )
            ]
        )

    _, lines, _, _ = translate("--to", "hi", "--memory")
    _, spaced, _, _ = translate("--to", "hi", "--memory", "  It rains. ")

    assert lines[1] == "वर्षा हो रही है।"
    assert spaced == ["  वर्षा हो रही है। "]


def test_scores_are_computed_where_the_memory_has_none(translate):
    plain = ("--to", "hi", "--memory", "--beam", "1")
    translate(*plain)
    _, lines, _, decoded = translate(*plain, "--scores", stdin="It rains.\n")

    assert decoded == ["It rains."]
    assert float(lines[0].split("\t")[1]) <= 0


def test_it_can_be_a_setting_and_a_flag_is_stronger(translate):
    Path("indictx.toml").write_text("memory = true\n", encoding="utf-8")

    translate("--to", "hi")
    _, _, _, with_setting = translate("--to", "hi")
    _, _, _, with_flag = translate("--to", "hi", "--no-memory")

    assert (with_setting, len(with_flag)) == ([], 3)


def test_alternatives_are_not_remembered(translate):
    code, _, err, _ = translate("--to", "hi", "--memory", "--alternatives", "2")

    assert code == 2
    assert "the memory has one translation of each line" in err


def test_a_memory_that_cannot_be_opened_is_done_without(translate):
    settings.home().mkdir(parents=True, exist_ok=True)
    (settings.home() / "memory.sqlite3").mkdir()

    code, lines, err, _ = translate("--to", "hi", "--memory")

    assert (code, len(lines)) == (0, 3)
    assert "going on without it" in err
