from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from indictx import settings
from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.memory import IMPORTED, Entry, Memory


@pytest.fixture
def translate(monkeypatch, tmp_path, capfd, tiny_folder):
    """Translate from English with the tiny model in an empty folder; return code, lines, errors."""
    monkeypatch.chdir(tmp_path)
    Path("terms.tsv").write_text("en\thi\tta\nsoil\tमिट्टी\tமண்\n", encoding="utf-8")

    def call(*arguments: str, stdin: str = "") -> tuple[int, list[str], str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        words = ["translate", "--from", "en", "--model", str(tiny_folder), *arguments]
        code = run(lambda: app(words, prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out.splitlines(), err

    return call


def test_terms_are_translated_as_the_glossary_says(translate):
    # A second translation with more wrong in it than the first is refused, and the tiny model writes
    # noise around a term; a term alone has nothing around it.
    code, lines, _ = translate(
        "--to", "hi,ta", "--glossary", "terms.tsv", stdin="Soil!\nIt rains.\nSoil.\n"
    )

    assert code == 0
    assert [("मिट्टी" in line, "மண்" in line) for line in lines] == [
        (True, True),
        (False, False),
        (True, True),
    ]


def test_terms_to_keep_stay(translate):
    Path("keep.csv").write_text("term,policy\nKrishi Mitra,keep\n", encoding="utf-8")

    _, lines, _ = translate("--to", "hi", "-g", "keep.csv", "Ask Krishi Mitra today.")

    assert "Krishi Mitra" in lines[0]


def test_a_glossary_can_be_a_setting(translate):
    path = settings.user_config_path()
    path.parent.mkdir(parents=True)
    path.write_text('glossary = ["agriculture"]\n', encoding="utf-8")

    _, lines, _ = translate("--to", "hi", "Farmer.")

    assert "किसान" in lines[0]


def remember(source: str, target: str) -> None:
    """Put into the memory what somebody has translated without our glossary."""
    with Memory() as memory:
        memory.put(
            [
                Entry(
                    source=source,
                    target=target,
                    src_lang="eng_Latn",
                    tgt_lang="hin_Deva",
                    fingerprint=IMPORTED,
                )
            ]
        )


def test_a_term_that_is_missed_is_flagged_and_strict_returns_9(translate):
    remember("Our soil.", "हमारी ज़मीन।")
    remember("Good soil.", "अच्छी मिट्टी।")
    given = ("--to", "hi", "--glossary", "terms.tsv", "--memory")

    code, lines, err = translate(*given, "--json", stdin="Our soil.\nGood soil.\n")
    strict, out, why = translate(*given, "--strict", stdin="Our soil.\nGood soil.\n")

    assert (code, [json.loads(line)["flags"] for line in lines]) == (0, [["term"], []])
    assert err == "note: 1 of 2 lines are flagged; --json shows why\n"
    assert (strict, out) == (9, ["हमारी ज़मीन।", "अच्छी मिट्टी।"])
    assert "error: 1 of 2 lines are flagged" in why.splitlines()


def test_strict_is_content_with_a_glossary_that_was_followed(translate):
    remember("Good soil.", "अच्छी मिट्टी।")

    code, _, err = translate(
        *("--to", "hi", "--glossary", "terms.tsv", "--memory", "--strict"), stdin="Good soil.\n"
    )

    assert (code, err) == (0, "")


def test_a_glossary_that_is_not_there_stops_before_anything_is_read(translate):
    code, lines, err = translate("--to", "hi", "--glossary", "no-such.tsv", "Rain.")

    assert (code, lines) == (5, [])
    assert "cannot read glossary 'no-such.tsv'" in err
