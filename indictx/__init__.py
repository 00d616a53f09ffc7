"""Offline translation for India's languages: text in, translation out, nothing leaves the machine."""

from __future__ import annotations

__version__ = "0.1.0"
