"""What is done with the files of a pull before they are a model, as ``[convert] method`` says.

Each function is a :class:`indictx.models.conversion.Converter`. The manifest of the pull describes
the model already, so only files are written.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from indictx.errors import ModelError
from indictx.models.convert._folder import Description, copy_file, quantize
from indictx.models.schema import ModelManifest


def requantize_pulled(
    source: Path, target: Path, *, manifest: ModelManifest, allow_pickle: bool
) -> None:
    """Copy a CTranslate2 model, its float weights turned into the type that the manifest asks for."""
    del allow_pickle  # there is nothing to unpickle in a CTranslate2 model
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        copy_file(path, target / path.relative_to(source))
    quantize(target, _quantization(manifest))


def indictrans2_pulled(
    source: Path, target: Path, *, manifest: ModelManifest, allow_pickle: bool
) -> None:
    """Convert a checkpoint of IndicTrans2, without torch."""
    from indictx.models.convert.indictrans2 import convert_indictrans2

    found = convert_indictrans2(
        source, target, pairs=manifest.pairs or ("eng_Latn-hin_Deva",), allow_pickle=allow_pickle
    )
    _finish(target, manifest, found)


def argos_pulled(
    source: Path, target: Path, *, manifest: ModelManifest, allow_pickle: bool
) -> None:
    """Unpack the one package that was downloaded."""
    from indictx.models.convert.argos import convert_argos

    del allow_pickle  # a package holds a CTranslate2 model
    packages = sorted(source.rglob("*.argosmodel"))
    if len(packages) != 1:
        raise ModelError(f"expected one .argosmodel file, found {len(packages)}")
    convert_argos(packages[0], target, pairs=manifest.pairs)


def transformers_pulled(
    source: Path, target: Path, *, manifest: ModelManifest, allow_pickle: bool
) -> None:
    """Convert a checkpoint of NLLB, M2M-100, MADLAD or OPUS-MT with torch and transformers."""
    from indictx.models.convert import hugging_face

    convert = {
        "nllb": hugging_face.convert_nllb,
        "m2m100": hugging_face.convert_m2m100,
        "madlad": hugging_face.convert_madlad,
        "opus_mt": hugging_face.convert_opus_mt,
    }[manifest.family]
    _finish(
        target, manifest, convert(source, target, pairs=manifest.pairs, allow_pickle=allow_pickle)
    )


def _finish(target: Path, manifest: ModelManifest, found: Description) -> None:
    quantize(target, _quantization(manifest))
    # The manifest may name the SentencePiece models otherwise than the converter does.
    names = {
        manifest.text.source_spm: found.text.source_spm,
        manifest.text.target_spm: found.text.target_spm,
    }
    for wanted, written in names.items():
        if wanted != written and not (target / wanted).exists():
            shutil.copyfile(target / written, target / wanted)


def _quantization(manifest: ModelManifest) -> str:
    return manifest.conversion.quantization if manifest.conversion else "int8"
