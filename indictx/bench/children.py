"""Other processes: started as a user's settings would not change them, and measured to their end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from indictx.errors import EngineError
from indictx.settings.paths import home

__all__ = ["Children", "Run", "children"]

_PACKAGE = Path(__file__).parents[1]
_LAUNCHER = Path(__file__).with_name("_launch.py")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usage:
    """What :mod:`indictx.bench._launch` writes."""

    wall_s: float
    peak_bytes: int | None
    code: int
    cpu_s: float | None = None


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
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            given.write("".join(f"{line}\n" for line in lines).encode())
            given.seek(0)
            usage = self._measured(command, given, output, errors)
            if usage.code:
                raise EngineError(_complaint(module, usage.code, _text(errors)))
            return Run(wall_s=usage.wall_s, peak_bytes=usage.peak_bytes, stdout=_text(output))

    def _measured(
        self, command: list[str], given: IO[bytes], output: IO[bytes], errors: IO[bytes]
    ) -> _Usage:
        place = self._folder / "usage.json"
        launch = [sys.executable, "-I", "-S", str(_LAUNCHER), str(place)]
        is_posix = hasattr(os, "wait4")
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [*launch, *command] if is_posix else command,
            stdin=given,
            stdout=output,
            stderr=errors,
            env=self._environment,
            cwd=self._folder,
            start_new_session=is_posix,
        )
        try:
            code = process.wait()
        except BaseException:
            _end(process)
            raise
        if not is_posix or code:
            return _Usage(wall_s=time.perf_counter() - started, peak_bytes=None, code=code)
        return _Usage(**json.loads(place.read_text(encoding="ascii")))


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


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", errors="replace")


def _complaint(module: str, code: int, errors: str) -> str:
    lines = [line.removeprefix("error: ") for line in errors.splitlines() if line.strip()]
    told = next((line for line in lines if not line.startswith("hint: ")), "it said nothing")
    last = told if len(lines) <= 2 else lines[-1]
    return f"`python -m {module}` ended with code {code}: {last}"
