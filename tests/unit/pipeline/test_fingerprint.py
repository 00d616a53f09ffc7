from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indictx.glossary import Glossary, Term
from indictx.models.manifest import DecodeDefaults, ModelFile, TextRules
from indictx.pipeline import fingerprint as module
from indictx.pipeline.fingerprint import fingerprint
from indictx.pipeline.options import TranslateOptions
from indictx.testing import echo_manifest
from indictx.text.protect import KeepRules

MANIFEST = echo_manifest()
FILE = ModelFile(path="model.bin", size_bytes=1, sha256="0" * 64)


def of(manifest=MANIFEST, *, src_lang="eng_Latn", glossary=None, **options) -> str:
    return fingerprint(manifest, TranslateOptions(**options), src_lang=src_lang, glossary=glossary)


@pytest.mark.parametrize(
    "other",
    [
        {"beam_size": 2},
        {"native_digits": True},
        {"retry": False},
        {"rerank": 0},
        {"keep": KeepRules(terms=("ACME",))},
        {"keep": KeepRules(regexes=("A+",))},
        {"src_lang": None},
        {"glossary": Glossary((Term(source="a", targets=("b",)),))},
        {"manifest": replace(MANIFEST, version="2")},
        {"manifest": replace(MANIFEST, files=(FILE,))},
        {"manifest": replace(MANIFEST, files=(replace(FILE, sha256="1" * 64),))},
        {"manifest": replace(MANIFEST, decode=DecodeDefaults(beam_size=5))},
        {"manifest": replace(MANIFEST, text=TextRules(source_spm="x", target_spm="x"))},
    ],
)
def test_what_decides_a_translation_changes_the_fingerprint(other):
    assert of(**other) != of()


@pytest.mark.parametrize(
    "other",
    [
        {"window": 1},
        {"batch_pieces": 99},
        {"scores": True},
        {"glossary": Glossary()},
        {"manifest": replace(MANIFEST, folder=Path("elsewhere"), title="x", rank=3)},
    ],
)
def test_what_does_not_decide_a_translation_does_not(other):
    assert of(**other) == of()


def test_another_version_of_the_code_has_another_fingerprint(monkeypatch):
    before = of()

    monkeypatch.setattr(module, "__version__", "99")

    assert of() != before
