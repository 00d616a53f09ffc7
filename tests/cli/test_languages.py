from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from indictx.cli.languages import language_record, languages_command
from indictx.errors import UnknownLanguageError
from indictx.languages import language, languages


@pytest.fixture
def printed(capsysbinary):
    """Run the command in this process and return what it wrote to stdout, decoded."""

    def run(query: str | None = None, **options: bool) -> str:
        languages_command(query, **options)
        return capsysbinary.readouterr().out.decode("utf-8")

    return run


def in_a_shell(*arguments: str) -> str:
    """Run the command in a process whose locale knows only ASCII; return what it wrote."""
    program = (
        "import typer; from indictx.cli.languages import languages_command as command; "
        "app = typer.Typer(rich_markup_mode=None); app.command()(command); app()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )
    return done.stdout.decode("utf-8")


def test_every_language_is_one_line_of_five_columns(printed):
    rows = [line.split("\t") for line in printed().splitlines()]

    assert [row[0] for row in rows] == [row.code for row in languages()]
    assert {len(row) for row in rows} == {5}
    assert all(cell for row in rows for cell in row)


def test_columns_are_code_iso_script_name_and_endonym(printed):
    assert printed("hi").splitlines()[0] == "hin_Deva\thi\tDevanagari\tHindi\tहिन्दी"


def test_a_language_without_an_iso_code_has_a_hyphen_in_its_column(printed):
    assert printed("qbg").split("\t")[:2] == ["qbg_Deva", "-"]


def test_json_is_one_object_per_line_with_the_documented_keys(printed):
    konkani, romi, *_ = map(json.loads, printed("kok", as_json=True).splitlines())

    assert list(konkani) == [
        "code",
        "iso639_1",
        "iso639_3",
        "bcp47",
        "script",
        "name",
        "endonym",
        "direction",
        "scheduled",
        "aliases",
    ]
    assert konkani == language_record(language("gom_Deva"))
    assert (konkani["iso639_1"], konkani["scheduled"]) == (None, True)
    assert (romi["bcp47"], romi["script"]) == ("kok-Latn", "Latn")


def test_json_keeps_native_script_readable(printed):
    assert "தமிழ்" in printed("ta", as_json=True)


@pytest.mark.parametrize("row", languages(), ids=lambda row: row.code)
def test_every_record_survives_json(row):
    record = language_record(row)

    assert json.loads(json.dumps(record)) == record


def test_a_query_that_matches_nothing_exits_with_four_and_suggests():
    with pytest.raises(UnknownLanguageError) as caught:
        languages_command("hindhi")

    assert caught.value.exit_code == 4
    assert "hin_Deva" in caught.value.close_to


def test_output_is_utf_8_whatever_the_locale():
    assert json.loads(in_a_shell("தமிழ்", "--json").splitlines()[0])["endonym"] == "தமிழ்"


def test_help_shows_the_examples_one_to_a_line():
    assert "    indictx languages kok --json" in in_a_shell("--help").splitlines()
