from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indictx.cli._errors import run
from indictx.cli.app import app
from indictx.models.lock import locked


@pytest.fixture
def batch(monkeypatch, tmp_path, capfd, tiny_folder):
    """Run ``indictx batch`` in this process and folder; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, stdin: bytes = b"", languages: bool = True, model: bool = True):
        given = ["--from", "en", "--to", "hi"] if languages else []
        given += ["--model", str(tiny_folder), "--threads", "1"] if model else []
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = run(lambda: app(["batch", *arguments, *given], prog_name="indictx"))
        out, err = capfd.readouterr()
        return code, out, err

    return call


def write(**files: str | bytes) -> None:
    for name, content in files.items():
        path = Path("in") / name.replace("__", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def test_documents_come_out_in_their_formats(batch):
    write(
        a__txt="The rain stopped.\n\nThe rain stopped.\n",
        b__srt="1\n00:00:01,000 --> 00:00:03,000\nThe <i>river</i> is wide.\n",
        c__json='{"title": "A letter", "id": 7}\n',
    )

    code, out, err = batch("in", "--out", "out")

    assert (code, out) == (0, "")
    assert "3 files, 4 segments" in err
    first, blank, second = lines("out/a.txt")
    assert first == second != "The rain stopped."
    assert blank == ""
    assert lines("out/b.srt")[1] == "00:00:01,000 --> 00:00:03,000"
    assert json.loads(Path("out/c.json").read_text())["id"] == 7


def test_a_dry_run_names_what_is_meant_for_programs(batch):
    write(a__json='{"lang": "en", "kind": "song", "title": "The rain", "n": 1}')

    _, out, err = batch("in", "--out", "out", "--dry-run")
    _, chosen, no_note = batch("in", "--out", "out", "--dry-run", "--fields", "kind")

    assert out.endswith("json\t1\t2\n")
    assert err == "note: in/a.json: 2 texts for programs stay: lang, kind; --fields chooses\n"
    assert (chosen.endswith("json\t1\t1\n"), no_note) == (True, "")


def test_a_dry_run_prints_the_texts_if_asked(batch):
    write(a__txt="One day.\nTwo days.\n", b__json='{"lang": "en", "a b": "Tab\\there\\n\\\\"}')

    code, out, err = batch("in", "--out", "out", "--dry-run", "--segments")

    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "in/a.txt\tline 1\tOne day.",
        "in/a.txt\tline 2\tTwo days.",
        'in/b.json\t["a b"]\tTab\\there\\n\\\\',
    ]
    assert not Path("out").exists()


@pytest.mark.skipif(os.name == "nt", reason="names of files are plainer there")
def test_a_dry_run_prints_a_line_for_a_file_whatever_its_name(batch):
    Path("in").mkdir()
    Path("in/new\nline\\.txt").write_text("One day.\n")

    _, out, _ = batch("in", "--out", "out", "--dry-run")

    assert out == "in/new\\nline\\\\.txt\tout/new\\nline\\\\.txt\ttxt\t1\t2\n"


def test_files_that_cannot_be_read_say_what_to_do(batch):
    write(a__txt=b"caf\xe9\n", b__txt=b"caf\xe9 open\n", c__txt="One.\n")

    code, _, err = batch("in", "--out", "out")

    assert code == 5
    assert err.splitlines() == [
        "error: in/a.txt, line 1: byte 0xe9 is not utf-8: invalid continuation byte",
        "hint: name the encoding with --encoding, for instance --encoding cp1252",
        "error: in/b.txt, line 1: byte 0xe9 is not utf-8: invalid continuation byte",
        "error: 2 of 3 files cannot be translated",
        "hint: add --keep-going to translate the others",
    ]


def test_texts_are_printed_in_a_dry_run_only(batch):
    write(a__txt="One day.\n")

    code, _, err = batch("in", "--out", "out", "--segments")

    assert (code, err.splitlines()[-1]) == (2, "hint: add --dry-run")
    assert not Path("out").exists()


def test_a_dry_run_prints_the_plan_and_writes_nothing(batch):
    write(a__txt="The rain stopped.\n", b__txt="One. Two.\nThree.\n", c__bin=b"\0")

    code, out, err = batch("in", "--out", "out", "--dry-run")

    assert code == 0
    assert out == "in/a.txt\tout/a.txt\ttxt\t1\t3\nin/b.txt\tout/b.txt\ttxt\t2\t3\n"
    assert "'in/c.bin' has no format that is known" in err
    assert not Path("out").exists()


def test_a_list_of_paths_is_read_from_standard_input(batch):
    write(a__txt="Rain.\n", b__txt="Sun.\n", c__txt="Wind.\n")

    assert batch("-", "--out", "out", stdin=b"in/a.txt\n\nin/b.txt\n")[0] == 0
    assert batch("-", "--out", "two", stdin=b"in/a.txt\0in/c.txt\0")[0] == 0
    assert sorted(path.name for path in Path("out").glob("*.txt")) == ["a.txt", "b.txt"]
    assert sorted(path.name for path in Path("two").glob("*.txt")) == ["a.txt", "c.txt"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["in"], "say where translations go"),
        (["in", "--out", "out", "--in-place"], "say where translations go"),
        (["in", "--out", "out", "--fuzzy", "1.5"], "--fuzzy is 1.5"),
        (["in", "--out", "out", "--report", "r.pdf"], "unknown kind of report"),
        (["in", "--out", "out", "--report", "in/a.html"], "exists and is no report"),
        (["in", "--out", "out", "--report", "out/a.html"], "is an input or an output"),
        (["in", "--out", "out", "--name", "{x}"], "unknown field"),
        (["*.po", "--out", "out"], "no file matches"),
        (["-", "--out", "out"], "no files to translate"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_2_for_a_request_that_makes_no_sense(batch, arguments, complaint):
    write(a__txt="Rain.\n", a__html="<p>Rain.</p>\n")

    code, _, err = batch(*arguments)

    assert code == 2
    assert complaint in err
    assert not Path("out").exists()


def test_2_without_a_target_language(batch):
    write(a__txt="Rain.\n")

    code, _, err = batch("in", "--out", "out", languages=False)

    assert code == 2
    assert "hint: add --to LANG" in err


def test_4_for_a_direction_that_the_model_does_not_serve(batch):
    write(a__txt="Rain.\n")

    code, _, err = batch("in", "--out", "out", "--to", "sat", "--from", "en", languages=False)

    assert code == 4
    assert "sat_Olck" in err


def test_5_for_a_broken_file_before_the_model_is_loaded(batch, monkeypatch):
    write(a__txt="Rain.\n", b__json='{"a": \n', c__json="[1,,2]\n")
    monkeypatch.setattr("indictx.pipeline.translator.Translator.load", None)

    code, _, err = batch("in/b.json", "in/a.txt", "--out", "one")
    both = batch("in", "--out", "two")

    assert code == 5
    assert err.startswith("error: in/b.json, line ")
    assert both[0] == 5
    assert [line.partition(",")[0] for line in both[2].splitlines()[:2]] == [
        "error: in/b.json",
        "error: in/c.json",
    ]
    assert "error: 2 of 3 files cannot be translated" in both[2]
    assert not list(Path("two").glob("*.txt"))


@pytest.mark.parametrize("more", [[], ["--strict"]])
def test_6_when_some_files_failed_and_the_others_are_done(batch, more):
    write(a__txt="Rain.\n", b__json='{"a": \n')

    code, _, err = batch(
        "in", "no-such.txt", "--out", "out", "--keep-going", "--report", "r.json", *more
    )

    assert code == 6
    assert "error: cannot read 'no-such.txt': No such file or directory\n" in err
    assert "error: in/b.json, line " in err.replace(str(Path.cwd()) + "/", "")
    assert err.splitlines()[-2] == "error: 2 of 3 files failed"
    assert Path("out/in/a.txt").exists()
    report = json.loads(Path("r.json").read_text())
    assert [file["state"] for file in report["files"]] == ["done", "failed", "failed"]


def test_9_when_segments_are_flagged_and_that_is_forbidden(batch):
    write(a__txt="Call 12 farmers.\nSoil.\n", g__tsv="en\thi\nsoil\tमिट्टी\n")

    code, _, err = batch(
        "in/a.txt", "--out", "out", "--check", "--strict", "--keep-regex", "x", "--report", "r.html"
    )

    assert (code, Path("out/a.txt").exists(), Path("r.html").exists()) == (9, True, True)
    assert "segments are flagged" in err


def test_a_glossary_decides_words(batch):
    write(a__txt="Soil.\nSoil!\n", g__tsv="en\thi\nsoil\tमिट्टी\n")

    code, _, _ = batch("in/a.txt", "--out", "out", "--glossary", "in/g.tsv", "--report", "r.json")

    assert code == 0
    assert all("मिट्टी" in line for line in lines("out/a.txt"))
    assert json.loads(Path("r.json").read_text())["files"][0]["terms"] == {"hit": 2}


def test_terms_to_keep_are_kept(batch):
    write(a__txt="Ask Krishi Mitra today.\n", g__csv="term,policy\nKrishi Mitra,keep\n")

    batch("in/a.txt", "--out", "out", "--glossary", "in/g.csv")

    assert "Krishi Mitra" in lines("out/a.txt")[0]


def test_a_finished_batch_is_not_overwritten_but_can_be_resumed(batch):
    write(a__txt="Rain.\n")
    batch("in", "--out", "out")

    again = batch("in", "--out", "out")
    write(b__txt="Rain.\n")
    resumed = batch("in", "--out", "out", "--resume")

    assert again[0] == 2
    assert "output exists: 'out/a.txt'" in again[2]
    assert resumed[0] == 0
    assert "1 file, 1 done before" in resumed[2]
    assert lines("out/a.txt") == lines("out/b.txt")


def test_other_settings_do_not_resume(batch):
    write(a__txt="Rain.\n")
    batch("in", "--out", "out")

    code, _, err = batch("in", "--out", "out", "--resume", "--beam", "3")

    assert code == 2
    assert "begun with other settings" in err


def test_the_memory_serves_the_next_batch_and_no_memory_does_not(batch):
    write(a__txt="Rain.\n")
    batch("in", "--out", "one")

    assert "0 texts translated, 1 from the memory" in batch("in", "--out", "two")[2]
    assert "1 text translated, 0 from" in batch("in", "--out", "three", "--no-memory")[2]
    assert "1 text translated, 0 from" in batch("in", "--out", "four", "--digits", "native")[2]


def test_a_memory_that_cannot_be_opened_is_done_without(batch):
    write(a__txt="Rain.\n")
    home = Path(os.environ["INDICTX_HOME"])
    (home / "memory.sqlite3").mkdir(parents=True)

    code, _, err = batch("in", "--out", "out")

    assert code == 0
    assert "cannot use the translation memory" in err


def test_in_place_with_a_backup(batch):
    write(a__txt="Rain.\n")

    code, _, _ = batch("in", "--in-place", "--backup", ".bak")

    assert code == 0
    assert lines("in/a.txt.bak") == ["Rain."]
    assert lines("in/a.txt") != ["Rain."]


def test_fields_that_no_file_has_are_an_error(batch):
    write(a__json='{"title": "The rain stopped."}')

    code, _, err = batch("in", "--out", "out", "--fields", "titel")

    assert code == 2
    assert "--fields matches nothing: titel" in err
    assert batch("in", "--out", "out", "--fields", "title")[0] == 0


def test_a_file_whose_encoding_cannot_hold_the_translation_is_named(batch):
    write(a__txt="Rain.\n")

    code, _, err = batch("in", "--out", "out", "--encoding", "latin-1")

    assert code == 5
    assert "in/a.txt: the file's encoding iso8859-1 cannot write" in err


def test_an_edited_output_whose_input_has_changed_is_left_alone_and_named(batch):
    write(a__txt="Rain.\n")
    assert batch("in", "--out", "out")[0] == 0
    Path("out/a.txt").write_text("edited\n")
    write(a__txt="Sun.\n")

    code, _, err = batch("in", "--out", "out", "--resume")

    assert code == 0
    assert "'out/a.txt' was edited and is left alone" in err
    assert lines("out/a.txt") == ["edited"]


def test_in_place_an_edited_translation_is_named_by_resume_and_refused_by_force(batch):
    write(a__txt="Rain.\n", b__txt="Sun.\n")
    assert batch("in", "--in-place")[0] == 0
    translated = Path("in/a.txt").read_text(encoding="utf-8") + "More rain.\n"
    Path("in/a.txt").write_text(translated, encoding="utf-8")

    resumed = batch("in", "--in-place", "--resume")
    forced = batch("in", "--in-place", "--force")

    assert (resumed[0], forced[0]) == (0, 2)
    assert "'in/a.txt' was edited and is left alone; move 'in/a.txt.orig' back" in resumed[2]
    assert "b.txt" not in resumed[2]
    assert "error: file was edited: 'in/a.txt'\n" in forced[2]
    assert Path("in/a.txt").read_text(encoding="utf-8") == translated


def test_in_place_an_edited_translation_without_a_backup_is_named(batch):
    write(a__txt="Rain.\n")
    assert batch("in", "--in-place")[0] == 0
    Path("in/a.txt.orig").unlink()
    write(a__txt="edited\n")

    code, _, err = batch("in", "--in-place", "--resume")

    assert code == 0
    assert "'in/a.txt' was edited and is left alone; --force, without --resume," in err
    assert lines("in/a.txt") == ["edited"]


def test_two_batches_on_one_folder_are_refused(batch):
    write(a__txt="Rain.\n")

    with locked(Path("out/.indictx/lock")):
        code, _, err = batch("in", "--out", "out")

    assert code == 1
    assert f"another batch (process {os.getpid()}) is at work in 'out'" in err
    assert not Path("out/a.txt").exists()


def test_quiet_says_nothing(batch):
    write(a__txt="Rain.\n", b__bin=b"\0")

    assert batch("in", "--out", "out", "--quiet") == (0, "", "")


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "indictx", "batch", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.slow
def test_several_processes_give_the_same_as_one(batch, tmp_path, tiny_folder):
    for number in range(6):
        write(**{f"{number}__txt": "".join(f"House {number} {n}.\n" for n in range(30))})
    given = ["in", "--from", "en", "--to", "hi", "--model", str(tiny_folder), "--no-memory"]

    batch("in", "--out", "one", "--no-memory")
    _, err = (process := start(tmp_path, *given, "--out", "two", "--jobs", "2")).communicate()

    assert process.returncode == 0, err
    assert {path.name: path.read_text() for path in Path("two").glob("*.txt")} == {
        path.name: path.read_text() for path in Path("one").glob("*.txt")
    }


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT reaches no single process there")
def test_130_for_ctrl_c_and_the_rest_can_be_resumed(batch, tmp_path, tiny_folder, jobs):
    for number in range(10):
        write(**{f"{number}__txt": "".join(f"House {number} {n}.\n" for n in range(300))})
    given = ["in", "--out", "out", "--from", "en", "--to", "hi", "--model", str(tiny_folder)]
    given += ["--window", "20", "--no-memory", "--threads", "1"]
    process = start(tmp_path, *given, "--jobs", jobs)
    journal = tmp_path / "out/.indictx/journal"
    while process.poll() is None and not (journal.exists() and journal.stat().st_size > 5000):
        time.sleep(0.01)

    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    assert err == b"note: stopped; what is done is kept, --resume goes on\n"
    assert not list((tmp_path / "out").rglob("*.indictx-part"))
    assert batch("in", "--out", "out", "--resume", "--window", "20", "--no-memory")[0] == 0
    assert len(list((tmp_path / "out").glob("*.txt"))) == 10


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_processes_do_not_outlive_a_batch_that_is_killed(batch, tmp_path, tiny_folder):
    write(a__txt="".join(f"House {n}.\n" for n in range(3000)))
    given = ["in", "--out", "out", "--from", "en", "--to", "hi", "--model", str(tiny_folder)]
    process = start(tmp_path, *given, "--jobs", "2", "--window", "20", "--no-memory")
    journal = tmp_path / "out/.indictx/journal"
    while process.poll() is None and not (journal.exists() and journal.stat().st_size > 5000):
        time.sleep(0.01)
    task = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    children = [int(pid) for pid in task.read_text().split()]

    process.kill()
    process.communicate(timeout=60)

    assert len(children) >= 2
    deadline = time.monotonic() + 60
    while any(is_alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in children)


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind there")
def test_a_full_disk_stops_with_a_clear_error_and_no_half_files(batch, tmp_path, tiny_folder):
    import resource

    write(a__txt="".join(f"House {n}.\n" for n in range(2000)))
    given = ["in", "--out", "out", "--from", "en", "--to", "hi", "--model", str(tiny_folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "indictx", "batch", *given, "--no-memory", "--window", "50"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    _, err = process.communicate(timeout=120)

    assert process.returncode == 1
    assert b"File too large" in err
    assert b"--resume" in err
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".indictx"]
    assert batch("in", "--out", "out", "--resume", "--no-memory", "--window", "50")[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_progress_is_shown_on_a_terminal_only(batch, monkeypatch):
    write(a__txt="Rain.\nSun.\n")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    shown = []
    monkeypatch.setattr("rich.progress.Progress.update", lambda *_, **more: shown.append(more))

    batch("in", "--out", "one")
    on_terminal = list(shown)
    batch("in", "--out", "two", "--no-progress", "--no-memory")

    assert on_terminal[-1]["completed"] == 2
    assert on_terminal[-1]["text"].startswith("1/1 files, 2 segments, ")
    assert shown == on_terminal
