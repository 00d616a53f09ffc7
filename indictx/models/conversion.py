"""What is done with downloaded files before they are a model: a table of converters by name."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol

from indictx.errors import ModelError
from indictx.models.schema import ModelManifest

#: Import path of the :class:`Converter` behind each ``[convert] method`` of a manifest.
CONVERTERS = {
    "requantize": "indictx.models.convert.pulled:requantize_pulled",
    "indictrans2": "indictx.models.convert.pulled:indictrans2_pulled",
    "transformers": "indictx.models.convert.pulled:transformers_pulled",
    "argos": "indictx.models.convert.pulled:argos_pulled",
}


class Converter(Protocol):
    """Turns downloaded files into a model that CTranslate2 loads."""

    def __call__(
        self, source: Path, target: Path, *, manifest: ModelManifest, allow_pickle: bool
    ) -> None:
        """Write all of the model, but its manifest, into ``target``.

        Args:
            source: Folder of the download, files named as ``to`` in the manifest; it stays as it is.
            target: An empty folder.
            manifest: The model; ``manifest.conversion`` says which arithmetic to store.
            allow_pickle: Whether a ``pytorch_model.bin`` may be read, with ``weights_only``.

        Raises:
            MissingExtraError: It needs a package that is not installed.
            ModelError: The files are not what the method converts.
        """


def load_converter(manifest: ModelManifest) -> Converter | None:
    """Return the converter for a model; ``None`` if its files are used as they come.

    Raises:
        ModelError: This version of indictx does not have the method.
    """
    if manifest.conversion is None:
        return None
    method = manifest.conversion.method
    if method not in CONVERTERS:
        raise ModelError(
            f"model {manifest.name!r} needs the conversion {method!r}, which is not known",
            hint=f"conversions: {', '.join(sorted(CONVERTERS)) or 'none'}; a newer indictx may help",
        )
    module, _, name = CONVERTERS[method].partition(":")
    converter: Converter = getattr(importlib.import_module(module), name)
    return converter
