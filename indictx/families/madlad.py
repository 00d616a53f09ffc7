"""MADLAD-400: the target's tag, ``<2hi>``, is the first piece of the source; nothing is forced."""

from __future__ import annotations

from collections.abc import Mapping

from indictx.families._spm import ConvertedFamily
from indictx.models.tags import MADLAD


class MadladFamily(ConvertedFamily):
    """Text to pieces and back for Google's MADLAD-400, a T5 that knows no slots."""

    TAGS: Mapping[str, str] = MADLAD
    SOURCE_PREFIX = ("{target}",)
