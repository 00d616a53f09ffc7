from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from processes import environment

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")

CAUTION = "a model of noise; believe nothing it says"


@pytest.fixture
def cautious(tiny_folder, tmp_path):
    folder = shutil.copytree(tiny_folder, tmp_path / "model")
    manifest = folder / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f'caution = "{CAUTION}"\n{text}', encoding="utf-8")
    return folder


def said_on_a_terminal(folder, cwd, *options):
    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "indictx", "translate", "--model", str(folder), *options, "Hello."],
        stdout=subprocess.PIPE,
        stderr=slave,
        cwd=cwd,
        env=environment(cwd),
        check=True,
    )
    os.write(slave, b"<end>")
    said = os.read(master, 65536).decode()
    os.close(slave)
    os.close(master)
    assert done.stdout.count(b"\n") == 1
    return said


def test_a_person_is_told_what_the_model_warns_of(cautious, tmp_path):
    said = said_on_a_terminal(cautious, tmp_path, "--to", "hi")

    assert CAUTION in said


def test_quiet_silences_the_warning(cautious, tmp_path):
    assert said_on_a_terminal(cautious, tmp_path, "--to", "hi", "--quiet") == "<end>"


def test_a_log_file_is_not_told(cautious, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "indictx", "translate", "-m", cautious, "-t", "hi", "Hello."],
        capture_output=True,
        cwd=tmp_path,
        env=environment(tmp_path),
        check=True,
    )

    assert CAUTION.encode() not in done.stderr
