from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

import indictx
from indictx.glossary import TermFinder, load_glossary, starter_names
from indictx.languages import language

FOLDER = Path(indictx.__file__).parent / "glossaries"
NAMES = ("agriculture", "education", "health")


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_there_is_one_for_each_field():
    assert starter_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_its_source_and_licence_are_stated(name):
    head = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").partition("\neng_Latn")[0]

    assert "# Source: " in head
    assert re.search(r"CC0 1\.0|Apache-2\.0", head)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_forty_terms_or_more_in_english_and_thirteen_languages(name):
    header, *terms = rows(name)

    assert len(header) == 14
    assert len({language(code).code for code in header}) == 14
    assert 40 <= len(terms) <= 60
    for column in range(14):
        assert sum(bool(row[column]) for row in terms) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_every_term_is_in_the_script_of_its_language(name):
    header, *terms = rows(name)

    for code, *column in zip(header, *terms, strict=True):
        allowed = re.compile(rf"[{language(code).script.pattern}\u200c\u200d |'‘’.-]*")
        for cell in column:
            assert allowed.fullmatch(cell), (code, cell, [hex(ord(char)) for char in cell])
            assert unicodedata.normalize("NFC", cell) == cell


@pytest.mark.parametrize("name", NAMES)
def test_no_term_is_there_twice_and_none_is_blank(name):
    _, *terms = rows(name)
    english = [term for row in terms for term in row[0].split("|")]

    assert len(set(english)) == len(english)
    assert all(
        part.strip() == part != ""
        for row in terms
        for cell in row
        if cell
        for part in cell.split("|")
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_term_finds_itself(name):
    header, *terms = rows(name)
    glossary = load_glossary(name)

    for code in header[1:]:
        finder = TermFinder(glossary, src_lang="eng_Latn", tgt_lang=code)
        column = header.index(code)
        for row in terms:
            if row[column]:
                source, target = row[0].split("|")[0], row[column].split("|")[0]
                (use,) = finder.check(f"The {source}.", f"{target}।")
                assert use.outcome == "hit", (code, source, target)
