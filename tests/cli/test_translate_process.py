"""``indictx translate`` as a process: pipes, signals, files, exit codes."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from processes import environment, start, translate

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
HINDI = ["--from", "en", "--to", "hi", "--quiet"]


@pytest.fixture
def model(tiny_folder):
    return ["--model", tiny_folder]


def answer(process, within_s=60.0) -> bytes:
    """Return what the process has written once it has written something."""
    ready, _, _ = select.select([process.stdout], [], [], within_s)
    assert ready, "no answer"
    return os.read(process.stdout.fileno(), 1 << 16)


def test_0_and_nothing_on_stderr_when_all_went_well(model, tmp_path):
    done = translate(*model, *HINDI, folder=tmp_path, stdin=b"It rains.\n\nWhere is it?\n")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 3
    assert done.stdout.split(b"\n")[1] == b""


def test_the_network_is_not_there(tmp_path):
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"

    done = subprocess.run([sys.executable, "-c", code], env=environment(tmp_path))

    assert done.returncode == 97


@pytest.mark.model
def test_the_bundled_model_translates_without_network(tmp_path):
    done = translate("--to", "hi", "-q", "Good morning.", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\n")
    assert done.stdout != b"Good morning.\n"


def test_a_line_is_answered_before_the_next_one_is_written(model, tmp_path):
    with start(*model, *HINDI, folder=tmp_path) as process:
        for line in (b"It rains.\n", b"\n", b"Where is it?\n"):
            process.stdin.write(line)
            assert answer(process).endswith(b"\n")
        process.stdin.close()

        assert process.stdout.read() == b""
    assert process.returncode == 0


def test_a_line_is_answered_while_the_next_one_is_half_written(model, tmp_path):
    with start(*model, *HINDI, folder=tmp_path) as process:
        process.stdin.write(b"1\n")
        assert answer(process) == b"1\n"  # it is up and running
        process.stdin.write(b"2\n")
        process.stdin.write(b"3")  # arrives while the program looks whether more is there

        assert answer(process) == b"2\n"

        process.stdin.close()
        assert process.stdout.read() == b"3"


def test_1_without_a_word_when_the_reader_has_seen_enough(model, tmp_path):
    with start(*model, *HINDI, folder=tmp_path) as process:
        process.stdin.write(b"1\n")
        assert answer(process) == b"1\n"
        process.stdout.close()
        process.stdin.write(b"2\n")
        process.stdin.close()

        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_head_ends_a_long_translation(model, tmp_path):
    (tmp_path / "long.txt").write_bytes(b"12345\n" * 200_000)
    command = [
        sys.executable,
        "-m",
        "indictx",
        "translate",
        *map(str, model),
        *HINDI,
        "-i",
        "long.txt",
    ]

    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(tmp_path),
    ) as process:
        head = subprocess.run(["head", "-1"], stdin=process.stdout, capture_output=True)
        process.stdout.close()

        assert process.stderr.read() == b""
    assert head.stdout == b"12345\n"
    assert process.returncode == 1


@pytest.mark.parametrize("output", [[], ["-o", "out.txt"]], ids=["stdout", "file"])
def test_130_without_a_word_for_ctrl_c(model, tmp_path, output):
    with start(*model, *HINDI, *output, folder=tmp_path) as process:
        process.stdin.write(b"1\n")
        if output:
            wait_for_part(tmp_path)
        else:
            answer(process)

        process.send_signal(signal.SIGINT)

        assert process.stderr.read() == b""
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def wait_for_part(folder) -> None:
    for _ in range(600):
        if list(folder.glob("*.part")):
            return
        time.sleep(0.1)
    pytest.fail("the program did not begin to write")


def test_nothing_of_a_file_appears_when_the_program_is_killed(model, tmp_path):
    with start(*model, *HINDI, "-o", "out.txt", folder=tmp_path) as process:
        process.stdin.write(b"1\n" * 1000)
        wait_for_part(tmp_path)

        process.kill()
        process.wait()

    assert not (tmp_path / "out.txt").exists()


def test_5_for_bytes_that_are_not_utf8_after_the_lines_before_them(model, tmp_path):
    done = translate(*model, *HINDI, folder=tmp_path, stdin=b"1\n2\n3 \xff\n4\n")

    assert done.returncode == 5
    assert done.stdout == b"1\n2\n"
    assert done.stderr.decode().splitlines() == [
        "error: standard input, line 3, byte 3: 0xff is not UTF-8",
        "hint: convert the input to UTF-8 first",
    ]


def test_invalid_bytes_can_go_through(model, tmp_path):
    data = b"1 \xff\n\xed\xa0\x80 2"

    done = translate(*model, *HINDI, "--errors", "surrogateescape", folder=tmp_path, stdin=data)

    assert (done.returncode, done.stdout) == (0, data)


def test_7_for_a_model_that_was_tampered_with(tiny_folder, tmp_path):
    copy = shutil.copytree(tiny_folder, tmp_path / "copy")
    data = bytearray((copy / "model.bin").read_bytes())
    data[-1] ^= 1
    (copy / "model.bin").write_bytes(data)

    done = translate("--model", copy, *HINDI, "Rain.", folder=tmp_path)

    assert (done.returncode, done.stdout) == (7, b"")
    assert b"model.bin is damaged: sha256" in done.stderr


def test_9_when_lines_are_flagged_and_that_matters(model, tmp_path):
    stdin = "Rain.\nДождь\n".encode()

    strict = translate(*model, "--to", "hi", "--strict", folder=tmp_path, stdin=stdin)
    lenient = translate(*model, "--to", "hi", folder=tmp_path, stdin=stdin)

    assert strict.returncode == 9
    assert b"lines are flagged" in strict.stderr
    assert lenient.returncode == 0
    assert strict.stdout == lenient.stdout
    assert strict.stdout.split(b"\n")[1] == "Дождь".encode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_is_one_line_on_stderr(model, tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "indictx", "translate", *map(str, model), *HINDI, "1"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
        )

    assert done.returncode == 1
    assert done.stderr == b"error: cannot write standard output: No space left on device\n"


@pytest.mark.parametrize(
    ("closed", "code", "message"),
    [
        ("<&-", 5, b"error: cannot read standard input: it is closed"),
        (">&-", 1, b"error: cannot write standard output: it is closed"),
    ],
)
def test_closed_streams_are_said(model, tmp_path, closed, code, message):
    words = [sys.executable, "-m", "indictx", "translate", *map(str, model), *HINDI]

    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *words],
        input=b"1\n",
        capture_output=True,
        env=environment(tmp_path),
    )

    assert done.returncode == code
    assert done.stderr.splitlines()[0] == message


def test_a_device_is_written_to_and_not_replaced(model, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    done = translate(*model, *HINDI, "-o", pipe, "12", folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert os.read(reader, 100) == b"12\n"
    os.close(reader)
    assert pipe.is_fifo()


def test_the_answer_is_utf8_whatever_the_locale(model, tmp_path):
    done = translate(
        *model, *HINDI, folder=tmp_path, stdin="— १२ —\n".encode(), LC_ALL="C", PYTHONUTF8="0"
    )

    assert (done.returncode, done.stdout.decode()) == (0, "— १२ —\n")
