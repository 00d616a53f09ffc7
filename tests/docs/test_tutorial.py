"""The tutorial's commands run, in its order, and print as many lines as it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "first-translations.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
# What translations say is the model's affair; that they are there is the tutorial's.
EXACT = ("indictx languages", "ls ", "echo ")


def steps() -> list[tuple[str, list[str]]]:
    """Return each command with the lines shown below it."""
    text = "".join(BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def transcript(commands: list[str], folder: Path) -> list[list[str]]:
    """Return what each command printed, in one shell, so that ``$?`` and files stay."""
    mark = "--- next ---"
    script = "\n".join(f"{command}\nlast=$?; echo '{mark}'; (exit $last)" for command in commands)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["/bin/bash", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    *outputs, rest = done.stdout.decode().split(f"{mark}\n")
    assert rest == ""
    return [output.splitlines() for output in outputs]


@pytest.mark.model
@pytest.mark.slow
def test_the_tutorial_says_what_happens(tmp_path):
    expected = steps()

    printed = transcript([command for command, _ in expected], tmp_path)

    assert len(expected) > 15
    for (command, shown), output in zip(expected, printed, strict=True):
        assert len(output) == len(shown), (command, output)
        if command.startswith(EXACT) or "error:" in "".join(shown):
            assert output == shown, command
