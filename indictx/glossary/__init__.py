"""Term lists: which words must be translated how, found in the source and checked in the target."""

from __future__ import annotations

from indictx.glossary.load import load_glossaries, load_glossary, starter_names
from indictx.glossary.match import Found, Outcome, TermFinder, Use
from indictx.glossary.terms import Glossary, Policy, Term

__all__ = [
    "Found",
    "Glossary",
    "Outcome",
    "Policy",
    "Term",
    "TermFinder",
    "Use",
    "load_glossaries",
    "load_glossary",
    "starter_names",
]
