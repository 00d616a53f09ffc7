"""The bundled model as a package of Argos Translate (``.argosmodel``), ready to be installed.

A package is a zip archive of one folder: ``metadata.json``, the CTranslate2 model in ``model/``,
``sentencepiece.model``, and what splits sentences (``argostranslate/package.py``, ``IPackage``).
Argos gives the text's pieces to the model and nothing else, and can force one piece at the start
of the target, whereas this model wants three tags before the source and ``</s>`` after it. So the
metadata has a key of ours, ``source_prefix``, which ``run_argos.py`` reads.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: Codes that Argos knows these packages by; which direction they serve is in ``source_prefix``.
FROM, TO = "en", "hi"
NAME = "translate-en_hi-indictx"
_MODEL_FILES = ("config.json", "model.bin", "shared_vocabulary.json")


def metadata(version: str, prefix: Sequence[str]) -> dict[str, Any]:
    """Return the ``metadata.json`` of a package."""
    return {
        "package_version": version,
        "argos_version": "1.11",
        "from_code": FROM,
        "from_name": "English",
        "to_code": TO,
        "to_name": "Hindi",
        "source_prefix": list(prefix),
    }


def write_package(model: Path, path: Path, *, version: str, prefix: Sequence[str]) -> None:
    """Write the model's folder as ``.argosmodel``; splitting of sentences is added on arrival.

    Args:
        model: Folder of a CTranslate2 model with ``sentencepiece.model``.
        path: Where to write the archive.
        version: Version of the package.
        prefix: Pieces before each source, unless a request says others.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        about = json.dumps(metadata(version, prefix), ensure_ascii=False, indent=1)
        archive.writestr(f"{NAME}/metadata.json", about)
        archive.write(model / "sentencepiece.model", f"{NAME}/sentencepiece.model")
        for name in _MODEL_FILES:
            archive.write(model / name, f"{NAME}/model/{name}")
