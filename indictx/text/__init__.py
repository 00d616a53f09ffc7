"""Pure functions on strings: normalize, split, tokenize, transliterate, detect, protect.

Nothing here reads a file, knows a model or prints. Every function accepts any ``str``, including
one with lone surrogates, and none changes the number of lines it is given.
"""
