"""Other programs with the same weights, each in an environment of its own: ``make bench-peers``."""
