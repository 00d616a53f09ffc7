"""Families turn text into pieces and back, one way for each kind of model; they know no engine."""

from __future__ import annotations

import importlib

from indictx.errors import ManifestError
from indictx.families.base import Family
from indictx.models.manifest import ModelManifest

#: Import path of the class that serves each ``family`` of a manifest.
FAMILIES = {
    "argos": "indictx.families.argos:ArgosFamily",
    "indictrans2": "indictx.families.indictrans2:IndicTrans2Family",
    "m2m100": "indictx.families.m2m100:M2M100Family",
    "madlad": "indictx.families.madlad:MadladFamily",
    "nllb": "indictx.families.nllb:NllbFamily",
    "opus_mt": "indictx.families.opus_mt:OpusMtFamily",
}


def load_family(manifest: ModelManifest) -> Family:
    """Return the family object for a model.

    Raises:
        ManifestError: No family has this name.
    """
    try:
        module, _, name = FAMILIES[manifest.family].partition(":")
    except KeyError:
        raise ManifestError(
            f"model {manifest.name!r} is of unknown family {manifest.family!r}",
            hint=f"families: {', '.join(sorted(FAMILIES))}",
        ) from None
    family: Family = getattr(importlib.import_module(module), name)(manifest)
    return family
