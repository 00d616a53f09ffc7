"""``indictx translate`` in this process: options, settings, columns, JSON, exit codes."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from indictx import settings
from indictx.cli import _writer
from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.engines import ct2
from indictx.testing import EchoEngine
from indictx.text.protect import is_slot

KEYS = [
    "schema",
    "line",
    "source",
    "target",
    "src_lang",
    "tgt_lang",
    "score",
    "flags",
    "repairs",
    "alternatives",
    "model",
]


class Outcome:
    """What a command did."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code = code
        self.out = out.decode()
        self.err = err.decode()

    @property
    def records(self) -> list[dict]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def translate(monkeypatch, tmp_path, capfdbinary, tiny_folder):
    """Translate with the tiny model in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, stdin: str | bytes = b"", model: object = tiny_folder) -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        words = ["translate", *map(str, arguments)]
        words += ["--model", str(model)] if model else []
        code = run(lambda: app(words, prog_name="indictx"))
        out, err = capfdbinary.readouterr()
        return Outcome(code, out, err)

    return call


@pytest.fixture
def echoing(monkeypatch):
    """Let the model return its input, so that outputs can be told by eye."""

    class Echo(EchoEngine):
        def __init__(self, folder, *, max_source_pieces, **options):
            super().__init__(max_source_pieces=max_source_pieces)

        def submit(self, sources, prefixes, options):
            return super().submit([source[1:-1] for source in sources], prefixes, options)

    monkeypatch.setattr(ct2, "Ct2Engine", Echo)


# Input


def test_words_of_the_command_line_are_one_line(translate, echoing):
    done = translate("--to", "hi", "--from", "mr", "मी", "घरी", "जातो", stdin="unread")

    assert (done.code, done.out) == (0, "मी घरी जातो\n")


@pytest.mark.parametrize("words", [[], ["-"]], ids=["nothing", "a dash"])
def test_standard_input_is_read_without_words(translate, echoing, words):
    assert translate("--to", "hi", *words, stdin="बारिश\nआई").out == "बारिश\nआई"


def test_a_word_with_line_breaks_is_several_lines(translate, echoing):
    assert translate("--to", "hi", "बारिश\n\nआई").out == "बारिश\n\nआई\n"


@pytest.mark.parametrize(
    "text",
    [
        "बारिश\r\nआई\r\n",
        "बारिश\n\n  \n\t\nआई",
        "बारिश\r\nआई\n\r\nऔर",
        "एक\tदो\t\tतीन\n",
        "बारिश\rआई\n",
        "\n",
        "",
    ],
    ids=["CRLF", "blank lines", "mixed", "tabs", "lone CR", "one line feed", "nothing"],
)
def test_what_divides_lines_and_cells_stays_byte_for_byte(translate, echoing, text):
    done = translate("--to", "hi", stdin=text)

    assert (done.code, done.out, done.err) == (0, text, "")


def test_a_byte_order_mark_is_not_written(translate, echoing):
    assert translate("--to", "hi", stdin="\ufeffबारिश\n").out == "बारिश\n"


def test_a_file_is_read(translate, echoing, tmp_path):
    (tmp_path / "in.txt").write_bytes("बारिश\r\n".encode())

    assert translate("--to", "hi", "-i", "in.txt").out == "बारिश\r\n"


@pytest.mark.parametrize("errors", ["replace", "surrogateescape"])
def test_invalid_bytes_do_not_stop_where_they_are_allowed(translate, errors):
    outcome = {"replace": "1 \ufffd\n".encode(), "surrogateescape": b"1 \xff\n"}

    code = translate("--to", "hi", "--errors", errors, "-o", "out.txt", stdin=b"1 \xff\n").code

    assert (code, Path("out.txt").read_bytes()) == (0, outcome[errors])


# Output


def test_a_file_is_written_and_nothing_to_stdout(translate, echoing, tmp_path):
    done = translate("--to", "hi", "-o", "out.txt", stdin="बारिश\r\n")

    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "out.txt").read_bytes() == "बारिश\r\n".encode()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.txt"]


def test_a_file_is_not_overwritten_unless_forced(translate, echoing, tmp_path):
    (tmp_path / "out.txt").write_bytes(b"mine")

    refused = translate("--to", "hi", "-o", "out.txt", stdin="बारिश\n")
    kept = (tmp_path / "out.txt").read_bytes()
    forced = translate("--to", "hi", "-o", "out.txt", "--force", stdin="बारिश\n")

    assert (refused.code, kept) == (2, b"mine")
    assert refused.err == "error: 'out.txt' exists\nhint: add --force to overwrite it\n"
    assert (forced.code, (tmp_path / "out.txt").read_text(encoding="utf-8")) == (0, "बारिश\n")


def test_a_file_can_be_translated_in_its_place(translate, echoing, tmp_path):
    (tmp_path / "a.txt").write_bytes("बारिश\n".encode() * 100)

    done = translate("--to", "hi", "-i", "a.txt", "-o", "a.txt", "--force")

    assert done.code == 0
    assert (tmp_path / "a.txt").read_bytes() == "बारिश\n".encode() * 100


def test_nothing_of_a_file_appears_after_an_error(translate, tmp_path):
    done = translate("--to", "hi", "-o", "out.txt", stdin=b"1\n\xff\n")

    assert done.code == 5
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_an_old_file_stays_after_an_error(translate, tmp_path):
    (tmp_path / "out.txt").write_bytes(b"mine")

    translate("--to", "hi", "-o", "out.txt", "--force", stdin=b"1\n\xff\n")

    assert (tmp_path / "out.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["nowhere/out.txt", "file/out.txt"])
def test_1_for_a_file_that_cannot_be_written(translate, tmp_path, name):
    (tmp_path / "file").write_bytes(b"")

    done = translate("--to", "hi", "-o", name, "1")

    assert done.code == 1
    assert done.err.startswith(f"error: cannot write {name!r}: ")


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
def test_an_overwritten_file_keeps_its_mode_and_its_links(translate, echoing, tmp_path):
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"old")
    file.chmod(0o600)
    link.symlink_to(file)

    translate("--to", "hi", "-o", "link", "--force", "12")

    assert link.is_symlink()
    assert file.read_bytes() == b"12\n"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_dash_is_standard_output(translate, echoing):
    assert translate("--to", "hi", "-o", "-", "12").out == "12\n"


# Columns


def test_targets_are_columns_in_the_order_given(translate, echoing):
    done = translate("--from", "en", "--to", "ta,hi,Bangla", "--header", stdin="12\n\n")

    assert done.out == "tam_Taml\thin_Deva\tben_Beng\n12\t12\t12\n\t\t\n"


def test_targets_may_be_named_one_by_one(translate, echoing):
    done = translate("--from", "en", "--to", "ta", "-t", "hi,Bangla", "--header", stdin="12\n")

    assert done.out == "tam_Taml\thin_Deva\tben_Beng\n12\t12\t12\n"


def test_a_target_named_twice_is_one_column(translate, echoing):
    assert translate("--from", "en", "--to", "hi,hin,Hindi", stdin="12\n").out == "12\n"


def test_scores_and_alternatives_are_columns(translate):
    done = translate(
        "--from", "en", "--to", "hi,ta", "--header", "--scores", "--alternatives", "2",
        stdin="It rains in the hills.\n12\n",
    )  # fmt: skip

    header, first, second = (line.split("\t") for line in done.out.splitlines())
    assert header == [
        "hin_Deva", "hin_Deva.2", "hin_Deva.score", "tam_Taml", "tam_Taml.2", "tam_Taml.score",
    ]  # fmt: skip
    assert len(first) == len(header)
    assert float(first[2]) < 0
    assert float(first[5]) < 0
    assert second == ["12", "", "", "12", "", ""]


# JSON


def test_json_has_the_documented_keys(translate):
    done = translate(
        "--json", "--from", "en", "--to", "hi,bn", "--alternatives", "2", stdin="Rain.\n\nSun.\n"
    )

    assert [list(record) for record in done.records] == [KEYS] * 6
    assert [record["line"] for record in done.records] == [1, 1, 2, 2, 3, 3]
    assert [record["tgt_lang"] for record in done.records] == ["hin_Deva", "ben_Beng"] * 3
    assert {record["schema"] for record in done.records} == {1}
    assert {record["model"] for record in done.records} == {"tiny"}
    assert done.records[2]["score"] is None
    assert list(done.records[0]["alternatives"][0]) == ["target", "score"]


def test_every_key_of_the_json_is_documented():
    page = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
    text = page.read_text(encoding="utf-8")

    assert all(f"| `{key}` |" in text for key in KEYS)
    assert f"`schema` is {_writer.SCHEMA}" in text


def test_json_says_what_is_wrong(translate):
    (record,) = translate("--json", "--to", "hi", "Дождь").records

    assert record["flags"] == ["untranslated"]
    assert record["src_lang"] is None


@pytest.mark.parametrize(
    "text", ["a\u2028b", "\x85", "\x7f\x00", '"\\', "🙂"], ids=lambda text: ascii(text)
)
def test_json_is_one_line_for_any_reader(translate, echoing, text):
    done = translate("--json", "--from", "mr", "--to", "hi", stdin=text + "\n")

    (record,) = done.records
    assert record["source"] == text


def test_json_can_hold_bytes_that_are_no_text(translate):
    done = translate("--json", "--to", "hi", "--errors", "surrogateescape", stdin=b"1 \xff\n")

    assert done.records[0]["source"] == "1 \udcff"
    assert done.records[0]["target"] == "1 \udcff"


def test_a_tab_in_a_text_is_an_escape_where_there_are_columns(translate):
    one = translate("--to", "hi", stdin=b"1\t2\n")
    two = translate("--to", "hi,ta", stdin=b"1\t2\n")

    assert one.out == "1\t2\n"
    assert two.out == "1\\t2\t1\\t2\n"


def test_there_is_no_header_in_json(translate):
    assert len(translate("--json", "--header", "--to", "hi", "12").records) == 1


# Exit codes


@pytest.mark.parametrize(
    "arguments",
    [
        ["12"],
        ["--to", "hi", "--beam", "0", "12"],
        ["--to", "hi", "--beam", "many", "12"],
        ["--to", "hi", "--errors", "ignore", "12"],
        ["--to", "hi", "--digits", "roman", "12"],
        ["--to", "hi", "--keep-regex", "(", "12"],
        ["--to", "hi", "-i", "in.txt", "12"],
        ["--to", "hi", "--window", "0", "12"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_2_for_wrong_usage(translate, arguments):
    done = translate(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err


def test_without_a_target_the_ones_there_are_are_named(translate):
    assert "hin_Deva" in translate("12").err.splitlines()[1]


def test_without_a_target_those_of_all_installed_models_are_named():
    from indictx.models.choose import targets

    assert {"eng_Latn", "hin_Deva", "tam_Taml", "urd_Arab"} <= set(targets(None))
    assert targets("indictx-mini-south") == ["kan_Knda", "mal_Mlym", "tam_Taml", "tel_Telu"]


@pytest.mark.parametrize("model", ["no-such-model", "./no/such/folder"])
def test_3_for_an_unknown_model(translate, model):
    done = translate("--to", "hi", "12", model=model)

    assert (done.code, done.out) == (3, "")


def test_3_for_a_manifest_that_is_not_understood(translate, tmp_path):
    (tmp_path / "manifest.toml").write_text("schema = 99", encoding="utf-8")

    assert translate("--to", "hi", "12", model=tmp_path).code == 3


def test_3_for_a_sentencepiece_model_that_is_none(translate, tmp_path, tiny_folder):
    copy = shutil.copytree(tiny_folder, tmp_path / "copy")
    manifest = (copy / "manifest.toml").read_text(encoding="utf-8")
    wrong = manifest.replace('_spm = "sentencepiece.model"', '_spm = "config.json"')
    (copy / "manifest.toml").write_text(wrong, encoding="utf-8")

    assert translate("--from", "en", "--to", "hi", "Rain.", model=copy).code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        ["--to", "klingonish"],
        ["--to", "hi", "--from", "klingonish"],
        ["--to", "kn"],
        ["--to", "hi", "--from", "ur"],
        ["--to", "hi", "--from", "hi"],
        ["--to", "hi,kn", "--from", "en"],
    ],
    ids=" ".join,
)
def test_4_for_languages_that_cannot_be_served(translate, arguments):
    done = translate(*arguments, stdin="unread\n")

    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("error: ")


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_5_for_input_that_cannot_be_read(translate, name):
    done = translate("--to", "hi", "-i", name)

    assert done.code == 5
    assert name in done.err


def test_5_for_a_list_of_terms_that_cannot_be_read(translate):
    assert translate("--to", "hi", "--keep", "missing.txt", "12").code == 5


@pytest.mark.parametrize("file", ["model.bin", "sentencepiece.model"])
@pytest.mark.parametrize("damage", ["missing", "longer", "changed"])
def test_7_for_a_file_that_is_not_what_the_manifest_says(
    translate, tmp_path, tiny_folder, file, damage
):
    copy = shutil.copytree(tiny_folder, tmp_path / "copy")
    data = (copy / file).read_bytes()
    if damage == "missing":
        (copy / file).unlink()
    else:
        (copy / file).write_bytes(data + b"x" if damage == "longer" else b"x" + data[1:])

    done = translate("--to", "hi", "Rain.", model=copy)

    assert (done.code, done.out) == (7, "")
    assert file in done.err


def test_8_for_a_model_that_the_runtime_cannot_load(translate, tmp_path, tiny_folder):
    from indictx.models.manifest import load_manifest
    from indictx.testing import write_manifest

    copy = shutil.copytree(tiny_folder, tmp_path / "copy")
    (copy / "model.bin").write_bytes(b"no model")
    write_manifest(copy, languages=["eng_Latn", "hin_Deva"], rules=load_manifest(copy).text)

    done = translate("--to", "hi", "Rain.", model=copy)

    assert (done.code, done.out) == (8, "")
    assert done.err.startswith("error: cannot load the model")


def test_9_only_if_lines_are_flagged(translate, echoing):
    assert translate("--to", "hi", "--strict", stdin="बारिश\n12\n").code == 0
    assert translate("--to", "hi", "--strict", stdin="बारिश\nДождь\n").code == 9


def test_9_for_a_number_that_the_model_made_up(translate, monkeypatch):
    class Inventor(EchoEngine):
        def __init__(self, folder, *, max_source_pieces, **options):
            super().__init__(max_source_pieces=max_source_pieces)

        def submit(self, sources, prefixes, options):
            return super().submit([[*source[1:-1], *"1947"] for source in sources], (), options)

    monkeypatch.setattr(ct2, "Ct2Engine", Inventor)

    done = translate("--from", "mr", "--to", "hi", "--strict", "--json", "मी जातो")

    assert done.code == 9
    assert "numbers" in done.records[0]["flags"]
    assert done.err.endswith("lines are flagged\nhint: see the key 'flags' of each line\n")


def test_a_strict_run_says_once_what_is_flagged(translate):
    done = translate("--to", "hi", "--strict", stdin="Дождь\n12\n")

    assert done.err == "error: 1 of 2 lines are flagged\nhint: run with --json to see why\n"


# Messages


def test_flagged_lines_are_counted_on_stderr(translate):
    stdin = "Дождь\n12\nДождь\n"

    loud, quiet = (translate("--to", "hi", *more, stdin=stdin) for more in ([], ["-q"]))

    assert loud.err == "note: 2 of 3 lines are flagged; --json shows why\n"
    assert quiet.err == ""
    assert loud.out == quiet.out == stdin


@pytest.mark.parametrize("source", ["mr", "auto"])
def test_a_pivot_is_said_once(translate, source):
    stdin = "मुले अरुंद गल्लीत क्रिकेट खेळत आहेत.\n" * 3

    loud = translate("--from", source, "--to", "ta", stdin=stdin)
    quiet = translate("--from", source, "--to", "ta", "-q", stdin=stdin)

    notes = [line for line in loud.err.splitlines() if "goes through" in line]
    assert len(notes) == 1
    assert notes[0].endswith("to tam_Taml goes through eng_Latn")
    assert quiet.err == ""


def test_json_says_which_lines_took_a_pivot(translate):
    (record,) = translate("--json", "-q", "--from", "mr", "--to", "ta", "मुले").records

    assert "pivot" in record["repairs"]
    assert record["source"] == "मुले"


class Keyboard(io.TextIOWrapper):
    """Standard input that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(("more", "note"), [([], True), (["-q"], False)], ids=["loud", "quiet"])
