"""What ``translate --memory`` has translated, ``batch`` finds again, and the other way round."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from indictx import settings
from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.models import store
from indictx.pipeline.translator import Translator

LINES = ["புதிய வீடு.", "மழை பெய்கிறது."]
GLOSSARY = "ta,ur\nமழை,بارش\n"
CASES = {
    "one model": ["--from", "ta", "--to", "en", "--model", "into"],
    "detected": ["--to", "en", "--model", "into"],
    "a chain": ["--from", "ta", "--to", "ur"],
    "a chain with a glossary": ["--from", "ta", "--to", "ur", "--glossary", "terms.csv"],
    "a chain with options": [
        *("--from", "ta", "--to", "ur", "--beam", "1"),
        *("--digits", "native", "--keep-regex", "v[0-9]+"),
    ],
}


@pytest.fixture
def halves(tiny_folder, monkeypatch):
    """Install two models of which only both together have a way from Tamil into Urdu."""
    monkeypatch.setattr(store, "bundled_folders", list)
    models = settings.home() / "models"
    for name, pairs in (("into", '["tam_Taml-eng_Latn"]'), ("out", '["eng_Latn-urd_Arab"]')):
        shutil.copytree(tiny_folder, models / name)
        path = models / name / "manifest.toml"
        text = path.read_text(encoding="utf-8")
        begin = text.index("pairs = [")
        text = f"{text[:begin]}pairs = {pairs}{text[text.index(']', begin) + 1 :]}"
        path.write_text(text.replace('name = "tiny"', f'name = "{name}"', 1), encoding="utf-8")


@pytest.fixture
def commands(monkeypatch, tmp_path, capfd, halves):
    """Return functions that run both commands; each gives the lines and how many were decoded."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    Path("terms.csv").write_text(GLOSSARY, encoding="utf-8")
    loaded: list[Translator] = []
    original = Translator.translate_windows

    def counted(self, windows, **rest):
        def seen():
            for window in windows:
                loaded.extend(window or [])
                yield window

        return original(self, seen(), **rest)

    monkeypatch.setattr(Translator, "translate_windows", counted)

    def call(words: list[str]) -> tuple[str, int]:
        loaded.clear()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        assert run(lambda: app(words, prog_name="indictx")) == 0
        return capfd.readouterr()[0], len(loaded)

    def translate(options: list[str]) -> tuple[list[str], int]:
        out, count = call(["translate", "--memory", "--input", "in/a.txt", *options])
        return out.splitlines(), count

    def batch(options: list[str]) -> tuple[list[str], int]:
        _, count = call(["batch", "in/a.txt", "--out", "out", "--force", *options])
        return Path("out/a.txt").read_text(encoding="utf-8").splitlines(), count

    return {"translate": translate, "batch": batch}


@pytest.mark.parametrize("options", CASES.values(), ids=CASES)
@pytest.mark.parametrize(
    ("first", "second"),
    [("translate", "batch"), ("batch", "translate")],
    ids=["translate first", "batch first"],
)
def test_each_command_finds_what_the_other_has_translated(commands, options, first, second):
    made, count = commands[first](options)
    found, again = commands[second](options)

    assert count >= len(LINES)
    assert (found, again) == (made, 0)
