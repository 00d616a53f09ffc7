"""Foreign models → folders that ``indictx translate --model`` takes.

IndicTrans2 and Argos need nothing but NumPy; the others need the extra ``convert``, for torch and
transformers. Each conversion writes beside its target and renames, so a folder is whole or absent.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from indictx.errors import UsageError
from indictx.models.convert._folder import Description, Label, write_model
from indictx.models.schema import ModelManifest

__all__ = ["CONVERTERS", "ConvertOptions", "Label", "convert"]

#: Import path of the function that converts each family, and whether the weights are PyTorch's.
CONVERTERS = {
    "indictrans2": "indictx.models.convert.indictrans2:convert_indictrans2",
    "argos": "indictx.models.convert.argos:convert_argos",
    "nllb": "indictx.models.convert.hugging_face:convert_nllb",
    "m2m100": "indictx.models.convert.hugging_face:convert_m2m100",
    "madlad": "indictx.models.convert.hugging_face:convert_madlad",
    "opus_mt": "indictx.models.convert.hugging_face:convert_opus_mt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertOptions:
    """What a conversion cannot read from the files.

    Attributes:
        pairs: Directions such as ``eng_Latn-hin_Deva``; empty takes what the files tell.
        rotary_dim: Rotated values of each head of a rotary IndicTrans2; ``None`` is half.
        allow_pickle: Take weights in ``pytorch_model.bin`` where there is no safetensors.
        force: Replace a folder that is there.
    """

    pairs: tuple[str, ...] = ()
    rotary_dim: int | None = None
    allow_pickle: bool = False
    force: bool = False


def convert(
    source: Path, target: Path, label: Label, options: ConvertOptions | None = None
) -> ModelManifest:
    """Convert a downloaded model into a folder with a manifest.

    Args:
        source: Folder of the original files; for Argos the ``.argosmodel`` file.
        target: Folder to write.
        label: Name, family, licence and type of the weights.
        options: Further choices.

    Raises:
        UsageError: The family is unknown, the target exists, or an option makes no sense.
        MissingExtraError: The family needs torch and transformers.
        ModelError: The original is not what the family expects.
    """
    options = options or ConvertOptions()
    if label.family not in CONVERTERS:
        raise UsageError(
            f"cannot convert the family {label.family!r}",
            hint=f"one of {', '.join(sorted(CONVERTERS))}",
        )
    if not source.exists():
        raise UsageError(f"no file or folder {str(source)!r}")
    write = partial(_converter(label.family), source, **_arguments(label, options))
    return write_model(target, label, write, force=options.force)


def _converter(family: str) -> Callable[..., Description]:
    module, _, name = CONVERTERS[family].partition(":")
    function: Callable[..., Description] = getattr(importlib.import_module(module), name)
    return function


def _arguments(label: Label, options: ConvertOptions) -> dict[str, object]:
    arguments: dict[str, object] = {"pairs": options.pairs}
    if label.family != "argos":
        arguments["allow_pickle"] = options.allow_pickle
    if label.family == "indictrans2":
        arguments["rotary_dim"] = options.rotary_dim
    elif options.rotary_dim is not None:
        raise UsageError("only IndicTrans2 has rotary positions", hint="leave out --rotary-dim")
    return arguments