def test_a_person_is_told_how_to_end(translate, echoing, monkeypatch, more, note):
    wrap = io.TextIOWrapper
    monkeypatch.setattr(io, "TextIOWrapper", lambda buffer, **options: Keyboard(buffer, **options))

    done = translate("--to", "hi", *more, stdin="12\n")

    monkeypatch.setattr(io, "TextIOWrapper", wrap)
    assert done.out == "12\n"
    assert ("Ctrl-D" in done.err) is note


def test_progress_knows_the_size_of_a_file(translate, echoing, monkeypatch, tmp_path):
    totals = []
    init = _writer.Progress.__init__
    monkeypatch.setattr(
        _writer.Progress, "__init__", lambda self, total: totals.append(total) or init(self, total)
    )
    (tmp_path / "in.txt").write_bytes(b"12\n")
    translate("--to", "hi", "-i", "in.txt")  # stderr is no terminal
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    translate("--to", "hi", "-i", "in.txt")
    translate("--to", "hi", stdin="12\n")
    translate("--to", "hi", "-q", "-i", "in.txt")

    assert totals == [3, 0]


# Settings


def test_a_settings_file_reaches_the_translation(translate, echoing, tmp_path):
    (tmp_path / "indictx.toml").write_text('to = ["bn", "hi"]\nfrom = "en"', encoding="utf-8")

    assert translate("--header", "12").out == "ben_Beng\thin_Deva\n12\t12\n"


