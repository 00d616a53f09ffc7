from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from indictx.cli.languages import language_record, languages_command
from indictx.errors import UnknownLanguageError
from indictx.languages import language, languages


def indictx_languages(*arguments: str) -> str:
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


def test_every_language_is_one_line_of_five_columns():
    rows = [line.split("\t") for line in indictx_languages().splitlines()]

    assert [row[0] for row in rows] == [row.code for row in languages()]
    assert {len(row) for row in rows} == {5}
    assert all(cell for row in rows for cell in row)


def test_columns_are_code_iso_script_name_and_endonym():
    assert indictx_languages("hi").splitlines()[0] == "hin_Deva\thi\tDevanagari\tHindi\tहिन्दी"


def test_a_language_without_an_iso_code_has_a_hyphen_in_its_column():
    assert indictx_languages("qbg").split("\t")[:2] == ["qbg_Deva", "-"]


def test_json_is_one_object_per_line_with_the_documented_keys():
    konkani, romi, *_ = map(json.loads, indictx_languages("kok", "--json").splitlines())

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


def test_json_keeps_native_script_readable():
    assert "தமிழ்" in indictx_languages("ta", "--json")


@pytest.mark.parametrize("row", languages(), ids=lambda row: row.code)
def test_every_record_survives_json(row):
    record = language_record(row)

    assert json.loads(json.dumps(record)) == record


def test_a_query_that_matches_nothing_exits_with_four_and_suggests():
    with pytest.raises(UnknownLanguageError) as caught:
        languages_command("hindhi")

    assert caught.value.exit_code == 4
    assert "hin_Deva" in caught.value.close_to


def test_help_shows_the_examples_one_to_a_line():
    lines = indictx_languages("--help").splitlines()

    assert "    indictx languages kok --json" in lines
