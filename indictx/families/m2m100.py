"""M2M-100: tags ``__hi__``, the source's before it, the target's forced as first piece."""

from __future__ import annotations

from collections.abc import Mapping

from indictx.families._spm import ConvertedFamily
from indictx.models.tags import M2M100


class M2M100Family(ConvertedFamily):
    """Text to pieces and back for Meta's M2M-100; its vocabulary has nothing to spell slots with."""

    TAGS: Mapping[str, str] = M2M100
    SOURCE_PREFIX = ("{source}",)
    TARGET_PREFIX = ("{target}",)
