"""Runs a command and writes what it took: PLACE COMMAND...

A new process begins with its parent's peak of memory (``setmax_mm_hiwater_rss`` in Linux's exec), so
that a parent with a model in it would be measured and not the command. This parent is tiny; it is
started without ``site`` and imports nothing of ours.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> None:
    """Run, wait, write."""
    place, *command = sys.argv[1:]
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    wall_s = time.perf_counter() - started
    # macOS counts in bytes, others in kibibytes (getrusage(2)).
    peak_bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    with open(place, "w", encoding="ascii") as stream:  # noqa: PTH123 - pathlib is not that tiny
        took = {
            "wall_s": wall_s,
            "cpu_s": usage.ru_utime + usage.ru_stime,
            "peak_bytes": peak_bytes,
        }
        json.dump({**took, "code": code}, stream)


if __name__ == "__main__":
    main()
