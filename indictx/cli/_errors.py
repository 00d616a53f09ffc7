"""From exception to two lines on stderr and an exit code; the only place that catches everything."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indictx.errors import IndictxError, ModelNotFoundError, ModelNotInstalledError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130
CLOSED_PIPE = 1


def report(error: IndictxError) -> int:
    """Print ``error`` as one or two lines on stderr and return its exit code."""
    print(f"error: {error}", file=sys.stderr)
    hint = error.hint
    if isinstance(error, ModelNotFoundError):
        hint = _with_place(hint, error.query)
    elif isinstance(error, ModelNotInstalledError):
        hint = _with_place(hint, error.name)
    if hint:
        print(f"hint: {hint}", file=sys.stderr)
    return error.exit_code


def _with_place(hint: str | None, model: str) -> str | None:
    """Add which settings file or variable names a model that is not here."""
    from indictx.settings import resolve

    try:
        value = resolve({})["model"]
    except UsageError:
        return hint
    return f"{hint}; {value.source} names it" if value.value == model else hint


def abandon_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush of a closed pipe stays silent."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_traceback() -> None:
    if os.environ.get("INDICTX_DEBUG"):
        import traceback

        traceback.print_exc()


def run(app: Callable[[], object]) -> int:
    """Call ``app`` and return the exit code; known errors become two lines on stderr.

    With ``INDICTX_DEBUG`` set, errors show their traceback first.
    """
    if sys.stderr is None:  # closed by the caller; print() would write to stdout instead
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    try:
        app()
        if sys.stdout is not None:
            sys.stdout.flush()
    except IndictxError as error:
        _show_traceback()
        return report(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        abandon_stdout()
        return CLOSED_PIPE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except OSError as error:
        _show_traceback()
        if error.filename is None:  # a stream; a full disk is known only when it is flushed
            abandon_stdout()
        name = "standard output" if error.filename is None else repr(str(error.filename))
        print(f"error: cannot use {name}: {error.strerror or error}", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - every fault has its two lines
        _show_traceback()
        print(f"error: unexpected {type(error).__name__}: {error}", file=sys.stderr)
        print("hint: run again with INDICTX_DEBUG=1 and report the traceback", file=sys.stderr)
        return 1
    return 0
