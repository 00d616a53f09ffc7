"""A batch that is killed at random moments, again and again, comes to the same end.

BATCH_KILLS sets how often; the default keeps the suite short.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indictx.jobs.journal import Journal

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there"),
]

KILLS = int(os.environ.get("BATCH_KILLS", "5"))
FILES, LINES = 20, 100

# Runs the command as it is, and writes down every text that an engine is asked to translate.
DRIVER = """
import json, sys
from indictx.pipeline.translator import Translator

log, translate = sys.argv.pop(1), Translator.translate_windows

def logged(self, windows, **more):
    def spy():
        for window in windows:
            if window is not None:
                with open(log, "a") as file:
                    file.writelines(json.dumps(text) + "\\n" for text in window)
            yield window
    return translate(self, spy(), **more)

Translator.translate_windows = logged
from indictx.cli.main import main
main()
"""

WORDS = [
    "rain",
    "river",
    "house",
    "letter",
    "mango",
    "teacher",
    "evening",
    "price",
    "onion",
    "village",
    "street",
    "rice",
]


def write_inputs(folder: Path) -> set[str]:
    """Write 2,000 segments, about a third of them repeats, and return the different ones."""
    chance = random.Random(7)
    texts = [
        f"The {a} and the {b} of {number}." for number in range(40) for a in WORDS for b in WORDS
    ]
    chosen = [chance.choice(texts[: LINES * FILES]) for _ in range(LINES * FILES)]
    for number in range(FILES):
        path = folder / "in" / f"part {number % 4}" / f"{number:02}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(chosen[number * LINES : (number + 1) * LINES]) + "\n")
    return set(chosen)


def start(folder: Path, out: str, log: Path, model: Path, *more: str) -> subprocess.Popen[bytes]:
    command = ["batch", "in", "--from", "en", "--to", "hi", "--out", out, "--model", str(model)]
    options = ["--window", "25", "--no-memory", "--beam", "1", "--threads", "1", *more]
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(log), *command, *options],
        cwd=folder,
        stderr=subprocess.PIPE,
    )


def sent(log: Path) -> list[str]:
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def journaled(folder: Path) -> set[str]:
    """Return the texts that are safe, read as a resumed batch would read them."""
    from indictx.jobs.journal import _replay

    path = folder / "out/.indictx/journal"
    if not path.exists():
        return set()
    with path.open("rb") as file:
        index, _, _ = _replay(file)
        found = set()
        for start, length in index.texts.values():
            file.seek(start)
            found.add(json.loads(file.read(length).partition(b" ")[2])["source"])
    return found


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".indictx" not in path.parts
    }


def wait_for_a_moment(
    process: subprocess.Popen[bytes], journal: Path, chance: random.Random
) -> None:
    """Return at a random moment: before the journal grows, or after it grew a little."""
    size = journal.stat().st_size if journal.exists() else 0
    growth = chance.choice([0, 1, 4000, 12000])
    deadline = time.monotonic() + (chance.uniform(0.1, 1.5) if growth == 0 else 60)
    while process.poll() is None and time.monotonic() < deadline:
        if growth and journal.exists() and journal.stat().st_size >= size + growth:
            break
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.02))


def test_a_batch_that_is_killed_again_and_again_comes_to_the_same_end(tmp_path, tiny_folder):
    texts = write_inputs(tmp_path)
    with start(tmp_path, "whole", tmp_path / "whole.log", tiny_folder) as process:
        _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert sorted(sent(tmp_path / "whole.log")) == sorted(texts)
    chance = random.Random(11)
    journal = tmp_path / "out/.indictx/journal"
    killed = 0

    for number in range(KILLS):
        safe, log = journaled(tmp_path), tmp_path / f"{number}.log"
        with start(tmp_path, "out", log, tiny_folder, "--resume") as process:
            wait_for_a_moment(process, journal, chance)
            process.send_signal(signal.SIGKILL)
            process.communicate()
        killed += process.returncode == -signal.SIGKILL
        asked = sent(log)
        assert len(asked) == len(set(asked))
        assert not safe & set(asked)
        assert safe <= journaled(tmp_path)
        # What is there is whole: a half-written output would differ.
        whole = outputs(tmp_path / "whole")
        done = outputs(tmp_path / "out") if (tmp_path / "out").exists() else {}
        assert all(whole[name] == data for name, data in done.items() if name in whole)

    safe, log = journaled(tmp_path), tmp_path / "last.log"
    with start(tmp_path, "out", log, tiny_folder, "--resume") as process:
        _, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    assert outputs(tmp_path / "out") == outputs(tmp_path / "whole")
    assert sorted(sent(log)) == sorted(texts - safe)
    with Journal.open(journal, fingerprint=_fingerprint(journal), resume=True) as opened:
        assert len(opened) == len(texts)
    assert killed > 0


def _fingerprint(journal: Path) -> str:
    first = journal.read_bytes().partition(b"\n")[0]
    return json.loads(first.partition(b" ")[2])["fingerprint"]
