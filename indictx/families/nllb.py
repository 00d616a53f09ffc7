"""NLLB-200: the source's tag before it, ``</s>`` after it, the target's tag forced as first piece."""

from __future__ import annotations

from collections.abc import Mapping

from indictx.families._spm import ConvertedFamily
from indictx.models.tags import NLLB


class NllbFamily(ConvertedFamily):
    """Text to pieces and back for Meta's NLLB-200; its vocabulary has nothing to spell slots with."""

    TAGS: Mapping[str, str] = NLLB
    SOURCE_PREFIX = ("{source}",)
    TARGET_PREFIX = ("{target}",)
