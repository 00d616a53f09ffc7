"""Whole jobs: many documents in, many documents out, nothing lost on the way."""
