"""Lines that break programs: as many come out, every slot intact or flagged, documented codes."""

from __future__ import annotations

import json
import unicodedata

import pytest
from adversarial import RAW, TEXTS, raw_file, text_file
from misbehaving import MISBEHAVIORS, echo, fake_translator
from processes import translate

from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.units import Cell, plan_line
from indictx.text._quantities import amount_and_unit
from indictx.text.protect import DEFAULT
from indictx.text.romanized import from_romanized

LANGUAGES = {"src_lang": "mar_Deva", "tgt_lang": "hin_Deva"}
# A tiny model answers with noise, which is searched again and again.
BEARABLE = 20_000


def hidden(text: str, src_lang: str, tgt_script: str) -> list[str]:
    """Return the spans of a line that a translation must not change."""
    cells = [
        part
        for part in plan_line(text, src_lang, DEFAULT, tgt_script).parts
        if isinstance(part, Cell)
    ]
    spans = [span for cell in cells for span in cell.protected.spans]
    # Units and digits may be those of the target.
    return [
        digits(amount_and_unit(span.text)[0] if span.kind == "quantity" else span.text)
        for span in spans
    ]


def digits(text: str) -> str:
    """Return a text with 0-9 for all digits: those of a third script do not stay."""
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)


def bare(text: str) -> str:
    """Return a text as an echo may change it: full stops are the target's, shouting is lowered."""
    return digits(text.replace("।", ".").casefold())


@pytest.mark.parametrize("name", TEXTS)
def test_an_echo_gives_the_line_back(name):
    translator = fake_translator(echo, TranslateOptions(retry=False), slot_count=4)

    (result,) = translator.translate([TEXTS[name]], **LANGUAGES)

    assert bare(result.target) == bare(TEXTS[name])
    assert "slots" not in result.flags


@pytest.mark.parametrize("change", MISBEHAVIORS, ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", [name for name in TEXTS if name != "a megabyte"])
def test_every_slot_is_intact_or_the_line_is_flagged(name, change):
    (result,) = fake_translator(change, slot_count=4).translate([TEXTS[name]], **LANGUAGES)

    if "slots" not in result.flags:
        assert all(
            span in digits(result.target) for span in hidden(TEXTS[name], "mar_Deva", "Deva")
        )
    assert result.target.count("\t") == TEXTS[name].count("\t")


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "a megabyte"])
def test_detection_takes_any_line(name):
    (result,) = fake_translator(echo).translate([TEXTS[name]], tgt_lang="hi")

    expected = from_romanized(TEXTS[name]) if name == "romanized" else TEXTS[name]
    assert bare(result.target) == bare(expected)


def lines(data: bytes) -> list[bytes]:
    """Split at line feeds alone."""
    return data.split(b"\n")


@pytest.mark.slow
@pytest.mark.parametrize("source", ["auto", "en"])
def test_the_command_answers_every_line_of_the_file(tiny_folder, tmp_path, source):
    data = text_file(longest=BEARABLE)

    done = translate(
        "--model", tiny_folder, "--from", source, "--to", "hi", "--beam", "1", "-q",
        folder=tmp_path, stdin=data,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, b"")
    assert len(lines(done.stdout)) == len(lines(data))
    assert [line.endswith(b"\r") for line in lines(done.stdout)] == [
        line.endswith(b"\r") for line in lines(data)
    ]


@pytest.mark.slow
def test_the_json_of_the_file_is_whole(tiny_folder, tmp_path):
    data = text_file(longest=BEARABLE)

    done = translate(
        "--model", tiny_folder, "--from", "en", "--to", "hi", "--beam", "1", "-q", "--json",
        folder=tmp_path, stdin=data,
    )  # fmt: skip

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["line"] for record in records] == list(range(1, len(lines(data)) + 1))
    for record in records:
        if "slots" not in record["flags"]:
            assert all(
                span in digits(record["target"])
                for span in hidden(record["source"], "eng_Latn", "Deva")
            )


def test_9_when_the_file_is_translated_strictly(tiny_folder, tmp_path):
    data = "\n".join([TEXTS["punctuation"], TEXTS["unknown scripts"], TEXTS["NUL"]]).encode()

    done = translate("--model", tiny_folder, "--to", "hi", "--strict", folder=tmp_path, stdin=data)

    assert done.returncode == 9
    assert done.stdout == data


def test_5_for_bytes_that_are_no_text(tiny_folder, tmp_path):
    for data in RAW.values():
        done = translate("--model", tiny_folder, "--to", "hi", folder=tmp_path, stdin=b"1\n" + data)

        assert (done.returncode, done.stdout) == (5, b"1\n")
        assert b"line 2, byte" in done.stderr


@pytest.mark.parametrize("errors", ["replace", "surrogateescape"])
def test_bytes_that_are_no_text_can_go_through(tiny_folder, tmp_path, errors):
    done = translate(
        "--model", tiny_folder, "--from", "en", "--to", "hi", "-q", "--errors", errors,
        folder=tmp_path, stdin=raw_file(),
    )  # fmt: skip

    assert done.returncode == 0
    assert len(lines(done.stdout)) == len(lines(raw_file()))
    if errors == "replace":
        done.stdout.decode()
    else:
        assert lines(done.stdout)[0] == b"\xff"


@pytest.mark.model
@pytest.mark.slow
def test_the_bundled_model_answers_every_line_of_the_file(tmp_path):
    data = text_file(longest=BEARABLE)

    done = translate(
        "--from", "hi", "--to", "en", "--beam", "1", "-q", "--json", folder=tmp_path, stdin=data
    )

    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(records) == len(lines(data))
    for record in records:
        if "slots" not in record["flags"]:
            assert all(
                span in digits(record["target"])
                for span in hidden(record["source"], "hin_Deva", "Latn")
            )
