"""What a glossary says, as values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self


class Policy(StrEnum):
    """What counts as the term.

    ``inflect``: the last word may have the endings of its language, in source and target.
    ``exact``: only the words as they are written.
    ``keep``: the term is never translated.
    """

    INFLECT = "inflect"
    EXACT = "exact"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a glossary.

    Attributes:
        source: The term.
        targets: Its translations, the preferred one first; the others are accepted too. Empty for
            :attr:`Policy.KEEP`.
        src_lang: Code of the source language; ``None`` is any.
        tgt_lang: Code of the target language; ``None`` is any.
        policy: What counts as the term.
        match_case: Whether ``IT`` is not ``it``.
    """

    source: str
    targets: tuple[str, ...] = ()
    src_lang: str | None = None
    tgt_lang: str | None = None
    policy: Policy = Policy.INFLECT
    match_case: bool = False

    def facts(self) -> tuple[object, ...]:
        """Return everything the term says, as plain values."""
        policy = str(self.policy)
        return self.source, self.targets, self.src_lang, self.tgt_lang, policy, self.match_case

    def is_for(self, src_lang: str | None, tgt_lang: str) -> bool:
        """Say whether the term counts in this direction; an unknown source language is any."""
        return self.tgt_lang in (None, tgt_lang) and (
            src_lang is None or self.src_lang in (None, src_lang)
        )


@dataclass(frozen=True)
class Glossary:
    """Terms; of two for the same words and direction, the first counts.

    Attributes:
        terms: In the order of the files.
    """

    terms: tuple[Term, ...] = ()

    @classmethod
    def join(cls, glossaries: Iterable[Glossary]) -> Self:
        """Return one glossary of several, the first one strongest."""
        return cls(tuple(dict.fromkeys(term for one in glossaries for term in one.terms)))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of everything that the glossary says; empty for an empty one."""
        if not self.terms:
            return ""
        rows = hashlib.sha256()
        for term in self.terms:
            rows.update(ascii(term.facts()).encode())
        return rows.hexdigest()

    def kept(self) -> tuple[str, ...]:
        """Return the terms that are never translated."""
        return tuple(term.source for term in self.terms if term.policy is Policy.KEEP)
