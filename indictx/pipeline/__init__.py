"""Text in, text out: protect, split, encode, decode, join, restore, check."""
