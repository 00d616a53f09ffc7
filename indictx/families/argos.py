"""Argos Translate: one pair, one SentencePiece model for both sides, neither tags nor ``</s>``."""

from __future__ import annotations

from indictx.families._spm import ConvertedFamily


class ArgosFamily(ConvertedFamily):
    """Text to pieces and back for packages of Argos Translate, which were trained without ``</s>``."""
