"""One number for everything that decides what a translation is.

Two runs with the same fingerprint translate the same text to the same target, so what one of them
has stored, the other may use.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from indictx import __version__
from indictx.glossary import Glossary
from indictx.models.manifest import ModelManifest
from indictx.pipeline.opening import facts_of_judge
from indictx.pipeline.options import TranslateOptions
from indictx.pipeline.reranking import hypotheses_of

# These decide how fast it is, and what else is said about a translation.
_SPEED_ONLY = ("window", "batch_pieces", "scores")


def fingerprint(
    manifest: ModelManifest,
    options: TranslateOptions,
    *,
    src_lang: str | None,
    glossary: Glossary | None = None,
) -> str:
    """Return the SHA-256 of the settings of a run, 64 hexadecimal digits.

    Args:
        manifest: The model; its files count by their hashes.
        options: How to translate.
        src_lang: Code of the source language; ``None`` detects it.
        glossary: Terms that translations must have.
    """
    chosen = {name: value for name, value in asdict(options).items() if name not in _SPEED_ONLY}
    facts = {
        "version": __version__,
        "model": [manifest.name, manifest.version, manifest.family, manifest.compute_type],
        "files": sorted((file.path, file.sha256) for file in manifest.files),
        "serves": [manifest.pairs, manifest.languages, manifest.max_source_pieces],
        "text": asdict(manifest.text),
        "decode": asdict(manifest.decode),
        "judge": facts_of_judge(manifest) if hypotheses_of(manifest, options) else [],
        "options": chosen,
        "src_lang": src_lang,
        "glossary": glossary.fingerprint if glossary else "",
    }
    # Paths, mappings and named tuples are written alike on every machine.
    body = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256(body.encode()).hexdigest()
