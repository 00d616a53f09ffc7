"""Languages and scripts: records, look-up by any code or name, suggestions."""

from __future__ import annotations

from indictx.languages.registry import Language, Pair, find, language, languages, lookup
from indictx.languages.scripts import Script, script, scripts

__all__ = [
    "Language",
    "Pair",
    "Script",
    "find",
    "language",
    "languages",
    "lookup",
    "script",
    "scripts",
]
