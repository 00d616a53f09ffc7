"""Other processes: started as a user's settings would not change them, and measured to their end."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from indictx.errors import EngineError
from indictx.settings.paths import home

__all__ = ["Children", "Run", "children"]

_PACKAGE = Path(__file__).parents[1]
# An installed program has its byte code, and writes when it has a line.
_UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPROFILEIMPORTTIME")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One process from start to end.

    Attributes:
        wall_s: From just before it was started until it had ended.
        peak_bytes: Largest resident set; ``None`` where the system does not tell.
        stdout: What it wrote.
    """

    wall_s: float
    peak_bytes: int | None
    stdout: str


class Children:
    """Starts Python programs in an empty folder, without settings of the user.

    Args:
        folder: An empty folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._environment = _environment(folder)

    def run(self, module: str, *arguments: str, lines: Sequence[str] = ()) -> Run:
        """Run ``python -m module``, with lines on its standard input.

        Raises:
            EngineError: It failed; the message is the last thing that it said.
        """
        command = [sys.executable, "-m", module, *arguments]
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as output:
            given.write("".join(f"{line}\n" for line in lines).encode())
            given.seek(0)
            with tempfile.TemporaryFile() as errors:
                started = time.perf_counter()
                process = subprocess.Popen(  # noqa: S603 - our own modules
                    command,
                    stdin=given,
                    stdout=output,
                    stderr=errors,
                    env=self._environment,
                    cwd=self._folder,
                )
                peak_bytes = _wait(process)
                wall_s = time.perf_counter() - started
                if process.returncode:
                    raise EngineError(_complaint(module, process.returncode, _text(errors)))
            return Run(wall_s=wall_s, peak_bytes=peak_bytes, stdout=_text(output))


@contextmanager
def children() -> Iterator[Children]:
    """Yield what starts programs; its folder is removed at the end."""
    with tempfile.TemporaryDirectory(prefix="indictx-bench-") as name:
        yield Children(Path(name))


def _environment(folder: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _UNWANTED and not name.startswith("INDICTX_")
    }
    # The folder is another one, and indictx may run from a checkout that is the current folder.
    paths = [str(_PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return kept | {
        "INDICTX_HOME": str(home().absolute()),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": os.pathsep.join(paths),
    }


def _wait(process: subprocess.Popen[bytes]) -> int | None:
    """Wait for the end and return the peak of memory; whoever interrupts ends the child first."""
    try:
        if sys.platform == "win32":
            process.wait()
            return None
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    except BaseException:
        process.kill()
        process.wait()
        raise
    # macOS counts in bytes, others in kibibytes (getrusage(2)).
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", errors="replace")


def _complaint(module: str, code: int, errors: str) -> str:
    lines = [line.removeprefix("error: ") for line in errors.splitlines() if line.strip()]
    told = next((line for line in lines if not line.startswith("hint: ")), "it said nothing")
    last = told if len(lines) <= 2 else lines[-1]
    return f"`python -m {module}` ended with code {code}: {last}"
