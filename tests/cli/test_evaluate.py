from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest
from tiny_model import SENTENCES, tiny_manifest_model

from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.evaluate.report import COLUMNS
from indictx.models import store
from indictx.pipeline.translator import Translator

ENGLISH = SENTENCES[:6]
HINDI = SENTENCES[15:21]
OTHER = [line.replace("है", "था") for line in HINDI]


@pytest.fixture
def indictx(monkeypatch, tmp_path, capfd):
    """Run the command in this process, in an empty folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
        data = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", data)
        code = run(lambda: app(["evaluate", *map(str, arguments)], prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def files(tmp_path):
    """Write source, reference, and outputs of two systems, and a test set of two languages."""
    columns = {"src.txt": ENGLISH, "ref.txt": HINDI, "same.txt": HINDI, "other.txt": OTHER}
    for name, lines in columns.items():
        write(tmp_path / name, lines)
    write(tmp_path / "set/eng_Latn.txt", ENGLISH)
    write(tmp_path / "set/hin_Deva.txt", HINDI)
    write(tmp_path / "set/domains.txt", ["home", "work"] * 3)
    write(tmp_path / "empty.txt", [])
    write(tmp_path / "bare.tsv", [f"{en}\t{hi}" for en, hi in zip(ENGLISH, HINDI, strict=True)])
    return tmp_path


def write(path, lines) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def table(out: str) -> list[dict[str, str]]:
    header, *rows = (line.split("\t") for line in out.splitlines())
    assert tuple(header) == COLUMNS
    return [dict(zip(header, row, strict=True)) for row in rows]


def chosen(rows, **cells: str) -> list[str]:
    """Return the values of the rows that have these cells."""
    return [row["value"] for row in rows if cells.items() <= row.items()]


PAIR = ("--pair", "en-hi")
TWO = ("--hypothesis", "a=same.txt", "--hypothesis", "b=other.txt")
FILES = (*PAIR, "--source", "src.txt", "--reference", "ref.txt")
FEW = ("--bootstrap", "20")


def test_files_of_any_system_are_scored_and_compared(indictx, files):
    code, out, err = indictx(*FILES, *TWO, *FEW)

    rows = table(out)
    assert (code, err) == (0, "")
    assert chosen(rows, system="a", metric="chrF++") == ["100.00"]
    assert chosen(rows, system="reference", metric="length-ratio") == ["1.000"]
    (second,) = (row for row in rows if (row["system"], row["metric"]) == ("b", "chrF++"))
    assert float(second["p_value"]) < 0.05


def test_an_output_on_stdin_needs_no_source(indictx, files):
    code, out, _ = indictx(
        *PAIR, "--reference", "ref.txt", "--hypothesis", "-", *FEW, stdin="\n".join(HINDI)
    )

    assert code == 0
    assert chosen(table(out), system="stdin", metric="BLEU") == ["100.00"]


def test_the_command_agrees_with_sacrebleu_on_the_files_it_saved(indictx, files, tiny_folder):
    code, out, _ = indictx(
        *("--pair", "en-hi", "--testset", "set", "--model", tiny_folder),
        *("--metric", "BLEU", "--bootstrap", "0", "--save", "saved"),
    )

    names = sorted(path.name for path in (files / "saved").iterdir())
    assert names == [f"eng_Latn-hin_Deva.{name}.txt" for name in ("reference", "source", "tiny")]
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", names[0], "-i", names[2], "-f", "json"],
        cwd=files / "saved",
        capture_output=True,
        check=True,
    )
    theirs = json.loads(done.stdout)
    (row,) = (row for row in table(out) if row["metric"] == "BLEU" and row["domain"] == "all")
    assert code == 0
    assert float(row["value"]) == pytest.approx(theirs["score"], abs=0.06)
    assert row["signature"] == f"BLEU|{theirs['signature']}"


def test_a_model_is_scored_in_several_directions_and_by_domain(indictx, files, tiny_folder):
    code, out, _ = indictx(
        *("--testset", "set", "--pair", "en-hi", "--pair", "hi-en", "--model", tiny_folder),
        *("--metric", "chrF", *FEW),
    )

    rows = table(out)
    assert code == 0
    assert len(chosen(rows, metric="chrF")) == 7
    assert len(chosen(rows, metric="chrF", pair="mean of 2")) == 1
    assert len(chosen(rows, metric="chrF", domain="work")) == 2
    assert len(chosen(rows, metric="lines/s")) == 2


def test_all_means_every_direction_of_set_and_model(indictx, files, tiny_folder):
    write(files / "set/urd_Arab.txt", ENGLISH)
    write(files / "set/guj_Gujr.txt", ENGLISH)

    code, out, _ = indictx("--all", "--testset", "set", "--model", tiny_folder, "--json", *FEW)

    pairs = [result["pair"] for result in json.loads(out)["results"]]
    assert code == 0
    assert sorted(set(pairs)) == ["eng_Latn-hin_Deva", "eng_Latn-urd_Arab", "hin_Deva-eng_Latn"]


def test_without_references_translations_are_checked_and_translated_back(
    indictx, files, tiny_folder
):
    code, out, _ = indictx(
        *PAIR, "--source", "src.txt", "--no-reference", "--model", tiny_folder, *FEW
    )

    rows = table(out)
    assert code == 0
    assert len(chosen(rows, metric="round-trip chrF++")) == 1
    assert chosen(rows, metric="chrF++") == []
    assert {row["system"] for row in rows} == {"tiny"}


def test_one_model_can_translate_every_output_back(indictx, files, tiny_folder):
    code, out, _ = indictx(
        *(*FILES, *TWO, "--no-reference", "--back-model", tiny_folder, "--bootstrap", "0")
    )

    assert code == 0
    assert len(chosen(table(out), metric="round-trip chrF++")) == 2


def test_a_model_that_does_not_go_back_is_checked_without_round_trip(indictx, files, tiny_folder):
    code, out, err = indictx(
        *("--pair", "en-ur", "--source", "src.txt", "--no-reference", "--model", tiny_folder)
    )

    assert code == 0
    assert chosen(table(out), metric="round-trip chrF++") == []
    assert err == "note: tiny does not translate eng_Latn-urd_Arab back; no round trip\n"


def test_two_models_need_names_and_make_a_picture_and_a_page(indictx, files, tiny_folder):
    other = tiny_manifest_model(files / "other-model", name="other", seed=1)

    code, out, _ = indictx(
        *(*PAIR, "--testset", "set", "--model", tiny_folder, "--model", f"new={other}"),
        *("--markdown", "--diff", "ab.html", "--plot", "plot.svg", *FEW),
    )

    assert code == 0
    assert out.startswith("| System | Pair | chrF++")
    assert "| new | eng_Latn-hin_Deva |" in out
    assert "tiny and new" in (files / "ab.html").read_text(encoding="utf-8")
    assert ">new</text>" in (files / "plot.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((*PAIR,), 2, "no test set"),
        (("--testset", "set"), 2, "no direction"),
        ((*PAIR, "--testset", "set", "--reference", "ref.txt"), 2, "two test sets"),
        ((*FILES, *TWO, "--json", "--markdown"), 2, "two forms"),
        (("--all", *PAIR, "--testset", "set"), 2, "--pair and --all are two choices"),
        (
            (*PAIR, "--reference", "empty.txt", "--hypothesis", "empty.txt"),
            5,
            "'empty.txt' is empty",
        ),
        ((*PAIR, "--source", "empty.txt", "--no-reference", *TWO), 5, "'empty.txt' is empty"),
        (("--all", "--reference", "ref.txt"), 2, "--all needs --testset"),
        (("--all", "--testset", "set", *TWO), 2, "--hypothesis is for one direction"),
        (("--all", "--testset", "bare.tsv"), 2, "does not say which languages it is in"),
        ((*FILES, *TWO, "--plot", "plot.jpg"), 2, "is no .svg, .png or .html"),
        ((*FILES, *TWO, "--plot", "plot.svg"), 2, "there is nothing to plot"),
        (
            (*PAIR, "--pair", "hi-en", "--testset", "bare.tsv"),
            2,
            "does not say which languages it is in",
        ),
        ((*FILES, *PAIR, "--pair", "hi-en"), 2, "--reference is for one direction"),
        (
            (*PAIR, "--pair", "hi-en", "--source", "src.txt", "--no-reference"),
            2,
            "--source is in one language",
        ),
        ((*FILES, *TWO, "--plot", "a.html", "--diff", "a.html"), 2, "are one file"),
        (
            ("--pair", "hi-en", "--testset", "set", "--metric", "BLEU-indic"),
            2,
            "BLEU-indic is not for English",
        ),
        ((*FILES, *TWO, "--back-model", ""), 2, "--back-model names nothing"),
        ((*FILES, "--model", "ours="), 2, "'ours=' names nothing"),
        ((*FILES, "--model", ""), 2, "'' names nothing"),
        ((*FILES, "--hypothesis", "ours="), 2, "'ours=' names nothing"),
        ((*FILES, *TWO, "--save", "src.txt"), 2, "'src.txt' is no folder"),
        ((*FILES, *TWO, "--save", "src.txt", "--force"), 2, "'src.txt' is no folder"),
        ((*FILES, *TWO[:2], "--diff", "ab.html"), 2, "--diff compares two systems"),
        ((*FILES, *TWO, "--diff", "src.txt"), 2, "'src.txt' exists"),
        ((*FILES, *TWO, "--save", "set"), 2, "'set' is not empty"),
        ((*FILES, *TWO, "--back-model", "x"), 2, "--back-model is for --no-reference"),
        ((*FILES, *TWO, "--metric", "ter"), 2, "unknown metric: 'ter'"),
        ((*FILES, *TWO[:2], *TWO[:2]), 2, "two systems are called 'a'"),
        ((*FILES, "--hypothesis", "none.txt"), 5, "cannot read 'none.txt'"),
        ((*FILES, "--hypothesis", "set/domains.txt", "--limit", "0"), 2, "--limit"),
        ((*PAIR, "--testset", "flores200-dev"), 5, "no test set 'flores200-dev'"),
        (("--pair", "en-xx", "--testset", "set"), 4, "unknown language: 'xx'"),
        (("--pair", "en-ta", "--testset", "set"), 5, "has no eng_Latn-tam_Taml"),
        ((*FILES, "--model", "none"), 3, "unknown model: 'none'"),
        ((*PAIR, "--reference", "ref.txt", "--model", "x"), 2, "needs something to translate"),
        ((*PAIR, "--reference", "ref.txt", "--no-reference", *TWO), 2, "nothing to evaluate"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    indictx, files, arguments, code, message
):
    before = sorted(files.iterdir())

    found, out, err = indictx(*arguments)

    assert (found, out) == (code, "")
    assert message in err
    assert sorted(path for path in files.iterdir() if path.name != "home") == before


def test_outputs_of_another_length_are_refused(indictx, files):
    write(files / "short.txt", HINDI[:3])

    code, _, err = indictx(*FILES, "--hypothesis", "short.txt")

    assert code == 5
    assert "'short.txt' has 3 lines, but test set 'src.txt' has 6" in err


@pytest.mark.parametrize(
    "wrong", [("--hypothesis", "short.txt"), ("--hypothesis", "tiny=same.txt"), ("--metric", "ter")]
)
def test_mistakes_are_found_before_a_model_is_loaded(
    indictx, files, tiny_folder, monkeypatch, wrong
):
    write(files / "short.txt", HINDI[:3])
    monkeypatch.setattr(Translator, "load", lambda *_, **__: pytest.fail("loaded"))

    code, _, err = indictx(*FILES, "--model", tiny_folder, *wrong)

    assert code in (2, 5)
    assert err.startswith("error: ")


def test_files_are_overwritten_when_that_is_asked_for(indictx, files):
    code, _, _ = indictx(*FILES, *TWO, "--diff", "ref.txt", "--force", *FEW)

    assert code == 0
    assert (files / "ref.txt").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not list(files.glob("*.part"))


def test_progress_is_shown_on_a_terminal_only(indictx, files, tiny_folder, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    arguments = (*FILES, "--model", tiny_folder, "--metric", "chrF", "--bootstrap", "0")
    _, _, silent = indictx(*arguments)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    indictx(*arguments)

    assert silent == ""
    assert terminal.getvalue() == "\rtiny eng_Latn-hin_Deva: 6/6\n"


def test_help_loads_no_scorer_and_no_model():
    program = (
        "import sys; sys.argv = ['indictx', 'evaluate', '--help']; "
        "from indictx.cli._errors import run; from indictx.cli.app import app; run(app); "
        "print([name for name in ('sacrebleu', 'numpy', 'ctranslate2') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert "--testset" in done.stdout
    assert done.stdout.endswith("[]\n")


def test_no_common_direction_is_said(indictx, files, tiny_folder):
    (files / "set/hin_Deva.txt").rename(files / "set/guj_Gujr.txt")

    code, _, err = indictx("--all", "--testset", "set", "--model", tiny_folder)

    assert (code, "no direction of 'set' is translated by every model" in err) == (2, True)


def test_source_and_reference_have_equally_many_lines(indictx, files):
    write(files / "ref.txt", HINDI[:5])

    code, _, err = indictx(*FILES, *TWO)

    assert (code, "'ref.txt' has 5 lines, 'src.txt' has 6" in err) == (5, True)


def test_a_file_with_an_equals_sign_in_its_name_is_a_file(indictx, files):
    write(files / "beam=4.txt", HINDI)

    code, out, _ = indictx(*FILES, "--hypothesis", "beam=4.txt", *FEW)

    assert code == 0
    assert chosen(table(out), system="beam=4.txt", metric="chrF") == ["100.00"]


def test_the_best_installed_model_is_evaluated_where_none_is_named(indictx, files):
    for name, rank in (("weak", 0), ("good", 900)):
        folder = tiny_manifest_model(store.models_folder() / name, name=name)
        path = folder / "manifest.toml"
        path.write_text(f"rank = {rank}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")

    arguments = ("--pair", "en-hi", "--source", "src.txt", "--reference", "ref.txt")
    code, out, _ = indictx(*arguments, "--metric", "chrF", "--bootstrap", "0", "--beam", "1")

    assert code == 0
    assert {row["system"] for row in table(out)} == {"good", "reference"}


def test_two_models_are_compared_over_all_directions_at_once(indictx, files, tiny_folder):
    other = tiny_manifest_model(files / "other-model", name="other", seed=1)
    models = ("--model", tiny_folder, "--model", other)

    code, out, _ = indictx("--all", "--testset", "set", *models, "--metric", "chrF", *FEW)

    rows = table(out)
    assert code == 0
    for system in ("tiny", "other"):
        values = [
            float(row["value"])
            for row in rows
            if (row["system"], row["metric"], row["domain"]) == (system, "chrF", "all")
        ]
        assert len(values) == 3
        assert values[2] == pytest.approx((values[0] + values[1]) / 2, abs=0.01)
    means = [row for row in rows if row["pair"] == "mean of 2"]
    assert [(row["system"], row["metric"]) for row in means] == [
        ("tiny", "chrF"),
        ("other", "chrF"),
        ("other", "chrF-better"),
        ("other", "chrF-worse"),
    ]
    assert (means[0]["p_value"], means[1]["p_value"] != "-") == ("-", True)


def test_a_picture_is_png_where_its_name_says_so(indictx, files, tiny_folder):
    arguments = (*PAIR, "--testset", "set", "--metric", "chrF", *FEW)

    code, _, err = indictx(*arguments, "--model", tiny_folder, "--plot", "plot.PNG")

    assert (code, err) == (0, "")
    assert (files / "plot.PNG").read_bytes().startswith(b"\x89PNG")


def test_a_name_that_png_cannot_write_is_told(indictx, files, tiny_folder):
    arguments = (*PAIR, "--testset", "set", "--metric", "chrF", *FEW, "--force")

    for name, told in (("plot.png", True), ("plot.svg", False)):
        code, _, err = indictx(*arguments, "--model", f"हिन्दी={tiny_folder}", "--plot", name)

        assert code == 0
        assert ("note: PNG has Latin letters only" in err) is told


def test_a_test_set_here_has_the_name_of_this_folder(indictx, files, monkeypatch, tiny_folder):
    monkeypatch.chdir(files / "set")

    code, out, _ = indictx(
        *(*PAIR, "--testset", ".", "--model", tiny_folder, "--metric", "chrF", *FEW)
    )

    assert (code, {row["testset"] for row in table(out)}) == (0, {"set"})


def test_systems_with_names_that_files_cannot_have_are_saved_apart(indictx, files):
    systems = ("a b=same.txt", "a_b=other.txt", "Source=same.txt")
    named = [part for system in systems for part in ("--hypothesis", system)]

    code, _, _ = indictx(*FILES, *named, "--save", "saved", "--metric", "chrF", *FEW)

    assert code == 0
    saved = {
        path.name.removeprefix("eng_Latn-hin_Deva."): path.read_text(encoding="utf-8").splitlines()
        for path in (files / "saved").iterdir()
    }
    assert saved == {
        "source.txt": ENGLISH,
        "reference.txt": HINDI,
        "a_b.txt": HINDI,
        "a_b_.txt": OTHER,
        "Source_.txt": HINDI,
    }


def test_files_without_a_model_to_go_back_are_told_so(indictx, files):
    code, out, err = indictx(*FILES, *TWO, "--no-reference", *FEW)

    assert (code, chosen(table(out), metric="round-trip chrF++")) == (0, [])
    assert err == "note: files are translated back by --back-model MODEL alone; no round trip\n"


def test_segments_with_a_blank_side_are_counted_in_a_note(indictx, files):
    write(files / "gaps.tsv", ["en\thi", f"{ENGLISH[0]}\t{HINDI[0]}", "One\t", "Two\t "])
    write(files / "one.txt", HINDI[:1])
    arguments = (*PAIR, "--testset", "gaps.tsv", "--hypothesis", "one.txt", *FEW)

    code, _, err = indictx(*arguments)
    _, _, quiet = indictx(*arguments, "--quiet")

    assert code == 0
    assert err == "note: eng_Latn-hin_Deva: segments with a blank side, left out: 2\n"
    assert quiet == ""


def test_a_direction_given_twice_is_one(indictx, files):
    code, out, _ = indictx(*PAIR, "--pair", "eng-hin", "--testset", "bare.tsv", "--model", "none")

    assert (code, out) == (3, "")