def test_flags_beat_the_environment_which_beats_the_project_which_beats_the_user(
    translate, echoing, tmp_path, monkeypatch
):
    def target(*arguments: str) -> str:
        return translate("--from", "en", "--header", *arguments, "12").out.split("\n")[0]

    user = settings.user_config_path()
    user.parent.mkdir(parents=True)
    user.write_text('to = "bn"', encoding="utf-8")
    assert target() == "ben_Beng"

    (tmp_path / "indictx.toml").write_text('to = "ta"', encoding="utf-8")
    assert target() == "tam_Taml"

    monkeypatch.setenv("INDICTX_TO", "mr")
    assert target() == "mar_Deva"

    assert target("--to", "hi") == "hin_Deva"


def test_the_model_may_come_from_the_environment(translate, tiny_folder, monkeypatch):
    monkeypatch.setenv("INDICTX_MODEL", str(tiny_folder))

    assert translate("--json", "--to", "hi", "12", model=None).records[0]["model"] == "tiny"


@pytest.mark.parametrize("name", ["window", "threads", "batch_pieces", "beam"])
def test_numbers_of_the_environment_reach_the_translation(translate, name, monkeypatch):
    wanted = translate("--from", "en", "--to", "hi", "--beam", "1", stdin="Rain.\nSun.\n").out
    monkeypatch.setenv(f"INDICTX_{name.upper()}", "1")

    more = [] if name == "beam" else ["--beam", "1"]
    assert translate("--from", "en", "--to", "hi", *more, stdin="Rain.\nSun.\n").out == wanted


# What is kept


def test_terms_and_expressions_are_kept(translate, echoing, tmp_path, monkeypatch):
    seen = []
    submit = ct2.Ct2Engine.submit

    def spy(self, sources, prefixes, options):
        seen.extend("".join(source) for source in sources)
        return submit(self, sources, prefixes, options)

    monkeypatch.setattr(ct2.Ct2Engine, "submit", spy)
    (tmp_path / "terms.txt").write_text("गंगा नदी\n", encoding="utf-8")

    done = translate(
        "--from", "mr", "--to", "hi", "--keep", "terms.txt", "--keep-regex", "क[^ ]*ल",
        "यह गंगा नदी का कमल है",
    )  # fmt: skip

    assert done.out == "यह गंगा नदी का कमल है\n"
    assert all("कमल" not in source and "गंगा" not in source for source in seen)
    assert not any(is_slot(char) for source in seen for char in source)


@pytest.mark.parametrize(("digits", "out"), [("keep", "कुल 12\n"), ("native", "कुल १२\n")])
def test_digits_are_written_as_asked(translate, echoing, digits, out):
    assert translate("--from", "mr", "--to", "hi", "--digits", digits, "कुल 12").out == out
