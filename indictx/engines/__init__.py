"""Engines turn pieces into pieces; they know no language."""
