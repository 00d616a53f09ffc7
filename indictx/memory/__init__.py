"""Translation memory: what was translated once is not translated again."""

from __future__ import annotations

from indictx.memory.entries import IMPORTED, Entry, Match, PairStats
from indictx.memory.store import Memory, memory_path

__all__ = ["IMPORTED", "Entry", "Match", "Memory", "PairStats", "memory_path"]
