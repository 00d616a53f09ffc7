"""A memory that is done without once it fails: it only saves time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from indictx.errors import IndictxError
from indictx.memory.store import Memory

__all__ = ["SpareMemory"]

_T = TypeVar("_T")


class SpareMemory:
    """What translating asks for what was translated before.

    Args:
        memory: ``None`` answers nothing.
        say: Called with a sentence when it fails, after which nothing is asked of it.
    """

    def __init__(self, memory: Memory | None, say: Callable[[str], None]) -> None:
        self._memory = memory
        self._say = say

    def ask(self, action: Callable[[Memory], _T]) -> _T | None:
        """Return the answer; ``None`` if there is no memory any more."""
        if self._memory is None:
            return None
        try:
            return action(self._memory)
        except IndictxError as error:
            self._memory = None
            self._say(f"{error}; going on without it")
            return None

    def close(self) -> None:
        """Close the memory, if it has not failed."""
        if self._memory is not None:
            self._memory.close()
