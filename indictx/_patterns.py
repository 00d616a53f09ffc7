"""Regular expressions with possessive groups, also where Python has them wrong.

Before 3.11.5, ``(...)*+`` fails to match where the group inside has something to go back to
(gh-106052), and Debian 12 has 3.11.2. There the groups become greedy: they match the same wherever
ours match at all, and only take longer to find that there is no match.
"""

from __future__ import annotations

import re
import sys

__all__ = ["compile_pattern", "greedy"]

_IS_BROKEN = sys.version_info < (3, 11, 5)
# What is escaped, a class of characters, or the end of a possessive group.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\)(?:[*+?]|\{[\d,]+\}))\+", re.DOTALL)


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern compiled."""
    return re.compile(greedy(pattern) if _IS_BROKEN else pattern, flags)


def greedy(pattern: str) -> str:
    """Return the pattern with groups that are greedy instead of possessive."""
    return _PARTS.sub(lambda part: part[1] or part[0], pattern)
