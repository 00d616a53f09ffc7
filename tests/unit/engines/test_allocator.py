"""What the engine frees stays with the process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or "glibc" not in os.confstr("CS_GNU_LIBC_VERSION"),
    reason="the allocator of glibc",
)

# A worker thread takes, fills and frees blocks as large as those of a batch.
_BLOCKS = """
import ctypes, resource, sys, threading
from indictx.engines._allocator import keep_freed_memory
print(keep_freed_memory() if sys.argv[1] == "keep" else None)
c = ctypes.CDLL(None)
c.malloc.restype = ctypes.c_void_p
c.malloc.argtypes, c.free.argtypes = [ctypes.c_size_t], [ctypes.c_void_p]
def work():
    for _ in range(100):
        blocks = [c.malloc(8 << 20) for _ in range(3)]
        for block in blocks:
            ctypes.memset(block, 1, 8 << 20)
        for block in blocks:
            c.free(block)
worker = threading.Thread(target=work)
worker.start()
worker.join()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
"""


def _run(how: str, **variables: str) -> tuple[str, int]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MALLOC_", "GLIBC_"))}
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKS, how],
        env=environment | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    said, faults = done.stdout.split()
    return said, int(faults)


def test_pages_are_not_asked_for_again() -> None:
    said, kept = _run("keep")
    assert said == "True"
    assert kept < _run("leave")[1] / 10


@pytest.mark.parametrize("name", ["MALLOC_PERTURB_", "MALLOC_ARENA_MAX", "GLIBC_TUNABLES"])
def test_who_has_told_the_c_library_is_obeyed(name: str) -> None:
    value = "glibc.malloc.tcache_count=7" if name == "GLIBC_TUNABLES" else "1"
    assert _run("keep", **{name: value})[0] == "False"
