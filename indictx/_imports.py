"""Import what an extra brings, on first use, or say which extra is missing."""

from __future__ import annotations

import importlib
from types import ModuleType

from indictx.errors import MissingExtraError


def require(module: str, *, extra: str) -> ModuleType:
    """Import and return a module that ``pip install 'indictx[extra]'`` installs.

    Args:
        module: Name to import, dots allowed; the error names its first part.
        extra: Name of the extra in ``pyproject.toml``.

    Raises:
        MissingExtraError: The package is not installed. A package that is installed but fails to
            import one of its own dependencies keeps its own error, which says more.
    """
    package = module.partition(".")[0]
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise MissingExtraError(package, extra=extra) from error
