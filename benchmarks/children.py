"""Run other programs and learn what they took: wall time, processor time, peak memory."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indictx.bench import _launch

ROOT = Path(__file__).parents[1]
BASELINES = Path(__file__).parent / "baselines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a program.

    Attributes:
        wall_s: From just before it was started to its end.
        cpu_s: Processor time of all its threads.
        peak_bytes: Largest resident set.
        stdout: What it wrote.
    """

    wall_s: float
    cpu_s: float
    peak_bytes: int
    stdout: bytes


def indictx() -> list[str]:
    """Return the command that users type, of the environment that runs the benchmark."""
    return [str(Path(sys.executable).with_name("indictx"))]


def run(command: Sequence[str], *, stdin: bytes | Path = b"", keep_stdout: bool = True) -> Run:
    """Run a program to its end and measure it; ``SystemExit`` if it fails."""
    environment = {
        name: value
        for name, value in os.environ.items()
        # An installed program has its bytecode; settings of the person measuring must not count.
        if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
        and not (name.startswith("INDICTX_") and name != "INDICTX_HOME")
    }
    with (
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryDirectory() as folder,
    ):
        place = Path(folder) / "took.json"
        if isinstance(stdin, bytes):
            source.write(stdin)
            source.seek(0)
        launcher = [sys.executable, "-I", "-S", _launch.__file__, str(place)]
        with (
            stdin.open("rb") if isinstance(stdin, Path) else contextlib.nullcontext(source) as given
        ):
            subprocess.run(
                [*launcher, *command],
                stdin=given,
                stdout=output,
                env=environment,
                cwd=ROOT,
                check=True,
            )
        took = json.loads(place.read_text(encoding="ascii"))
        code = took.pop("code")
        if code:
            raise SystemExit(f"{' '.join(command)} failed with {code}")
        output.seek(0)
        return Run(**took, stdout=output.read() if keep_stdout else b"")
