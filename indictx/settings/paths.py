"""Where models, memory and settings files live."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROJECT_FILE = "indictx.toml"
USER_FILE = "config.toml"


def home() -> Path:
    """Return the folder of models and translation memory; it may not exist yet.

    ``INDICTX_HOME``, or ``indictx`` in ``XDG_DATA_HOME`` or the platform's folder for data.
    """
    if path := os.environ.get("INDICTX_HOME"):
        return Path(path).expanduser()
    return _platform_dir("XDG_DATA_HOME", windows="LOCALAPPDATA", unix=".local/share") / "indictx"


def config_dir() -> Path:
    """Return the folder of the user file: ``indictx`` in ``XDG_CONFIG_HOME`` or the platform's."""
    return _platform_dir("XDG_CONFIG_HOME", windows="APPDATA", unix=".config") / "indictx"


def user_config_path() -> Path:
    """Return where the user file is or would be."""
    return config_dir() / USER_FILE


def project_config_path(cwd: Path | None = None) -> Path | None:
    """Return the nearest ``indictx.toml`` in ``cwd`` (default: the current folder) or above it."""
    try:
        start = Path.cwd() if cwd is None else cwd.absolute()
    except FileNotFoundError:  # the current folder was deleted
        return None
    candidates = (folder / PROJECT_FILE for folder in (start, *start.parents))
    return next(filter(is_file, candidates), None)


def is_file(path: Path) -> bool:
    """Return whether ``path`` is a file that we may see."""
    try:
        return path.is_file()
    except OSError:  # a folder above that we may not look into
        return False


def _platform_dir(variable: str, *, windows: str, unix: str) -> Path:
    """Return the folder that ``variable`` names, or the platform's usual one."""
    # The XDG Base Directory Specification says that relative paths are invalid, to be ignored.
    if (named := os.environ.get(variable, "")) and Path(named).is_absolute():
        return Path(named)
    if sys.platform == "win32":
        usual = Path.home() / "AppData" / ("Local" if windows == "LOCALAPPDATA" else "Roaming")
        return Path(os.environ.get(windows) or usual)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path.home() / unix
