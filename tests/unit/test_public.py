from __future__ import annotations

import subprocess
import sys

import pytest

import indictx


@pytest.mark.parametrize("name", indictx.__all__)
def test_every_public_name_can_be_had(name):
    assert getattr(indictx, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        indictx.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_heavy(unmeasured):
    code = (
        "import sys, indictx; indictx.IndictxError; "
        "print(sorted({'ctranslate2', 'sentencepiece', 'typer', 'rich', 'tomllib'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured
    )

    assert done.stdout.strip() == "[]"


def test_the_shortest_way_takes_one_string():
    with pytest.raises(indictx.errors.UsageError, match="expected one string"):
        indictx.translate(["a"], tgt_lang="hi")


@pytest.mark.model
def test_the_shortest_way_keeps_lines_and_blanks():
    source = "Where is the station?\n\n  12,345\n"

    target = indictx.translate(source, tgt_lang="hi", src_lang="en")

    first, blank, number, last = target.split("\n")
    assert first != "Where is the station?"
    assert (blank, number, last) == ("", "  12,345", "")
