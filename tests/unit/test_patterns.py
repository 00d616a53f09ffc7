from __future__ import annotations

import re
from pathlib import Path

import pytest

import indictx
from indictx._patterns import compile_pattern, greedy

PACKAGE = Path(indictx.__file__).parent
COMPILES = re.compile(r"compile_pattern\(|\bcompiled\(|Row\(")


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"(?:a|b+)*+c", r"(?:a|b+)*c"),
        (r"(?:ab?){1,3}+", r"(?:ab?){1,3}"),
        (r"(?:\(\))?+[)*+]\)++a*+", r"(?:\(\))?[)*+]\)++a*+"),
    ],
)
def test_only_groups_become_greedy(pattern, wanted):
    assert greedy(pattern) == wanted


def test_a_possessive_group_matches_on_every_python():
    assert compile_pattern(r"<(?:[^>\"']|\"[^\"]*\")*+>").match('<a b="c>" d>')


def test_patterns_with_possessive_groups_are_compiled_in_this_way():
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")
    sources = {
        path.name: path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.name != "_patterns.py"
    }
    found = {name: text for name, text in sources.items() if possessive.search(text)}

    assert len(found) > 5
    assert [name for name, text in found.items() if not COMPILES.search(text)] == []
    lines = [line for text in found.values() for line in text.splitlines()]
    assert [line for line in lines if "re.compile(" in line and possessive.search(line)] == []
