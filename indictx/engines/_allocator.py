"""Have the C library keep the memory of a batch for the next one.

glibc gives memory back to the system when much of it is free, and a batch of some lines takes and
frees megabytes in every layer: the kernel then clears the same pages again and again, up to a third
of the processor time (``docs/decisions/0020-freed-memory-is-kept.md``).
"""

from __future__ import annotations

import os
import sys
from functools import cache

__all__ = ["keep_freed_memory"]

# From malloc.h: M_TRIM_THRESHOLD and M_MMAP_THRESHOLD, and the most that the second may be.
_TRIM, _MMAP = -1, -3
_MOST_MMAP_BYTES = 32 << 20
# More than any batch takes.
_KEPT_BYTES = 512 << 20


@cache
def keep_freed_memory() -> bool:
    """Set it once for this process; say whether it is set now.

    Whoever has told the C library how to allocate, by ``GLIBC_TUNABLES`` or any ``MALLOC_...`` in
    the environment, is obeyed. Other C libraries are left alone.
    """
    named = (name for name in os.environ if name.startswith(("MALLOC_", "GLIBC_TUNABLES")))
    if sys.platform != "linux" or any(named):
        return False
    import ctypes

    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is None:
        return False
    return bool(set_option(_MMAP, _MOST_MMAP_BYTES)) and bool(set_option(_TRIM, _KEPT_BYTES))
